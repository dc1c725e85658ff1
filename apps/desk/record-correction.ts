import { randomUUID } from 'node:crypto';
import type { Correction, Tx } from '#store';
import type { Person } from './person.js';

export interface Corrected {
  readonly field: Correction['field'];
  readonly from: string;
  readonly to: string;
}

/** Keeps what a person put right, as data to judge the rules by (`vigil triage corrections`). What did not change is left out. */
export async function recordCorrections(
  tx: Tx,
  person: Person,
  incidentId: string,
  reason: string,
  corrected: readonly Corrected[],
): Promise<void> {
  for (const { field, from, to } of corrected) {
    if (from === to) continue;
    await tx.query(
      `INSERT INTO correction (id, incident_id, user_id, field, from_value, to_value, reason, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [randomUUID(), incidentId, person.id, field, from, to, reason, tx.now],
    );
  }
}
