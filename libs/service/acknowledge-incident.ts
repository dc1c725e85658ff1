import { acknowledge, type EscalationState } from '#domain';
import { readEscalationState, type Tx, writeEscalationState } from '#store';

/** The ways in which a person can answer a page. */
export type AnswerChannel = 'console' | 'sms' | 'link' | 'voice' | 'email' | 'push';

export interface Acknowledgement {
  readonly incidentId: string;
  readonly userId: string;
  readonly via: AnswerChannel;
  /** The page that is answered, where the answer names one; otherwise the person's newest open page, if there is one. */
  readonly pageId?: string;
}

export type AcknowledgeOutcome =
  | { readonly outcome: 'acknowledged' }
  /** Several must acknowledge: `missing` more. */
  | { readonly outcome: 'in-part'; readonly missing: number }
  /** Somebody has it and nobody is being woken for it. `sameUser`: it is the very person who answers again. */
  | { readonly outcome: 'already'; readonly byUserId: string; readonly byName: string; readonly sameUser: boolean }
  | { readonly outcome: 'closed' }
  /** There is no such incident, or not for the one who asks. */
  | { readonly outcome: 'unknown' };

interface IncidentRow {
  readonly state: string;
  readonly acknowledged_by: string | null;
}

/**
 * Gives an incident to the first who takes it, whichever way the answer came. The incident's row is locked first, so of two
 * answers at the same instant one wins and the other learns who has it. An incident that pages again (it became more severe)
 * can be taken again. The caller has checked that the person may work on incidents.
 */
export async function acknowledgeIncident(tx: Tx, answer: Acknowledgement): Promise<AcknowledgeOutcome> {
  const { incidentId, userId, via, pageId } = answer;
  const [[incident], escalation] = await Promise.all([
    tx.query<IncidentRow>('SELECT state, acknowledged_by FROM incident WHERE id = $1 FOR NO KEY UPDATE', [incidentId]),
    loadEscalation(tx, incidentId),
  ]);
  if (incident === undefined) return { outcome: 'unknown' };
  if (incident.state === 'closed') return { outcome: 'closed' };
  const { acknowledged_by: byUserId } = incident;
  if (byUserId !== null && escalation?.status !== 'running') return alreadyTaken(tx, byUserId, userId);

  const { state, effects } = acknowledge(asAsked(escalation), userId, tx.now);
  const [effect] = effects;
  if (effect?.kind === 'already-acknowledged') return alreadyTaken(tx, effect.by, userId);
  if (state !== null) await saveEscalation(tx, incidentId, state);
  const told = { subject: 'incident', id: incidentId, actor: `user:${userId}` } as const;
  const data = { by: userId, via, ...(pageId !== undefined && { pageId }) };
  if (effect?.kind === 'acknowledged-in-part') {
    await settleOwnPages(tx, { incidentId, userId, state: 'acknowledged' });
    tx.append({ ...told, type: 'page.acknowledged-in-part', data: { ...data, missing: effect.missing } });
    tx.emit('page.answered', { pageId: pageId ?? null, incidentId, userId, answer: 'acknowledge' });
    return { outcome: 'in-part', missing: effect.missing };
  }
  await giveIncident(tx, { incidentId, userId: state?.acknowledgedBy ?? userId, answeredBy: userId, pageId });
  tx.append({ ...told, type: 'page.acknowledged', data });
  return { outcome: 'acknowledged' };
}

/** Somebody has it from now on: nobody is woken for it any more, and those who were are told who has it. */
export async function giveIncident(
  tx: Tx,
  {
    incidentId,
    userId,
    answeredBy = userId,
    pageId = null,
  }: {
    readonly incidentId: string;
    readonly userId: string;
    readonly answeredBy?: string;
    readonly pageId?: string | null | undefined;
  },
): Promise<void> {
  await Promise.all([
    tx.query(
      `UPDATE incident SET acknowledged_by = $2, acknowledged_at = $3, updated_at = $3, version = version + 1 WHERE id = $1`,
      [incidentId, userId, tx.now],
    ),
    settlePages(tx, incidentId, answeredBy, pageId),
  ]);
  tx.emit('page.acknowledged', { incidentId, userId });
}

/** The paging clock of an incident, locked; null before it was opened. */
export async function loadEscalation(tx: Tx, incidentId: string): Promise<EscalationState | null> {
  const [row] = await tx.query<{ state: unknown; due_at: Date | null }>(
    'SELECT state, due_at FROM escalation WHERE incident_id = $1 FOR NO KEY UPDATE',
    [incidentId],
  );
  return row === undefined ? null : { ...readEscalationState(row.state), dueAt: row.due_at };
}

export async function saveEscalation(tx: Tx, incidentId: string, state: EscalationState): Promise<void> {
  await tx.query(
    `INSERT INTO escalation (incident_id, status, state, due_at, updated_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (incident_id) DO UPDATE SET status = excluded.status, state = excluded.state, due_at = excluded.due_at,
       updated_at = excluded.updated_at`,
    [incidentId, state.status, writeEscalationState(state), state.dueAt, tx.now],
  );
}

/** Who has it, for somebody who came second. Asked after the lock: a join in the locking query would still see who had it before. */
export async function alreadyTaken(
  tx: Tx,
  byUserId: string,
  userId: string,
): Promise<Extract<AcknowledgeOutcome, { outcome: 'already' }>> {
  const [taker] = await tx.query<{ name: string }>('SELECT name FROM user_account WHERE id = $1', [byUserId]);
  return { outcome: 'already', byUserId, byName: taker?.name ?? '', sameUser: byUserId === userId };
}

/** A person's own pages of an incident are settled; nobody else's. */
export async function settleOwnPages(
  tx: Tx,
  page: { readonly incidentId: string; readonly userId: string; readonly state: 'acknowledged' | 'declined' },
): Promise<void> {
  await tx.query(
    `UPDATE page SET state = $3, settled_at = $4 WHERE incident_id = $1 AND user_id = $2 AND state IN ('open', 'snoozed')`,
    [page.incidentId, page.userId, page.state, tx.now],
  );
}

/** A reopened incident is nobody's, even before the paging has heard of it. */
function asAsked(state: EscalationState | null): EscalationState | null {
  return state === null || state.status === 'running' ? state : { ...state, takers: [], acknowledgedBy: null };
}

/** The page that was answered is acknowledged; every other one that still rings for this incident is superseded. */
async function settlePages(tx: Tx, incidentId: string, userId: string, pageId: string | null): Promise<void> {
  await tx.query(
    `WITH answered AS (
       SELECT id FROM page WHERE incident_id = $1 AND user_id = $2 AND state IN ('open', 'snoozed')
       ORDER BY (id = $3) IS TRUE DESC, requested_at DESC, id LIMIT 1)
     UPDATE page SET settled_at = $4, state = CASE WHEN id IN (SELECT id FROM answered) THEN 'acknowledged' ELSE 'superseded' END
     WHERE incident_id = $1 AND state IN ('open', 'snoozed')`,
    [incidentId, userId, pageId, tx.now],
  );
}
