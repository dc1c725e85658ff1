import type { Measures } from '#contracts';
import type { Tx } from '#store';
import type { Period } from './cohort.js';

const mostChanges = 20;

/** What people put right of what the rules said, in the period, whenever the incident was opened. */
export async function measureCorrections(tx: Tx, { from, to }: Period): Promise<Measures['corrections']> {
  const [all] = await tx.query<{ readonly incidents: number }>(
    'SELECT count(DISTINCT incident_id)::int AS incidents FROM correction WHERE made_at >= $1 AND made_at < $2',
    [from, to],
  );
  const changes = await tx.query<Measures['corrections']['changes'][number]>(
    `SELECT field, CASE field WHEN 'link' THEN '' ELSE from_value END AS "from", CASE field WHEN 'link' THEN '' ELSE to_value END AS "to",
       count(*)::int AS corrections
     FROM correction WHERE made_at >= $1 AND made_at < $2
     GROUP BY 1, 2, 3 ORDER BY corrections DESC, 1, 2, 3 LIMIT ${mostChanges}`,
    [from, to],
  );
  return { incidents: all?.incidents ?? 0, changes };
}
