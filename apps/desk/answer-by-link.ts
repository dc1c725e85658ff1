import { Inject, Injectable } from '@nestjs/common';
import { everyParty, may, type Role, type Severity } from '#domain';
import { type AnswerOutcome, answerPage, type PageAnswer, Secrets } from '#service';
import { Database, type Tx } from '#store';

/** What the page behind a one-time link shows. */
export interface LinkedPage {
  readonly pageId: string;
  readonly userId: string;
  readonly language: 'en' | 'fr';
  readonly incidentId: string;
  readonly reference: string;
  readonly severity: Severity;
  readonly category: string;
}

/** `open`: nothing has been answered yet. */
export type LinkAnswer =
  | { readonly kind: 'open' | 'yours' | 'closed' }
  /** The policy asks for more people than have acknowledged. */
  | { readonly kind: 'shared' }
  /** Somebody else is being woken, and this person may still take it. */
  | { readonly kind: 'passed-on' | 'too-late' }
  | { readonly kind: 'put-off'; readonly minutes: number | null }
  | { readonly kind: 'taken'; readonly byName: string };

export interface LinkView {
  readonly page: LinkedPage;
  readonly answer: LinkAnswer;
}

interface Row {
  readonly user_id: string;
  readonly role: Role;
  readonly language: 'en' | 'fr';
  readonly incident_id: string;
  readonly reference: string;
  readonly severity: Severity;
  readonly category: string;
  readonly state: string;
  readonly acknowledged_by: string | null;
  readonly acknowledged_name: string | null;
  readonly is_paging: boolean;
  readonly page_state: string;
}

/**
 * The link in a page's text and mail. It speaks for one person and one incident, so it needs no session; looking at it
 * changes nothing, because programs that check mail for viruses look at every link. Once the incident is somebody's, it only
 * tells whose.
 */
@Injectable()
export class AnswerByLink {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Null for a link that was never sent, or that was sent to somebody who has left. */
  async look(token: string): Promise<LinkView | null> {
    const pageId = this.secrets.idOf('acknowledge-link', token);
    return pageId === null ? null : this.database.transactionFor(everyParty, (tx) => readLink(tx, pageId));
  }

  /** The same answer again changes nothing. */
  async answer(token: string, answer: PageAnswer, via: 'link' | 'push'): Promise<LinkView | null> {
    const pageId = this.secrets.idOf('acknowledge-link', token);
    if (pageId === null) return null;
    return this.database.transactionFor(everyParty, async (tx) => {
      const seen = await readLink(tx, pageId);
      if (seen === null) return null;
      const { incidentId, userId } = seen.page;
      const result = await answerPage(tx, { incidentId, userId, via, pageId, answer });
      const told = answerTo(result, answer);
      return told === null ? null : { page: seen.page, answer: told };
    });
  }
}

function answerTo(result: AnswerOutcome, { kind }: PageAnswer): LinkAnswer | null {
  switch (result.outcome) {
    case 'done':
      if (kind === 'acknowledge') return { kind: result.missing === undefined ? 'yours' : 'shared' };
      return kind === 'snooze' ? { kind: 'put-off', minutes: result.minutes ?? null } : { kind: 'passed-on' };
    case 'too-late':
      return { kind: 'too-late' };
    case 'already':
      return result.sameUser ? { kind: 'yours' } : { kind: 'taken', byName: result.byName };
    case 'closed':
      return { kind: 'closed' };
    case 'unknown':
      break;
  }
  return null;
}

async function readLink(tx: Tx, pageId: string): Promise<LinkView | null> {
  const [row] = await tx.query<Row>(
    `SELECT p.user_id, u.role, u.language, p.incident_id, i.reference, i.severity, i.category, i.state, i.acknowledged_by,
       taker.name AS acknowledged_name, coalesce(e.status = 'running', false) AS is_paging, p.state AS page_state
     FROM page p JOIN user_account u ON u.id = p.user_id AND u.active JOIN incident i ON i.id = p.incident_id
     LEFT JOIN user_account taker ON taker.id = i.acknowledged_by LEFT JOIN escalation e ON e.incident_id = i.id
     WHERE p.id = $1`,
    [pageId],
  );
  if (row === undefined || !may(row.role, 'incident.work')) return null;
  const { user_id: userId, language, incident_id: incidentId, reference, severity, category } = row;
  return { page: { pageId, userId, language, incidentId, reference, severity, category }, answer: answerOf(row) };
}

function answerOf(row: Row): LinkAnswer {
  if (row.state === 'closed') return { kind: 'closed' };
  if (row.acknowledged_by === null || row.is_paging) return stillOpen(row.page_state);
  return row.acknowledged_by === row.user_id
    ? { kind: 'yours' }
    : { kind: 'taken', byName: row.acknowledged_name ?? '' };
}

function stillOpen(pageState: string): LinkAnswer {
  if (pageState === 'declined') return { kind: 'passed-on' };
  return pageState === 'snoozed' ? { kind: 'put-off', minutes: null } : { kind: 'open' };
}
