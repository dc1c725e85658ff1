import { raises, type Severity } from '#domain';
import { ProblemError } from '#service';
import type { Tx } from '#store';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

interface Row {
  readonly id: string;
  readonly party_id: string | null;
  readonly state: string;
  readonly severity: Severity;
  readonly severity_rank: number;
  readonly severity_rule: string;
  readonly report_count: number;
  readonly compromised_addresses: readonly string[];
  readonly merged_into: string | null;
}

/**
 * Makes one incident part of another: its reports and messages go over, what it adds is kept, and it closes. Its own record
 * stays where it is. Incidents of two parties are never merged: neither may read the other's reports.
 */
export async function mergeIncident(
  tx: Tx,
  person: Person,
  incidentId: string,
  intoId: string,
  reason: string,
): Promise<void> {
  const rows = await tx.query<Row>(
    `SELECT id, party_id, state, severity, severity_rank, severity_rule, report_count, compromised_addresses, merged_into
     FROM incident WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE`,
    [incidentId, intoId],
  );
  const part = rows.find(({ id }) => id === incidentId);
  const whole = rows.find(({ id }) => id === intoId);
  if (part === undefined || whole === undefined) throw notFound();
  if (part.merged_into !== null || whole.merged_into !== null) throw alreadyMerged();
  if (part.party_id !== null && whole.party_id !== null && part.party_id !== whole.party_id) throw twoParties();
  await tx.query('UPDATE triage_result SET incident_id = $2 WHERE incident_id = $1', [incidentId, intoId]);
  await tx.query('UPDATE message SET incident_id = $2 WHERE incident_id = $1', [incidentId, intoId]);
  await gather(tx, part, whole);
  await tx.query(
    `UPDATE incident SET merged_into = $2, state = 'closed', closed_at = $3, updated_at = $3, version = version + 1 WHERE id = $1`,
    [incidentId, intoId, tx.now],
  );
  const actor = `user:${person.id}` as const;
  const data = { incidentId, intoId, reason };
  tx.append({ subject: 'incident', id: incidentId, actor, type: 'incident.merged', data });
  tx.append({ subject: 'incident', id: intoId, actor, type: 'incident.merged', data });
  tx.emit('incident.merged', { incidentId, intoId });
  if (part.state !== 'closed') {
    tx.emit('incident.moved', { incidentId, from: part.state as 'received', to: 'closed' });
  }
}

async function gather(tx: Tx, part: Row, whole: Row): Promise<void> {
  const raised = raises(whole.severity, part.severity);
  const most = raised ? part : whole;
  await tx.query(
    `UPDATE incident SET report_count = report_count + $2, party_id = coalesce(party_id, $3), severity = $4, severity_rank = $5,
       severity_rule = $6, compromised_addresses = ARRAY(SELECT DISTINCT unnest(compromised_addresses || $7::text[]) LIMIT 100),
       updated_at = $8, version = version + 1 WHERE id = $1`,
    [
      whole.id,
      part.report_count,
      part.party_id,
      most.severity,
      most.severity_rank,
      most.severity_rule,
      part.compromised_addresses,
      tx.now,
    ],
  );
  if (!raised) return;
  tx.emit('incident.severity-changed', { incidentId: whole.id, from: whole.severity, to: part.severity });
}

function alreadyMerged(): ProblemError {
  return new ProblemError(409, 'already-merged', {
    en: 'One of the two is part of another incident already.',
    fr: 'L’un des deux fait déjà partie d’un autre incident.',
  });
}

function twoParties(): ProblemError {
  return new ProblemError(409, 'two-parties', {
    en: 'They belong to two parties, and neither may see the other’s reports. Link them as a campaign instead.',
    fr: 'Ils concernent deux partis, et aucun ne peut voir les signalements de l’autre. Liez-les plutôt en campagne.',
  });
}
