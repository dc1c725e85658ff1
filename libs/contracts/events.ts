import { z } from 'zod';
import { queues, type QueueName } from './queues.js';

const id = z.uuid();
const severity = z.enum(['critical', 'high', 'medium', 'low', 'not-an-incident']);
const state = z.enum(['received', 'triaged', 'contained', 'recovering', 'resolved', 'closed']);

interface EventSpec {
  readonly means: string;
  readonly data: z.ZodType;
  readonly reactions: readonly QueueName[];
  /** Nobody is woken by what it causes: it may wait a moment for what wakes somebody. */
  readonly mayWait?: true;
}

/**
 * Every event that leaves a transaction: what it means, its payload (ids and enums only; text, addresses and secrets stay in
 * rows) and the queues of the services that react to it. An event that nobody reacts to is still recorded and shown live.
 */
export const events = {
  'report.received': {
    means: 'A report is stored, raw and durable.',
    data: z.object({ reportId: id }),
    reactions: [queues.triage],
  },
  'report.set-aside': {
    means: 'A report is stored, raw and durable, as one of so many that it is triaged together with others.',
    data: z.object({ reportId: id }),
    reactions: [],
  },
  'incident.linked': {
    means: 'Two incidents were found to belong together, or a person said that they do, or do not.',
    data: z.object({ incidentId: id, otherId: id, state: z.enum(['suggested', 'confirmed', 'rejected']) }),
    reactions: [],
  },
  'incident.merged': {
    means: 'A person found an incident to be a part of another: its reports are there now.',
    data: z.object({ incidentId: id, intoId: id }),
    reactions: [],
  },
  'incident.corrected': {
    means: 'A person put right what kind of incident it is, with a reason.',
    data: z.object({ incidentId: id }),
    reactions: [],
  },
  'report.reread-requested': {
    means:
      'A report is to be read again from its raw message, because its reading failed and the reader has been mended.',
    data: z.object({ reportId: id }),
    reactions: [queues.triage],
  },
  'report.triaged': {
    means: 'The rules have judged a report; the reporter can be answered.',
    data: z.object({
      reportId: id,
      incidentId: id.nullable(),
      disposition: z.enum(['opened', 'joined', 'no-incident', 'after-cutoff']),
    }),
    reactions: [queues.notification],
    mayWait: true,
  },
  'incident.opened': {
    means:
      'A report opened an incident: somebody is to be woken, unless the rules or the service window say otherwise.',
    data: z.object({ incidentId: id, severity }),
    reactions: [queues.escalation],
  },
  'incident.joined': {
    means: 'Another report joined an open incident; `raised` when it made the incident more severe.',
    data: z.object({ incidentId: id, reportId: id, severity, raised: z.boolean() }),
    reactions: [queues.escalation],
  },
  'incident.severity-changed': {
    means: 'A person, with a reason, or a report that was read again changed how severe an incident is.',
    data: z.object({ incidentId: id, from: severity, to: severity }),
    reactions: [queues.escalation],
  },
  'incident.moved': {
    means: 'An incident moved to another state of its work.',
    data: z.object({ incidentId: id, from: state, to: state }),
    reactions: [queues.escalation],
  },
  'incident.assigned': {
    means: 'An incident was given to somebody to work on.',
    data: z.object({ incidentId: id, userId: id }),
    reactions: [],
  },
  'incident.noted': {
    means: 'A person added a note to an incident’s timeline.',
    data: z.object({ incidentId: id }),
    reactions: [],
  },
  'incident.task-changed': {
    means: 'A person ticked a task of an incident’s playbook, or opened it again.',
    data: z.object({ incidentId: id, done: z.boolean() }),
    reactions: [],
  },
  'reporter.turned': {
    means: 'A reporter says that it is getting worse, or that it is over; `wakes` when somebody is to be woken for it.',
    data: z.object({ incidentId: id, turn: z.enum(['worse', 'over']), wakes: z.boolean() }),
    reactions: [queues.escalation],
  },
  'reporter.lost-code': {
    means: 'Somebody says that they have lost the code of a receipt; there may be no such report.',
    data: z.object({ requestId: id }),
    reactions: [queues.notification],
  },
  'reporter.asked-for-code': {
    means: 'A new receipt code was sent to a verified address, or could not be.',
    data: z.object({ incidentId: id }),
    reactions: [],
  },
  'reporter.ticked': {
    means: 'A reporter ticked off some of the first steps, or opened them again.',
    data: z.object({ incidentId: id }),
    reactions: [],
  },
  'page.requested': {
    means: 'One responder is to be woken for one incident: a page row exists.',
    data: z.object({ pageId: id, incidentId: id, userId: id }),
    reactions: [queues.notification],
  },
  'page.acknowledged': {
    means: 'Somebody has taken the incident; the others who were paged are told who has it.',
    data: z.object({ incidentId: id, userId: id }),
    reactions: [queues.notification],
  },
  'page.answered': {
    means:
      'Somebody answered a page without taking the incident: passes it on, puts it off, or is one of several who must acknowledge.',
    data: z.object({
      pageId: id.nullable(),
      incidentId: id,
      userId: id,
      answer: z.enum(['acknowledge', 'decline', 'escalate', 'snooze']),
      minutes: z.int().optional(),
    }),
    reactions: [queues.escalation],
  },
  'page.unreachable': {
    means: 'A page reached its person by none of their methods: the step goes on without them.',
    data: z.object({ pageId: id, incidentId: id, userId: id }),
    reactions: [queues.escalation],
  },
  'incident.unattended': {
    means: 'A whole round of paging found nobody to wake; every manager was tried, and the clock runs on.',
    data: z.object({ incidentId: id }),
    reactions: [],
  },
  'reply.received': {
    means: 'A responder answered a page by text.',
    data: z.object({ replyId: id }),
    reactions: [queues.escalation],
  },
  'reply.answered': {
    means: 'A responder’s text has been understood, or not; it deserves an answer.',
    data: z.object({ replyId: id }),
    reactions: [queues.notification],
  },
  'message.written': {
    means: 'A responder wrote to the reporter.',
    data: z.object({ messageId: id, incidentId: id }),
    reactions: [queues.notification],
  },
  'verification.requested': {
    means: 'A responder wants to know who reports: a one-time code is to go to a registered address.',
    data: z.object({ verificationId: id, incidentId: id }),
    reactions: [queues.notification],
  },
  'verification.settled': {
    means: 'It has been made sure who reports, or the try to do so has come to an end.',
    data: z.object({ verificationId: id, incidentId: id, outcome: z.enum(['verified', 'failed', 'superseded']) }),
    reactions: [],
  },
  'channel.change-requested': {
    means:
      'A reporter wants answers somewhere else: a code is to go there, and one over the old channel if the gate trusts it.',
    data: z.object({ changeId: id, incidentId: id }),
    reactions: [queues.notification],
  },
  'channel.change-settled': {
    means: 'A code for another channel was right, or the wish for it has come to an end.',
    data: z.object({ changeId: id, incidentId: id, outcome: z.enum(['proven', 'confirmed', 'refused', 'failed']) }),
    reactions: [],
  },
  'channel.marked': {
    means: 'A person said of an address that it is compromised, or safe again.',
    data: z.object({ incidentId: id, state: z.enum(['compromised', 'safe']) }),
    reactions: [],
  },
  'delivery.settled': {
    means: 'A delivery reached its end, good or bad.',
    data: z.object({ deliveryId: id, incidentId: id.nullable(), outcome: z.enum(['delivered', 'failed']) }),
    reactions: [],
  },
  'method-code.requested': {
    means: 'A responder wants to be paged in another way: a code goes there, to make sure that it is theirs.',
    data: z.object({ methodCodeId: id }),
    reactions: [queues.notification],
  },
  'delivery.lost': {
    means: 'A page’s delivery did not arrive, fails for now, or nobody knows: its person’s next way is tried at once.',
    data: z.object({ deliveryId: id, pageId: id, incidentId: id }),
    reactions: [queues.notification],
  },
  'delivery.shown': {
    means: 'A browser has shown the page that was sent to it: that one has arrived.',
    data: z.object({ deliveryId: id }),
    reactions: [queues.notification],
  },
  'delivery.bounced': {
    means: 'A mail server told that it could not deliver a mail of ours; `permanent` when it has given up.',
    data: z.object({ deliveryId: id, permanent: z.boolean() }),
    reactions: [queues.notification],
  },
  'notice.raised': {
    means: 'The service found something that it cannot mend itself: the managers are told.',
    data: z.object({ noticeId: id }),
    reactions: [queues.notification],
  },
  'swap.offered': {
    means: 'A responder offers time on duty to another, or to anyone: those who could take it are told.',
    data: z.object({ swapId: id }),
    reactions: [queues.notification],
    mayWait: true,
  },
  'swap.settled': {
    means: 'Somebody took time on duty that was offered: whoever offered it is told.',
    data: z.object({ swapId: id }),
    reactions: [queues.notification],
    mayWait: true,
  },
  'shift.near': {
    means: 'A shift begins within a day and its person has not confirmed it: they are reminded.',
    data: z.object({ scheduleId: id, userId: id, from: z.iso.datetime() }),
    reactions: [queues.notification],
    mayWait: true,
  },
  'handoff.made': {
    means: 'The watch changed hands: the incoming responder is told what is open and asked to take over.',
    data: z.object({ handoffId: id }),
    reactions: [queues.notification],
  },
  'handoff.lapsed': {
    means: 'Nobody took over in time: what the outgoing responder had in hand pages anew.',
    data: z.object({ handoffId: id }),
    reactions: [],
  },
  'incident.taken-over': {
    means: 'The incoming responder took over an incident that the outgoing one had acknowledged.',
    data: z.object({ incidentId: id, userId: id }),
    reactions: [],
  },
  'window.closed': {
    means: 'The last service window has ended: nothing pages any more.',
    data: z.object({ closedAt: z.iso.datetime() }),
    reactions: [queues.escalation],
  },
} as const satisfies Record<string, EventSpec>;

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

/** Whether an event may wait a moment for those that wake somebody. */
export function mayWait(type: EventType): boolean {
  const spec: EventSpec = events[type];
  return spec.mayWait === true;
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
