import { raises, type Severity, severityRank } from '#domain';
import type { TriageResult, Tx } from '#store';
import { compromised, type JudgedReport, scoreOf } from './open-incident.js';

/**
 * Joins a report to an open incident. What it adds is kept: further compromised addresses, flags for a person's safety, and a
 * higher severity, which wakes somebody. Nothing it says lowers anything. Returns the incident's id.
 */
export async function joinIncident(
  tx: Tx,
  incidentId: string,
  judged: JudgedReport,
  by: NonNullable<TriageResult['joinedBy']>,
): Promise<string> {
  const { report, verdict, partyId } = judged;
  const [incident] = await tx.query<{ severity: Severity }>(
    'SELECT severity FROM incident WHERE id = $1 FOR NO KEY UPDATE',
    [incidentId],
  );
  if (incident === undefined) throw new Error('the incident to join is gone');
  const { score, parts } = scoreOf(judged);
  const raised = raises(incident.severity, verdict.severity);
  const severity = raised ? verdict.severity : incident.severity;
  await tx.query(
    `UPDATE incident SET report_count = report_count + 1, updated_at = $2, version = version + 1, party_id = coalesce(party_id, $3),
       severity = $4, severity_rank = $5, severity_rule = CASE WHEN $6 THEN $7 ELSE severity_rule END,
       life_safety = life_safety OR $8, violence = violence OR $9, foreign_interference = foreign_interference OR $10,
       compromised_addresses = ARRAY(SELECT DISTINCT unnest(compromised_addresses || $11::text[]) LIMIT 100),
       score = greatest(score, $12::smallint), score_lacks = 100 - greatest(score, $12::smallint), score_parts = CASE WHEN $12::smallint > score THEN $13::jsonb ELSE score_parts END
     WHERE id = $1`,
    [
      incidentId,
      tx.now,
      partyId,
      severity,
      severityRank(severity),
      raised,
      verdict.severityRule,
      verdict.lifeSafety,
      verdict.violence,
      verdict.foreignInterference,
      compromised(report, verdict),
      score,
      JSON.stringify(parts),
    ],
  );
  tx.append({
    subject: 'incident',
    id: incidentId,
    actor: 'service:triage',
    type: 'incident.joined',
    data: {
      reportId: report.id,
      reference: report.reference,
      channel: report.channel,
      by,
      receivedAt: report.receivedAt.toISOString(),
      sha256: report.sha256,
      severity,
      raised,
    },
  });
  tx.emit('incident.joined', { incidentId, reportId: report.id, severity, raised });
  return incidentId;
}
