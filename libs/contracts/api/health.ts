import { z } from 'zod';

const instant = z.iso.datetime();

/** `GET /api/v1/health`: what the hotline finds wrong with itself, the latest or longest first, each list bounded. */
export const healthView = z.object({
  /** The auditor's last look; null when it never looked. */
  audit: z.object({ at: instant, tookMs: z.int(), held: z.boolean() }).nullable(),
  /** The last of each channel; `tookMs` is null while it has not come out. */
  selfTests: z.array(z.object({ channel: z.string(), sentAt: instant, tookMs: z.int().nullable() })),
  findings: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      name: z.string(),
      since: instant,
      acceptedBecause: z.string().nullable(),
      runbook: z.string(),
    }),
  ),
  /** What managers were told in the last seven days. */
  notices: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      /** As the notice said it. */
      text: z.object({ en: z.string(), fr: z.string() }),
      raisedAt: instant,
      runbook: z.string(),
    }),
  ),
  /** Events that a queue gave up on. */
  parked: z.array(
    z.object({ eventId: z.uuid(), queue: z.string(), type: z.string(), parkedAt: instant, error: z.string() }),
  ),
});

/** `GET /api/v1/watch/notices`: what goes on waking those on duty while its cause stands and nobody sees to it. */
export const urgentNotices = z.array(
  z.object({
    id: z.uuid(),
    text: z.object({ en: z.string(), fr: z.string() }),
    raisedAt: instant,
    /** Name of who sees to it; null while nobody does. */
    acknowledgedBy: z.string().nullable(),
    runbook: z.string(),
  }),
);

/** `POST /api/v1/health/findings/:id/accept` */
export const acceptedFinding = z.object({ because: z.string().trim().min(1).max(500) });

/** `POST /api/v1/health/parked/retry` */
export const retriedEvents = z.object({
  items: z
    .array(z.object({ eventId: z.uuid(), queue: z.string().min(1).max(40) }))
    .min(1)
    .max(100),
});

export type HealthView = z.output<typeof healthView>;
export type UrgentNotice = z.output<typeof urgentNotices>[number];
