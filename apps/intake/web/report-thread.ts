import type { Tx } from '#store';

/**
 * The reports that belong together with one, as far as its receipt reaches: everything that continues it, and what it
 * continues itself if it came through this door, which asked for the earlier receipt. A reply over another channel proves
 * less, so its receipt opens nothing that came before. Never another reporter's words, whatever incident they share.
 */
export const thread = `
  WITH RECURSIVE earlier AS (
    SELECT id, follows_report_id, channel FROM report WHERE id = $1
    UNION SELECT r.id, r.follows_report_id, r.channel FROM report r JOIN earlier e ON r.id = e.follows_report_id AND e.channel IN ('web', 'api')
  ), thread AS (
    SELECT id FROM earlier UNION SELECT r.id FROM report r JOIN thread t ON r.follows_report_id = t.id
  )`;

/** The incident that a report's thread led to: of several the newest that is open. Null while nothing has been triaged. */
export async function incidentOfThread(tx: Tx, reportId: string): Promise<string | null> {
  const [incident] = await tx.query<{ id: string }>(
    `${thread} SELECT i.id FROM thread JOIN triage_result t ON t.report_id = thread.id JOIN incident i ON i.id = t.incident_id
     ORDER BY i.state IN ('resolved', 'closed'), i.opened_at DESC, i.id LIMIT 1`,
    [reportId],
  );
  return incident?.id ?? null;
}
