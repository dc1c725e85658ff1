import type { Measures } from '#contracts';
import type { Tx } from '#store';
import { fewest, type Period, reachedCohort } from './cohort.js';

/**
 * The time until somebody has an incident, for each party and without its name, in the order of the medians. With fewer than
 * three parties that have enough incidents, whoever knows the election could tell which is which: then nothing is shown.
 */
export async function measureEvenness(tx: Tx, { from, to }: Period): Promise<Measures['evenness']> {
  const rows = await tx.query<{ readonly incidents: number; readonly median: number; readonly p90: number }>(
    `SELECT count(*)::int AS incidents, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90
     FROM (
       SELECT party_id, extract(epoch FROM acknowledge - reported_at)::float8 AS seconds FROM (${reachedCohort}) r
       WHERE party_id IS NOT NULL AND acknowledge IS NOT NULL) AS taken
     GROUP BY party_id ORDER BY median, p90, incidents`,
    [from, to],
  );
  const parties = rows.filter(({ incidents }) => incidents >= fewest);
  return parties.length < fewest ? null : { parties, leftOut: rows.length - parties.length };
}
