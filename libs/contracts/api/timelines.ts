import { z } from 'zod';
import { incidentStateName, phaseView, severityName } from './desk.js';

const instant = z.iso.datetime();

/** The longest time that is laid out, in days. */
const longestPeriod = 400;

/** `GET /api/v1/timelines?from=&to=&severity=&party=`: `severity` may be given several times, or with commas between. */
export const timelinesQuery = z
  .object({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    severity: z
      .preprocess((given) => [given].flat().flatMap((text) => String(text).split(',')), z.array(severityName).max(5))
      .optional(),
    party: z.string().max(60).optional(),
  })
  .refine(({ from, to }) => {
    const length = Date.parse(to) - Date.parse(from);
    return length > 0 && length <= longestPeriod * 86_400_000;
  });

/** The incidents of a time on one axis, with what lies behind them. */
export const timelines = z.object({
  from: instant,
  to: instant,
  at: instant,
  /** The election's, in which days begin and end. */
  zone: z.string(),
  /** As many as were opened in the time; `incidents` holds at most 200 of them, the most severe and latest first. */
  total: z.int(),
  incidents: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      severity: severityName,
      category: z.string(),
      state: incidentStateName,
      party: z.string().nullable(),
      reportedAt: instant,
      acknowledgedAt: instant.nullable(),
      contactedAt: instant.nullable(),
      phases: z.array(phaseView),
    }),
  ),
  /** Those whose time of service touches this time, the earliest polling day first. */
  elections: z.array(
    z.object({
      key: z.string(),
      name: z.object({ en: z.string(), fr: z.string() }),
      opensAt: instant,
      /** Polling day in the election's zone, from midnight to midnight. */
      polling: z.object({ from: instant, to: instant }),
      closesAt: instant,
    }),
  ),
  /** Who was or is on duty on the main schedule, as it stands now; null when the time is longer than 62 days. */
  shifts: z.array(z.object({ from: instant, to: instant, people: z.array(z.string()) })).nullable(),
  /** For choosing among them; every party that has an incident of this time. */
  parties: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type Timelines = z.output<typeof timelines>;
