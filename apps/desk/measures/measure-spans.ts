import type { MeasuredTime, Measures, SpanMeasure } from '#contracts';
import { severities, type Severity } from '#domain';
import type { Tx } from '#store';
import { fewest, type Period, reachedCohort, targetArrays } from './cohort.js';

export const measuredTimes = [
  'acknowledge',
  'contact',
  'contain',
  'recover',
] as const satisfies readonly MeasuredTime[];

/** Minutes after the report at which one asks how many incidents somebody has. */
export const takenSteps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 1440] as const;

interface SpanRow {
  readonly measure: MeasuredTime;
  readonly severity: Severity | null;
  readonly incidents: number;
  readonly reached: number;
  readonly waiting: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly target: number | null;
  readonly within: number;
  readonly late: number;
  readonly taken: readonly number[];
}

/** The times of a period by severity and altogether, beside the medians of the period before. */
export async function measureSpans(
  tx: Tx,
  period: Period,
  former: Period,
): Promise<Pick<Measures, 'spans' | 'takenWithin'>> {
  const [rows, before] = [await readSpans(tx, period), await readSpans(tx, former)];
  const groups = [null, ...severities.filter((severity) => severity !== 'not-an-incident')];
  const spansOf = (measure: MeasuredTime): SpanMeasure[] =>
    groups.map((severity) => {
      const { taken: _, measure: __, ...row } = rowOf(rows, measure, severity) ?? { ...nothing, measure, severity };
      return {
        ...row,
        median: row.reached < fewest ? null : row.median,
        p90: row.reached < fewest ? null : row.p90,
        formerMedian: enough(rowOf(before, measure, severity)),
      };
    });
  return {
    spans: {
      acknowledge: spansOf('acknowledge'),
      contact: spansOf('contact'),
      contain: spansOf('contain'),
      recover: spansOf('recover'),
    },
    takenWithin: groups.flatMap((severity) =>
      takenSteps.map((minutes, step) => ({
        severity,
        minutes,
        incidents: rowOf(rows, 'acknowledge', severity)?.taken[step] ?? 0,
      })),
    ),
  };
}

const nothing = {
  incidents: 0,
  reached: 0,
  waiting: 0,
  median: null,
  p90: null,
  target: null,
  within: 0,
  late: 0,
  taken: [],
};

function rowOf(rows: readonly SpanRow[], measure: MeasuredTime, severity: Severity | null): SpanRow | undefined {
  return rows.find((row) => row.measure === measure && row.severity === severity);
}

function enough(row: SpanRow | undefined): number | null {
  return row === undefined || row.reached < fewest ? null : row.median;
}

/**
 * Every time of every severity in one pass over the incidents of the period. What was a false alarm has nothing to contain or
 * recover, so it does not wait for that.
 */
export async function readSpans(tx: Tx, { from, to }: Period): Promise<readonly SpanRow[]> {
  const taken = takenSteps.map((minutes) => `count(*) FILTER (WHERE seconds <= ${minutes * 60})`).join(', ');
  return tx.query<SpanRow>(
    `WITH span AS (
       SELECT m.measure, r.severity, m.target, extract(epoch FROM m.at - r.reported_at)::float8 AS seconds,
         m.at IS NULL AND NOT (r.false_alarm AND m.measure IN ('contain', 'recover')) AS waits,
         extract(epoch FROM $3::timestamptz - r.reported_at) AS waited
       FROM (${reachedCohort}) r
       LEFT JOIN unnest($4::text[], $5::float8[], $6::float8[]) AS t (severity, acknowledge, contact) ON t.severity = r.severity
       CROSS JOIN LATERAL (VALUES ('acknowledge', r.acknowledge, t.acknowledge), ('contact', r.contact, t.contact),
         ('contain', r.contain, NULL), ('recover', r.recover, NULL)) AS m (measure, at, target))
     SELECT measure, severity, count(*)::int AS incidents, count(seconds)::int AS reached,
       (count(*) FILTER (WHERE waits))::int AS waiting,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90,
       CASE WHEN severity IS NOT NULL THEN max(target) END AS target,
       (count(*) FILTER (WHERE seconds <= target))::int AS within,
       (count(*) FILTER (WHERE seconds > target OR (waits AND waited > target)))::int AS late,
       ARRAY[${taken}]::int[] AS taken
     FROM span GROUP BY GROUPING SETS ((measure, severity), (measure))`,
    [from, to, tx.now, ...targetArrays()],
  );
}
