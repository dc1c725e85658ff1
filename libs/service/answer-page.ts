import { boundSnooze, canAnswer, type EscalationState, snooze } from '#domain';
import type { Tx } from '#store';
import {
  acknowledgeIncident,
  alreadyTaken,
  type AnswerChannel,
  loadEscalation,
  saveEscalation,
  settleOwnPages,
} from './acknowledge-incident.js';

export type PageAnswer =
  /** I have it. */
  | { readonly kind: 'acknowledge' }
  /** Not me: it goes on to the next. */
  | { readonly kind: 'decline' }
  /** Somebody further up is needed, at once. */
  | { readonly kind: 'escalate' }
  /** Wake me again in a moment. */
  | { readonly kind: 'snooze'; readonly minutes: number };

export interface AnsweredPage {
  readonly incidentId: string;
  readonly userId: string;
  readonly via: AnswerChannel;
  /** The page that is answered, where the answer names one; otherwise the person's newest, if there is one. */
  readonly pageId?: string;
  readonly answer: PageAnswer;
}

export type AnswerOutcome =
  /** `missing`: how many more must acknowledge. `minutes`: for how long it is put off. */
  | { readonly outcome: 'done'; readonly missing?: number; readonly minutes?: number }
  /** Somebody has it and nobody is being woken for it. `sameUser`: it is the very person who answers again. */
  | { readonly outcome: 'already'; readonly byUserId: string; readonly byName: string; readonly sameUser: boolean }
  /** The paging has gone on: others are awake for it, or it was put off once already. */
  | { readonly outcome: 'too-late' }
  | { readonly outcome: 'closed' }
  /** There is no such incident or page, or not for the one who asks. */
  | { readonly outcome: 'unknown' };

interface PageRow {
  readonly id: string;
  readonly state: string;
  readonly step: number;
  readonly round: number;
  readonly settled_at: Date | null;
}

/** An answer that names no page, as long after the last one, is a new one. */
const sameAnswerMs = 60_000;

/**
 * The one way to answer a page, whichever way the answer came. The incident's row is locked first, so answers at the same
 * instant have an order; the same answer again gets the same outcome and does nothing. Passing it on wakes somebody else, which
 * is the escalation's work: it hears of it in the same commit. The caller has checked that the person may work on incidents.
 */
export async function answerPage(tx: Tx, page: AnsweredPage): Promise<AnswerOutcome> {
  const { answer, ...who } = page;
  if (answer.kind === 'acknowledge') {
    const result = await acknowledgeIncident(tx, who);
    if (result.outcome === 'acknowledged') return { outcome: 'done' };
    return result.outcome === 'in-part' ? { outcome: 'done', missing: result.missing } : result;
  }
  return passOn(tx, who, answer);
}

async function passOn(
  tx: Tx,
  { incidentId, userId, via, pageId }: Omit<AnsweredPage, 'answer'>,
  answer: Exclude<PageAnswer, { kind: 'acknowledge' }>,
): Promise<AnswerOutcome> {
  const [[incident], state, pages] = await Promise.all([
    tx.query<{ state: string; acknowledged_by: string | null }>(
      'SELECT state, acknowledged_by FROM incident WHERE id = $1 FOR NO KEY UPDATE',
      [incidentId],
    ),
    loadEscalation(tx, incidentId),
    tx.query<PageRow>(
      `SELECT id, state, step, round, settled_at FROM page WHERE incident_id = $1 AND user_id = $2 ORDER BY requested_at DESC, id LIMIT 50`,
      [incidentId, userId],
    ),
  ]);
  if (incident === undefined) return { outcome: 'unknown' };
  if (incident.state === 'closed') return { outcome: 'closed' };
  const found = pageId === undefined ? pages[0] : pages.find(({ id }) => id === pageId);
  if (pageId !== undefined && found === undefined) return { outcome: 'unknown' };
  const isRecent = (found?.settled_at?.getTime() ?? 0) > tx.now.getTime() - sameAnswerMs;
  const said = pageId !== undefined || isRecent || found?.state === 'snoozed' ? saidBefore(found, answer, state) : null;
  if (said !== null) return said;

  const isOpen = found?.state === 'open' || found?.state === 'snoozed';
  const place = found !== undefined && isOpen ? { step: found.step, round: found.round } : null;
  const minutes = answer.kind === 'snooze' && state !== null ? boundSnooze(answer.minutes, state) : undefined;
  const fits = isHeard(state, { userId, answer, place });
  const { acknowledged_by: byUserId } = incident;
  if (!fits && byUserId !== null && state?.status !== 'running') return alreadyTaken(tx, byUserId, userId);
  // Whoever says no to a page that others are awake for by now has said no all the same.
  if (!fits && !(answer.kind === 'decline' && isOpen)) return { outcome: 'too-late' };

  if (answer.kind !== 'snooze') await settleOwnPages(tx, { incidentId, userId, state: 'declined' });
  else if (place !== null) await putOff(tx, { incidentId, userId, minutes: answer.minutes, place, state });
  const answered = { pageId: isOpen ? (found?.id ?? null) : null, incidentId, userId, answer: answer.kind } as const;
  tx.emit('page.answered', { ...answered, ...(minutes !== undefined && { minutes }) });
  tx.append({
    subject: 'incident',
    id: incidentId,
    actor: `user:${userId}`,
    type: timelineTypes[answer.kind],
    data: { by: userId, via, ...(minutes !== undefined && { minutes }) },
  });
  return { outcome: 'done', ...(minutes !== undefined && { minutes }) };
}

const timelineTypes = { decline: 'page.declined', escalate: 'page.passed-on', snooze: 'page.snoozed' } as const;

type Place = { readonly step: number; readonly round: number };

function isHeard(
  state: EscalationState | null,
  { userId, answer, place }: { readonly userId: string; readonly answer: PageAnswer; readonly place: Place | null },
): boolean {
  if (answer.kind === 'escalate') return canAnswer(state, { kind: 'escalated', by: userId, page: place });
  if (place === null) return false;
  const said = { by: userId, page: place };
  return answer.kind === 'snooze'
    ? canAnswer(state, { ...said, kind: 'snoozed', minutes: answer.minutes })
    : canAnswer(state, { ...said, kind: 'declined' });
}

/** The same answer a second time, by whichever way: what was said about the first. */
function saidBefore(
  page: PageRow | undefined,
  answer: PageAnswer,
  state: EscalationState | null,
): AnswerOutcome | null {
  if (page === undefined) return null;
  const isPassedOn = page.state === 'declined' && (answer.kind === 'decline' || answer.kind === 'escalate');
  if (isPassedOn) return { outcome: 'done' };
  if (page.state !== 'snoozed' || answer.kind !== 'snooze' || state === null) return null;
  return { outcome: 'done', minutes: boundSnooze(answer.minutes, state) };
}

async function putOff(
  tx: Tx,
  {
    incidentId,
    userId,
    minutes,
    place,
    state,
  }: {
    readonly incidentId: string;
    readonly userId: string;
    readonly minutes: number;
    readonly place: Place;
    readonly state: EscalationState | null;
  },
): Promise<void> {
  const { state: later } = snooze(state, { kind: 'snoozed', by: userId, page: place, minutes }, tx.now);
  await Promise.all([
    later === null ? null : saveEscalation(tx, incidentId, later),
    tx.query(`UPDATE page SET state = 'snoozed' WHERE incident_id = $1 AND user_id = $2 AND state = 'open'`, [
      incidentId,
      userId,
    ]),
  ]);
}
