import type { Measures } from '#contracts';
import type { Tx } from '#store';
import { cohort, countedReports, type Period } from './cohort.js';

/** Which way reports came, and which way the answer came that first took each incident, by its timeline. */
export async function measureChannels(tx: Tx, { from, to }: Period): Promise<Measures['channels']> {
  const reports = await tx.query<Measures['channels']['reports'][number]>(
    `SELECT channel, count(*)::int AS reports FROM (${countedReports}) r
     GROUP BY channel ORDER BY reports DESC, channel`,
    [from, to],
  );
  const taken = await tx.query<Measures['channels']['taken'][number]>(
    `SELECT t.via, count(*)::int AS incidents
     FROM (${cohort}) c
     CROSS JOIN LATERAL (
       SELECT coalesce(data ->> 'via', 'console') AS via FROM timeline_entry
       WHERE subject_id = c.id AND type = 'page.acknowledged' ORDER BY seq LIMIT 1) t
     GROUP BY t.via ORDER BY incidents DESC, t.via`,
    [from, to],
  );
  return { reports, taken };
}
