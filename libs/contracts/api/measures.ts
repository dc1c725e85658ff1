import { z } from 'zod';

const instant = z.iso.datetime();
const severityName = z.enum(['critical', 'high', 'medium', 'low', 'not-an-incident']);

/** The longest period that is measured, in days. */
const longestPeriod = 400;

/** What comes after the question mark of `GET /api/v1/measures`: instants with their offset; `to` is not in the period. */
export const measuresQuery = z
  .object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })
  .refine(({ from, to }) => {
    const length = Date.parse(to) - Date.parse(from);
    return length > 0 && length <= longestPeriod * 86_400_000;
  });

/** `GET /api/v1/measures/periods`: what can be chosen besides a number of days. */
export const measurePeriods = z.array(
  z.object({
    /** The election until the end of polling day, or its service window. */
    kind: z.enum(['election', 'window']),
    /** Of the election. */
    key: z.string(),
    name: z.object({ en: z.string(), fr: z.string() }),
    from: instant,
    to: instant,
  }),
);

/** A time from the report on, in seconds. */
const spanMeasure = z.object({
  /** Null: all severities together. */
  severity: severityName.nullable(),
  incidents: z.int(),
  /** How many came so far. */
  reached: z.int(),
  /** How many did not yet. */
  waiting: z.int(),
  /** Null for fewer than three incidents: it would be the time of one of them. */
  median: z.number().nullable(),
  p90: z.number().nullable(),
  /** The median of the period of the same length before. */
  formerMedian: z.number().nullable(),
  target: z.number().nullable(),
  /** Within the target, and not: too late, or still waiting after it. What can still be in time is in neither. */
  within: z.int(),
  late: z.int(),
});

/** `GET /api/v1/measures`. What each figure means is in docs/measures.md. */
export const measures = z.object({
  from: instant,
  to: instant,
  former: z.object({ from: instant, to: instant }),
  /** Of the hours and days. */
  zone: z.string(),
  incidents: z.int(),
  formerIncidents: z.int(),
  reports: z.int(),
  formerReports: z.int(),
  spans: z.object({
    acknowledge: z.array(spanMeasure),
    contact: z.array(spanMeasure),
    contain: z.array(spanMeasure),
    recover: z.array(spanMeasure),
  }),
  /** How many incidents somebody had within so many minutes. */
  takenWithin: z.array(z.object({ severity: severityName.nullable(), minutes: z.int(), incidents: z.int() })),
  /** The 168 hours of the week, from Monday at midnight. */
  load: z.array(
    z.object({
      weekday: z.int(),
      hour: z.int(),
      /** How many such hours the period has so far. */
      hours: z.number(),
      reports: z.int(),
      incidents: z.int(),
      /** Mean of the people on duty; null when the period has no such hour. */
      onDuty: z.number().nullable(),
    }),
  ),
  kinds: z.object({
    unit: z.enum(['day', 'week']),
    rows: z.array(z.object({ day: z.iso.date(), category: z.string(), incidents: z.int() })),
  }),
  escalations: z.object({
    /** 10 stands for ten and more. */
    pages: z.array(z.object({ pages: z.int(), incidents: z.int() })),
    /** The highest step that was paged; 0: nobody was paged; null: the steps began again from the first. */
    steps: z.array(z.object({ step: z.int().nullable(), incidents: z.int() })),
  }),
  channels: z.object({
    reports: z.array(z.object({ channel: z.string(), reports: z.int() })),
    /** Where the first answer came from that took the incident. */
    taken: z.array(z.object({ via: z.string(), incidents: z.int() })),
  }),
  corrections: z.object({
    /** How many incidents were corrected at least once. */
    incidents: z.int(),
    /** The most frequent first, at most 20. */
    changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string(), corrections: z.int() })),
  }),
  /** The same time for each party, without saying which; null when that would tell. */
  evenness: z
    .object({
      /** In the order of their medians. */
      parties: z.array(z.object({ incidents: z.int(), median: z.number(), p90: z.number() })),
      /** Parties with too few incidents to be shown. */
      leftOut: z.int(),
    })
    .nullable(),
});

export type MeasuresQuery = z.output<typeof measuresQuery>;
export type MeasurePeriods = z.output<typeof measurePeriods>;
export type Measures = z.output<typeof measures>;
export type SpanMeasure = z.output<typeof spanMeasure>;
export type MeasuredTime = keyof Measures['spans'];
