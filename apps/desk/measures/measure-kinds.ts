import type { Measures } from '#contracts';
import type { Tx } from '#store';
import { cohort, type Period } from './cohort.js';

/** Longer periods are told by the week, so that the columns can be told apart. */
const mostDays = 62;

/** Which kinds of incidents came when, by calendar days of the zone or by weeks that begin on Monday. */
export async function measureKinds(tx: Tx, { from, to }: Period, zone: string): Promise<Measures['kinds']> {
  const unit = to.getTime() - from.getTime() > mostDays * 86_400_000 ? 'week' : 'day';
  const rows = await tx.query<Measures['kinds']['rows'][number]>(
    `SELECT date_trunc($4, opened_at AT TIME ZONE $3)::date::text AS day, category, count(*)::int AS incidents
     FROM (${cohort}) c GROUP BY 1, 2 ORDER BY 1, 2`,
    [from, to, zone, unit],
  );
  return { unit, rows };
}
