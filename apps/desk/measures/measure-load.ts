import type { Measures } from '#contracts';
import { hourlyCover, mainSchedule, shiftsBetween } from '#domain';
import { planWatch } from '#service';
import type { Tx } from '#store';
import { cohort, type Period } from './cohort.js';
import type { CountedReports } from './measure-reports.js';

/** What came in each hour of the week beside who was on duty, as the schedules have it now; only as far as time has come. */
export async function measureLoad(
  tx: Tx,
  { from, to }: Period,
  zone: string,
  { byHour }: Pick<CountedReports, 'byHour'>,
): Promise<Measures['load']> {
  const rows = await tx.query<{ readonly hour: number; readonly incidents: number }>(
    `SELECT (extract(isodow FROM opened_at AT TIME ZONE $3) - 1)::int * 24 + extract(hour FROM opened_at AT TIME ZONE $3)::int AS hour,
       count(*)::int AS incidents
     FROM (${cohort}) c GROUP BY 1`,
    [from, to, zone],
  );
  const until = new Date(Math.max(from.getTime(), Math.min(to.getTime(), tx.now.getTime())));
  const watch = (await planWatch(tx, from)).find(({ key }) => key === mainSchedule);
  const shifts = watch === undefined ? [] : shiftsBetween(watch.compiled, from, until);
  return hourlyCover(shifts, from, until, zone).map(({ weekday, hour, hours, people }) => {
    const place = weekday * 24 + hour;
    const incidents = rows.find((row) => row.hour === place)?.incidents ?? 0;
    return { weekday, hour, hours, reports: byHour.get(place) ?? 0, incidents, onDuty: people };
  });
}
