import { raises, type Placement, type Severity, severityRank } from '#domain';
import type { Tx } from '#store';
import { compromised, type JudgedReport } from './open-incident.js';

/** What became of one report of a batch. */
export interface Collapsed {
  readonly judged: JudgedReport;
  readonly outcome: Placement['outcome'];
  readonly incidentId: string | null;
}

/** References that a timeline entry names of all that were counted. */
const sampleSize = 5;

/**
 * Counts the reports of a batch that joined an incident: one change and one entry on its timeline for each incident, with a
 * sample, however many reports there are. What they add is kept as if they had joined one by one.
 */
export async function collapseInto(tx: Tx, settled: readonly Collapsed[]): Promise<void> {
  const joined = settled.filter(({ outcome }) => outcome === 'joined');
  const incidents = [...new Set(joined.flatMap(({ incidentId }) => incidentId ?? []))].toSorted();
  for (const incidentId of incidents) {
    const judged = joined.filter((one) => one.incidentId === incidentId).map((one) => one.judged);
    await count(tx, incidentId, judged);
  }
}

async function count(tx: Tx, incidentId: string, judged: readonly JudgedReport[]): Promise<void> {
  const [incident] = await tx.query<{ severity: Severity }>(
    'SELECT severity FROM incident WHERE id = $1 FOR NO KEY UPDATE',
    [incidentId],
  );
  if (incident === undefined) throw new Error('the incident to join is gone');
  const worst = judged.reduce((most, one) => (raises(most.verdict.severity, one.verdict.severity) ? one : most));
  const raised = raises(incident.severity, worst.verdict.severity);
  const severity = raised ? worst.verdict.severity : incident.severity;
  await tx.query(
    `UPDATE incident SET report_count = report_count + $2, updated_at = $3, version = version + 1,
       severity = $4, severity_rank = $5, severity_rule = CASE WHEN $6 THEN $7 ELSE severity_rule END,
       life_safety = life_safety OR $8, violence = violence OR $9, foreign_interference = foreign_interference OR $10,
       compromised_addresses = ARRAY(SELECT DISTINCT unnest(compromised_addresses || $11::text[]) LIMIT 100)
     WHERE id = $1`,
    [
      incidentId,
      judged.length,
      tx.now,
      severity,
      severityRank(severity),
      raised,
      worst.verdict.severityRule,
      judged.some(({ verdict }) => verdict.lifeSafety),
      judged.some(({ verdict }) => verdict.violence),
      judged.some(({ verdict }) => verdict.foreignInterference),
      judged.flatMap(({ report, verdict }) => compromised(report, verdict)).slice(0, 100),
    ],
  );
  tx.append({
    subject: 'incident',
    id: incidentId,
    actor: 'service:triage',
    type: 'incident.flooded',
    data: {
      reports: judged.length,
      sample: judged.slice(0, sampleSize).map(({ report }) => report.reference),
      severity,
      raised,
    },
  });
  tx.emit('incident.joined', { incidentId, reportId: worst.report.id, severity, raised });
}
