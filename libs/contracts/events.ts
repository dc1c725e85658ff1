import { z } from 'zod';
import { queues, type QueueName } from './queues.js';

const id = z.uuid();
const severity = z.enum(['critical', 'high', 'medium', 'low', 'not-an-incident']);
const state = z.enum(['received', 'triaged', 'contained', 'recovering', 'resolved', 'closed']);

/**
 * Every event that leaves a transaction: its payload (ids and enums only; text, addresses and secrets stay in rows)
 * and the queues of the services that react to it. An event that nobody reacts to is still recorded and shown live.
 */
export const events = {
  /** A report is stored, raw and durable. */
  'report.received': { data: z.object({ reportId: id }), reactions: [queues.triage] },
  /** The rules have judged a report; the reporter can be answered. */
  'report.triaged': {
    data: z.object({
      reportId: id,
      incidentId: id.nullable(),
      disposition: z.enum(['opened', 'joined', 'no-incident', 'after-cutoff']),
    }),
    reactions: [queues.notification],
  },
  'incident.opened': { data: z.object({ incidentId: id, severity }), reactions: [queues.escalation] },
  /** Another report joined an open incident; `raised` when it made the incident more severe. */
  'incident.joined': {
    data: z.object({ incidentId: id, reportId: id, severity, raised: z.boolean() }),
    reactions: [queues.escalation],
  },
  'incident.severity-changed': {
    data: z.object({ incidentId: id, from: severity, to: severity }),
    reactions: [queues.escalation],
  },
  'incident.moved': { data: z.object({ incidentId: id, from: state, to: state }), reactions: [queues.escalation] },
  'incident.assigned': { data: z.object({ incidentId: id, userId: id }), reactions: [] },
  'incident.noted': { data: z.object({ incidentId: id }), reactions: [] },
  /** One responder is to be woken for one incident: a page row exists. */
  'page.requested': { data: z.object({ pageId: id, incidentId: id, userId: id }), reactions: [queues.notification] },
  /** Somebody has taken the incident; the others who were paged are told who has it. */
  'page.acknowledged': { data: z.object({ incidentId: id, userId: id }), reactions: [queues.notification] },
  /** A responder answered a page by text. */
  'reply.received': { data: z.object({ replyId: id }), reactions: [queues.escalation] },
  /** A responder's text has been understood, or not; it deserves an answer. */
  'reply.answered': { data: z.object({ replyId: id }), reactions: [queues.notification] },
  /** A responder wrote to the reporter. */
  'message.written': { data: z.object({ messageId: id, incidentId: id }), reactions: [queues.notification] },
  /** A delivery reached its end, good or bad. */
  'delivery.settled': {
    data: z.object({ deliveryId: id, incidentId: id.nullable(), outcome: z.enum(['delivered', 'failed']) }),
    reactions: [],
  },
  /** The last service window has ended: nothing pages any more. */
  'window.closed': { data: z.object({ closedAt: z.iso.datetime() }), reactions: [queues.escalation] },
} as const satisfies Record<string, { data: z.ZodType; reactions: readonly QueueName[] }>;

export type EventType = keyof typeof events;
export type EventData<T extends EventType> = z.output<(typeof events)[T]['data']>;

/** An event as it travels: `correlationId` names the story it belongs to, `causationId` the event that caused it. */
export interface EventOf<T extends EventType> {
  readonly id: string;
  readonly type: T;
  readonly version: 1;
  readonly occurredAt: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly data: EventData<T>;
}

export type AnyEvent = { [T in EventType]: EventOf<T> }[EventType];

export const eventTypes = Object.keys(events) as EventType[];

/** The queues whose services react to an event of this type. */
export function reactionsTo(type: EventType): readonly QueueName[] {
  return events[type].reactions;
}

const envelope = z.object({
  id,
  type: z.enum(eventTypes as [EventType, ...EventType[]]),
  version: z.literal(1),
  occurredAt: z.iso.datetime(),
  correlationId: id,
  causationId: id.nullable(),
  data: z.unknown(),
});

/** Checks an envelope and its payload on both ends of a queue. Throws a ZodError when either is not what was agreed. */
export function parseEvent(value: unknown): AnyEvent {
  const parsed = envelope.parse(value);
  return { ...parsed, data: events[parsed.type].data.parse(parsed.data) } as AnyEvent;
}
