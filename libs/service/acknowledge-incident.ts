import { advance } from '#domain';
import { readEscalationState, type Tx, writeEscalationState } from '#store';

export interface Acknowledgement {
  readonly incidentId: string;
  readonly userId: string;
  readonly via: 'console' | 'sms' | 'link' | 'voice';
  /** The page that is answered, where the answer names one; otherwise the person's newest open page, if there is one. */
  readonly pageId?: string;
}

export type AcknowledgeOutcome =
  | { readonly outcome: 'acknowledged' }
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
export async function acknowledgeIncident(
  tx: Tx,
  { incidentId, userId, via, pageId }: Acknowledgement,
): Promise<AcknowledgeOutcome> {
  const [incident] = await tx.query<IncidentRow>(
    'SELECT state, acknowledged_by FROM incident WHERE id = $1 FOR NO KEY UPDATE',
    [incidentId],
  );
  if (incident === undefined) return { outcome: 'unknown' };
  if (incident.state === 'closed') return { outcome: 'closed' };
  const { acknowledged_by: byUserId } = incident;
  const isPaging = await takeEscalation(tx, incidentId, userId, byUserId);
  if (byUserId !== null && !isPaging) {
    // Asked after the lock: a join in the locking query would still see who had it before.
    const [taker] = await tx.query<{ name: string }>('SELECT name FROM user_account WHERE id = $1', [byUserId]);
    return { outcome: 'already', byUserId, byName: taker?.name ?? '', sameUser: byUserId === userId };
  }

  await tx.query(
    `UPDATE incident SET acknowledged_by = $2, acknowledged_at = $3, updated_at = $3, version = version + 1 WHERE id = $1`,
    [incidentId, userId, tx.now],
  );
  await settlePages(tx, incidentId, userId, pageId ?? null);
  tx.append({
    subject: 'incident',
    id: incidentId,
    actor: `user:${userId}`,
    type: 'page.acknowledged',
    data: { by: userId, via, ...(pageId !== undefined && { pageId }) },
  });
  tx.emit('page.acknowledged', { incidentId, userId });
  return { outcome: 'acknowledged' };
}

/**
 * Stops the paging clock unless somebody has the incident and the clock stands still. Answers whether it ran. An answer that
 * overtakes the opening leaves a state of its own, which the late opening respects.
 */
async function takeEscalation(tx: Tx, incidentId: string, userId: string, takenBy: string | null): Promise<boolean> {
  const [row] = await tx.query<{ state: unknown }>(
    'SELECT state FROM escalation WHERE incident_id = $1 FOR NO KEY UPDATE',
    [incidentId],
  );
  const state = row === undefined ? null : readEscalationState(row.state);
  const isPaging = state?.status === 'running';
  if (takenBy !== null && !isPaging) return false;
  // A reopened incident is nobody's, even before the paging has heard of it.
  const { state: taken } = advance(
    state === null ? null : { ...state, acknowledgedBy: null },
    { kind: 'acknowledged', by: userId },
    tx.now,
  );
  if (taken !== null) {
    await tx.query(
      `INSERT INTO escalation (incident_id, status, state, due_at, updated_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (incident_id) DO UPDATE SET status = excluded.status, state = excluded.state, due_at = excluded.due_at,
         updated_at = excluded.updated_at`,
      [incidentId, taken.status, writeEscalationState(taken), taken.dueAt, tx.now],
    );
  }
  return isPaging;
}

/** The page that was answered is acknowledged; every other one that still rings for this incident is superseded. */
async function settlePages(tx: Tx, incidentId: string, userId: string, pageId: string | null): Promise<void> {
  await tx.query(
    `WITH answered AS (
       SELECT id FROM page WHERE incident_id = $1 AND user_id = $2 AND state = 'open'
       ORDER BY (id = $3) IS TRUE DESC, requested_at DESC, id LIMIT 1)
     UPDATE page SET settled_at = $4, state = CASE WHEN id IN (SELECT id FROM answered) THEN 'acknowledged' ELSE 'superseded' END
     WHERE incident_id = $1 AND state = 'open'`,
    [incidentId, userId, pageId, tx.now],
  );
}
