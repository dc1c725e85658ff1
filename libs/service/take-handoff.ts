import type { Handoff, Tx } from '#store';

export type TakeOverOutcome =
  { readonly outcome: 'taken' | 'already'; readonly incidents: number } | { readonly outcome: 'unknown' | 'lapsed' };

interface Row {
  readonly id: string;
  readonly from_id: string | null;
  readonly incidents: readonly string[];
  readonly state: Handoff['state'];
}

/**
 * The incoming responder takes over: what the outgoing one had acknowledged and not closed is theirs from now on. One tap, and
 * a second one says the same. What somebody else has acknowledged in the meantime, or what is over, is left as it is.
 */
export async function takeHandoff(
  tx: Tx,
  handoffId: string,
  userId: string,
  via: NonNullable<Handoff['takenVia']>,
): Promise<TakeOverOutcome> {
  const named = await read(tx, handoffId, userId, '');
  if (named === undefined) return { outcome: 'unknown' };
  // Incidents before the hand-off, and in their order, as everybody locks them.
  const open = await tx.query<{ id: string; acknowledged_by: string | null }>(
    `SELECT id, acknowledged_by FROM incident WHERE id = ANY($1) AND state NOT IN ('resolved', 'closed')
     ORDER BY id FOR NO KEY UPDATE`,
    [named.incidents],
  );
  const handoff = await read(tx, handoffId, userId, 'FOR NO KEY UPDATE');
  if (handoff === undefined) return { outcome: 'unknown' };
  if (handoff.state === 'taken') return { outcome: 'already', incidents: handoff.incidents.length };
  if (handoff.state === 'lapsed') return { outcome: 'lapsed' };
  await tx.query(`UPDATE handoff SET state = 'taken', settled_at = $2, taken_via = $3 WHERE id = $1`, [
    handoffId,
    tx.now,
    via,
  ]);
  const theirs = open.filter((incident) => incident.acknowledged_by === handoff.from_id).map(({ id }) => id);
  await giveOver(tx, theirs, userId);
  for (const id of theirs) {
    tx.append({
      subject: 'incident',
      id,
      actor: `user:${userId}`,
      type: 'incident.taken-over',
      data: { by: userId, from: handoff.from_id, handoffId, via },
    });
    tx.emit('incident.taken-over', { incidentId: id, userId });
  }
  return { outcome: 'taken', incidents: theirs.length };
}

async function read(tx: Tx, id: string, userId: string, lock: '' | 'FOR NO KEY UPDATE'): Promise<Row | undefined> {
  const [row] = await tx.query<Row>(
    `SELECT id, from_id, incidents, state FROM handoff WHERE id = $1 AND to_id = $2 ${lock}`,
    [id, userId],
  );
  return row;
}

/** Who has an incident stands in its row, and in the state of its paging clock, which asks them first when nothing happens. */
async function giveOver(tx: Tx, incidents: readonly string[], userId: string): Promise<void> {
  if (incidents.length === 0) return;
  await tx.query(
    `UPDATE incident SET acknowledged_by = $2, acknowledged_at = $3, updated_at = $3, version = version + 1 WHERE id = ANY($1)`,
    [incidents, userId, tx.now],
  );
  await tx.query(
    `UPDATE escalation SET state = state || jsonb_build_object('acknowledgedBy', $2::text), updated_at = $3
     WHERE incident_id = ANY($1) AND status = 'acknowledged'`,
    [incidents, userId, tx.now],
  );
}
