import type { IncidentView } from '#contracts';
import type { ReporterTurn } from '#domain';
import type { Tx } from '#store';

/** The newest of what reporters said of the whole with one button, by the timeline; null when nobody did. */
export async function readReporterTurn(tx: Tx, incidentId: string): Promise<IncidentView['reporterSays']> {
  const [row] = await tx.query<{ turn: ReporterTurn; at: Date }>(
    `SELECT CASE type WHEN 'reporter.worse' THEN 'worse' ELSE 'over' END AS turn, at FROM timeline_entry
     WHERE subject_id = $1 AND subject_kind = 'incident' AND type IN ('reporter.worse', 'reporter.over')
     ORDER BY seq DESC LIMIT 1`,
    [incidentId],
  );
  return row === undefined ? null : { turn: row.turn, at: row.at.toISOString() };
}
