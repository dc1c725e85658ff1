import type { IncidentFacts, IncidentState, Severity } from '#domain';
import type { Tx } from '#store';
import { notFound } from './read-request.js';

/**
 * Locks an incident until the end of the transaction and tells the rules what they need of it: changes by several people
 * happen one after the other. Not found when the person may not see it.
 */
export async function lockIncident(tx: Tx, id: string): Promise<IncidentFacts> {
  const [row] = await tx.query<{
    readonly state: IncidentState;
    readonly severity: Severity;
    readonly life_safety: boolean;
    readonly acknowledged: boolean;
  }>(
    `SELECT state, severity, life_safety, acknowledged_at IS NOT NULL AS acknowledged
     FROM incident WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (row === undefined) throw notFound();
  const { state, severity, life_safety: lifeSafety, acknowledged } = row;
  return { state, severity, lifeSafety, acknowledged };
}

/** Marks the incident as changed, for those who compare versions. */
export async function touchIncident(tx: Tx, id: string): Promise<void> {
  await tx.query('UPDATE incident SET updated_at = $2, version = version + 1 WHERE id = $1', [id, tx.now]);
}
