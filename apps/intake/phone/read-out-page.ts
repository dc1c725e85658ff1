import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { spell } from '#domain';
import { answerPage, type PageAnswer, Secrets, Settings } from '#service';
import { Database, type Tx } from '#store';
import { readOutCode } from './read-out-code.js';
import { type Spoken, speakPage } from './speak-page.js';

interface Row {
  readonly page_id: string;
  readonly incident_id: string;
  readonly user_id: string;
  readonly language: 'en' | 'fr';
  readonly reference: string;
  readonly body: string;
  readonly page_state: string;
  readonly incident_state: string;
  readonly acknowledged_by: string | null;
  readonly taker: string | null;
}

const answers: Readonly<Record<string, PageAnswer>> = { '4': { kind: 'acknowledge' }, '6': { kind: 'escalate' } };

/** A page by phone: read out, repeated, and answered by a key. */
@Injectable()
export class ReadOutPage {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Null for a delivery that is no page by phone. */
  async read(deliveryId: string, keyHook: string): Promise<string | null> {
    return this.database.transaction(async (tx) => {
      const row = await readRow(tx, deliveryId);
      return row === null
        ? readOutCode(tx, this.secrets, deliveryId)
        : speakPage(row.language, this.open(row), keyHook);
    });
  }

  /** `key`: what was pressed; empty when nothing was. Pressing the same key again changes nothing. */
  async press(deliveryId: string, key: string, keyHook: string): Promise<string | null> {
    return this.database.transaction(async (tx) => {
      const row = await readRow(tx, deliveryId);
      if (row === null) return null;
      const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
      if (answer === undefined) return speakPage(row.language, this.open(row), keyHook);
      const { incident_id: incidentId, user_id: userId, page_id: pageId } = row;
      const result = await answerPage(tx, { incidentId, userId, pageId, via: 'voice', answer });
      return speakPage(row.language, { ends: this.ending(row, answer, result) }, keyHook);
    });
  }

  private open(row: Row): Spoken {
    const messages = this.settings.config.messages[row.language];
    if (row.page_state !== 'open' && row.page_state !== 'snoozed') return { ends: this.overWords(row) };
    return {
      page: row.body,
      keys: renderMessage(messages, 'page-voice-keys', {}),
      noKey: renderMessage(messages, 'page-voice-no-key', {}),
    };
  }

  private overWords(row: Row): string {
    const messages = this.settings.config.messages[row.language];
    const reference = spell(row.reference);
    if (row.incident_state === 'closed' || row.acknowledged_by === null) {
      return renderMessage(messages, 'page-voice-over', { reference });
    }
    return row.acknowledged_by === row.user_id
      ? renderMessage(messages, 'page-voice-taken', { reference })
      : renderMessage(messages, 'page-voice-already', { reference, name: row.taker ?? '' });
  }

  private ending(row: Row, answer: PageAnswer, result: Awaited<ReturnType<typeof answerPage>>): string {
    const messages = this.settings.config.messages[row.language];
    const reference = spell(row.reference);
    if (result.outcome === 'already' && !result.sameUser) {
      return renderMessage(messages, 'page-voice-already', { reference, name: result.byName });
    }
    if (result.outcome !== 'done' && result.outcome !== 'already') {
      return renderMessage(messages, 'page-voice-over', { reference });
    }
    if (answer.kind !== 'acknowledge') return renderMessage(messages, 'page-voice-passed-on', { reference });
    const isShared = result.outcome === 'done' && result.missing !== undefined;
    return renderMessage(messages, isShared ? 'page-voice-shared' : 'page-voice-taken', { reference });
  }
}

async function readRow(tx: Tx, deliveryId: string): Promise<Row | null> {
  const [row] = await tx.query<Row>(
    `SELECT d.page_id, p.incident_id, p.user_id, u.language, i.reference, d.body, p.state AS page_state, i.state AS incident_state,
       i.acknowledged_by, taker.name AS taker
     FROM delivery d JOIN page p ON p.id = d.page_id JOIN user_account u ON u.id = p.user_id AND u.active
       JOIN incident i ON i.id = p.incident_id LEFT JOIN user_account taker ON taker.id = i.acknowledged_by
     WHERE d.id = $1 AND d.purpose = 'page' AND d.channel = 'voice'`,
    [deliveryId],
  );
  return row ?? null;
}
