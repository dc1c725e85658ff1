import { z } from 'zod';

const instant = z.iso.datetime();

/** One message to one address, from when it was asked for. */
export const deliveryCourse = z.object({
  id: z.uuid(),
  channel: z.string(),
  /** Masked: enough to tell one from another. */
  address: z.string(),
  carrier: z.enum(['first', 'second']),
  state: z.string(),
  error: z.string().nullable(),
  createdAt: instant,
  /** The delivery whose loss led to this one, and what became of it; null for what was planned from the beginning. */
  because: z.object({ deliveryId: z.uuid(), step: z.string() }).nullable(),
  /** As the incident's timeline has it, `delivery.<step>`; `code` is the carrier's, or our reason. */
  steps: z.array(z.object({ at: instant, step: z.string(), code: z.string().nullable() })),
  attempts: z.array(
    z.object({
      number: z.int(),
      startedAt: instant,
      endedAt: instant.nullable(),
      outcome: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
});

/** `GET /api/v1/incidents/:id/pages/:page/deliveries` */
export const deliveryHistory = z.object({
  /** Another page’s deliveries told of it, together with what else was open for the same person. */
  toldTogether: z.boolean(),
  items: z.array(deliveryCourse),
});

export type DeliveryCourse = z.output<typeof deliveryCourse>;
export type DeliveryHistory = z.output<typeof deliveryHistory>;
