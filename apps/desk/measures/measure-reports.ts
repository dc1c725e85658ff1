import type { Tx } from '#store';
import type { Period } from './cohort.js';

/** The reports of a period and of the one before, counted in one pass. */
export interface CountedReports {
  readonly reports: number;
  readonly formerReports: number;
  /** By hour of the week, from Monday at midnight. */
  readonly byHour: ReadonlyMap<number, number>;
  readonly byChannel: readonly { readonly channel: string; readonly reports: number }[];
}

/** Exercises are not counted, the hotline's tests of itself among them. */
export async function measureReports(tx: Tx, period: Period, former: Period, zone: string): Promise<CountedReports> {
  const rows = await tx.query<{
    readonly now: boolean;
    readonly channel: string;
    readonly hour: number;
    readonly reports: number;
  }>(
    `SELECT r.received_at >= $2 AS now, r.channel,
       (extract(isodow FROM r.received_at AT TIME ZONE $4) - 1)::int * 24 + extract(hour FROM r.received_at AT TIME ZONE $4)::int AS hour,
       count(*)::int AS reports
     FROM report r
     WHERE r.received_at >= $1 AND r.received_at < $3 AND NOT EXISTS (
       SELECT FROM triage_result t JOIN incident i ON i.id = t.incident_id WHERE t.report_id = r.id AND i.category = 'exercise')
     GROUP BY 1, 2, 3`,
    [former.from, period.from, period.to, zone],
  );
  const ofNow = rows.filter(({ now }) => now);
  const sumBy = <Key>(key: (row: (typeof rows)[number]) => Key): ReadonlyMap<Key, number> => {
    const sums = new Map<Key, number>();
    for (const row of ofNow) sums.set(key(row), (sums.get(key(row)) ?? 0) + row.reports);
    return sums;
  };
  const count = (those: typeof rows) => those.reduce((all, { reports }) => all + reports, 0);
  return {
    reports: count(ofNow),
    formerReports: count(rows) - count(ofNow),
    byHour: sumBy(({ hour }) => hour),
    byChannel: [...sumBy(({ channel }) => channel)]
      .map(([channel, reports]) => ({ channel, reports }))
      .toSorted((a, b) => b.reports - a.reports || a.channel.localeCompare(b.channel)),
  };
}
