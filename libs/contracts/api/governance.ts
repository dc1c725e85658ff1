import { z } from 'zod';

const instant = z.iso.datetime();
const name = z.object({ en: z.string(), fr: z.string() });

/** `GET /api/v1/elections`: the latest polling day first. */
export const electionList = z.object({
  at: instant,
  items: z.array(
    z.object({
      key: z.string(),
      name,
      zone: z.string(),
      /** A calendar day in the zone, `YYYY-MM-DD`. */
      pollingDay: z.string(),
      /** Polling day from midnight to midnight in the zone. */
      polling: z.object({ from: instant, to: instant }),
      /** When the hotline first served it. */
      opensAt: instant,
      /** The last calendar day of service, and the instant after it. */
      lastDay: z.string(),
      closesAt: instant,
      /** When the cutoff was carried out; null while it has not been. */
      closedAt: instant.nullable(),
      /** Opened while the hotline served it; what is no incident is not counted. */
      incidents: z.object({ all: z.int(), open: z.int() }),
      candidates: z.int(),
      /** Times until the window closes at which nobody is on duty on the main schedule, as it stands: how many, and the first. */
      gaps: z.object({ count: z.int(), first: z.object({ from: instant, to: instant }).nullable() }),
    }),
  ),
});
export type ElectionList = z.output<typeof electionList>;

/** `GET /api/v1/configuration`: what this process was started with, and what else runs. No secret is in it. */
export const configurationView = z.object({
  at: instant,
  demonstration: z.boolean(),
  hotline: z.object({ name, phone: z.string(), emails: z.array(z.string()) }),
  /** Numbers that people ask about, by a name that the console has words for. */
  settings: z.array(
    z.object({ name: z.string(), value: z.number(), unit: z.enum(['count', 'bytes', 'minutes', 'seconds', 'months']) }),
  ),
  files: z.array(z.object({ name: z.string(), sha256: z.string() })),
  variables: z.array(z.object({ name: z.string(), isSet: z.boolean(), value: z.string().nullable() })),
  versions: z.object({
    product: z.string(),
    node: z.string(),
    timeZones: z.string(),
    database: z.string(),
    migration: z.string(),
  }),
  /** Heard of within the last minute. */
  processes: z.array(
    z.object({
      instance: z.string(),
      services: z.array(z.string()),
      beatAt: instant,
      /** Started with other files than the process that answers; null when it does not say. */
      differs: z.boolean().nullable(),
    }),
  ),
});
export type ConfigurationView = z.output<typeof configurationView>;
