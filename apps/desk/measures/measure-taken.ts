import type { Measures } from '#contracts';
import type { Tx } from '#store';
import { cohort, type Period } from './cohort.js';

/** Which way the answer came that first took each incident, by its timeline. */
export async function measureTaken(tx: Tx, { from, to }: Period): Promise<Measures['channels']['taken']> {
  return tx.query<Measures['channels']['taken'][number]>(
    `SELECT t.via, count(*)::int AS incidents
     FROM (${cohort}) c
     CROSS JOIN LATERAL (
       SELECT coalesce(data ->> 'via', 'console') AS via FROM timeline_entry
       WHERE subject_id = c.id AND type = 'page.acknowledged' ORDER BY seq LIMIT 1) t
     GROUP BY t.via ORDER BY incidents DESC, t.via`,
    [from, to],
  );
}
