import type { Measures } from '#contracts';
import { hourlyCover, mainSchedule, shiftsBetween } from '#domain';
import { planWatch } from '#service';
import type { Tx } from '#store';
import { cohort, countedReports, type Period } from './cohort.js';

interface HourRow {
  readonly hour_of_week: number;
  readonly reports: number;
  readonly incidents: number;
}

/** What came in each hour of the week beside who was on duty, as the schedules have it now; only as far as time has come. */
export async function measureLoad(tx: Tx, { from, to }: Period, zone: string): Promise<Measures['load']> {
  const rows = await tx.query<HourRow>(
    `SELECT hour_of_week, sum(reports)::int AS reports, sum(incidents)::int AS incidents
     FROM (
       SELECT received_at AS at, 1 AS reports, 0 AS incidents FROM (${countedReports}) r
       UNION ALL SELECT opened_at, 0, 1 FROM (${cohort}) c) AS came
     CROSS JOIN LATERAL (
       SELECT (extract(isodow FROM at AT TIME ZONE $3) - 1)::int * 24 + extract(hour FROM at AT TIME ZONE $3)::int AS hour_of_week) h
     GROUP BY hour_of_week`,
    [from, to, zone],
  );
  const until = new Date(Math.max(from.getTime(), Math.min(to.getTime(), tx.now.getTime())));
  const watch = (await planWatch(tx, from)).find(({ key }) => key === mainSchedule);
  const shifts = watch === undefined ? [] : shiftsBetween(watch.compiled, from, until);
  return hourlyCover(shifts, from, until, zone).map(({ weekday, hour, hours, people }) => {
    const came = rows.find((row) => row.hour_of_week === weekday * 24 + hour);
    return { weekday, hour, hours, reports: came?.reports ?? 0, incidents: came?.incidents ?? 0, onDuty: people };
  });
}
