import type { TimelineView } from '#contracts';
import { nameOf } from '../words/naming.js';
import type { CallMissed, Disposition } from '../words/timeline-words.js';
import type { Words } from '../words/words.js';
import { tellPaging } from './tell-paging.js';
import { tellTasks } from './tell-tasks.js';
import { tellTexting } from './tell-texting.js';
import { tellTrust } from './tell-trust.js';

export type TimelineEntry = TimelineView['entries'][number];

/** One entry as a person reads it. */
export interface ToldEntry {
  readonly who: string;
  readonly what: string;
  /** What somebody wrote: a reason, a note, a message. Null when nothing was. */
  readonly said: string | null;
}

/**
 * Puts one entry into words. The record outlives this program, so every part is taken as it is found: a part that is missing
 * or odd is left out of the sentence, and a type that has no sentence is named as it was written.
 */
export function tellEntry(entry: TimelineEntry, words: Words, nameOfPerson: (id: string) => string | null): ToldEntry {
  return {
    who: tellActor(entry, words, nameOfPerson),
    what: tellWhat(entry, words, nameOfPerson),
    // A service's reason is a code, not something that somebody said.
    said: entry.actor.startsWith('service:') ? null : text(entry, 'reason', 'text', 'note'),
  };
}

function tellActor(
  { actor, actorName }: TimelineEntry,
  words: Words,
  nameOfPerson: (id: string) => string | null,
): string {
  const known: Readonly<Record<string, string>> = words.timeline.actors;
  const [kind = '', name] = actor.split(':');
  if (kind === 'user') return actorName || (name !== undefined && nameOfPerson(name)) || actor;
  const service = name ?? kind;
  return Object.hasOwn(known, service) ? (known[service] ?? actorName) : actorName || actor;
}

function tellWhat(entry: TimelineEntry, words: Words, nameOfPerson: (id: string) => string | null): string {
  const { told } = words.timeline;
  const named = (names: Readonly<Record<string, string>>, ...keys: readonly string[]) => {
    const term = text(entry, ...keys);
    return term === null ? null : nameOf(names, term);
  };
  const person = () => {
    const id = text(entry, 'userId', 'to', 'by', 'personId');
    return text(entry, 'name', 'userName', 'personName') ?? (id === null ? null : nameOfPerson(id));
  };
  const severity = (...keys: readonly string[]) => named(words.severity, ...keys)?.toLowerCase() ?? null;
  const state = (...keys: readonly string[]) => named(words.state, ...keys)?.toLowerCase() ?? null;

  switch (entry.type) {
    case 'attachment.kept':
      return told.attachmentKept(text(entry, 'name'));
    case 'attachment.left-out':
      return told.attachmentLeftOut(text(entry, 'name'));
    case 'attachment.downloaded':
      return told.attachmentTaken(text(entry, 'name'));
    case 'report.received':
      return told.reportReceived(named(words.channel, 'channel'));
    case 'report.triaged':
      return told.reportTriaged(disposition(text(entry, 'disposition')));
    case 'call.received':
      return entry.data['readBack'] === true ? told.call.readBack : told.call.received;
    case 'call.language':
      return told.callLanguage(named(words.textLanguage, 'language'));
    case 'call.ringing':
      return told.callRinging(person());
    case 'call.taken':
      return told.callTaken;
    case 'call.missed':
      return told.callMissed(person(), callMissed(text(entry, 'because')));
    case 'call.recorded':
      return told.call.recorded;
    case 'call.recording-lost':
      return told.call.recordingLost;
    case 'call.ended':
      return told.callEnded(typeof entry.data['seconds'] === 'number' ? entry.data['seconds'] : null);
    case 'incident.opened':
      return told.incidentOpened(severity('severity'), named(words.category, 'category'));
    case 'incident.joined':
      return told.incidentJoined(severity('severity'));
    case 'incident.severity-changed':
      return told.severityChanged(severity('from'), severity('to'));
    case 'incident.moved':
      return told.moved(state('from'), state('to'));
    case 'incident.assigned':
      return told.assigned(person());
    case 'incident.noted':
      return told.noted;
    case 'page.requested':
      return told.pageRequested(person(), pageStep(entry, words));
    case 'page.acknowledged':
      return told.acknowledged(
        entry.actor === `user:${text(entry, 'by', 'userId')}` ? null : person(),
        named(words.channel, 'via'),
      );
    case 'reply.received':
      return told.replyReceived;
    case 'reply.answered':
      return told.replyAnswered;
    case 'message.written':
      return told.messageWritten;
    case 'message.received':
      return told.messageReceived;
    case 'message.withheld':
      return told.withheld('message');
    case 'acknowledgement.withheld':
      return told.withheld('acknowledgement');
    case 'page.policy-moved':
      return told.policyMoved;
    case 'window.closed':
      return told.windowClosed;
    default:
      return (
        tellTrust(entry, words.language) ??
        tellTexting(entry, words.language) ??
        tellTasks(entry, words.language) ??
        tellPaging(entry, words.language, {
          person: person(),
          via: named(words.channel, 'via')?.toLowerCase() ?? null,
        }) ??
        tellDelivery(entry, words) ??
        sentenceCase(nameOf({}, entry.type))
      );
  }
}

const deliverySteps = [
  'requested',
  'planned',
  'brought-forward',
  'accepted',
  'sent',
  'delivered',
  'delayed',
  'unknown',
  'retrying',
  'failed',
  'bounced',
  'dropped',
] as const;
const purposes = [
  'page',
  'page-taken',
  'reply-answer',
  'acknowledgement',
  'message',
  'answer',
  'receipt',
  'verification',
] as const;

/** Null when the entry is not about a delivery, or about a step that has no word. */
function tellDelivery(entry: TimelineEntry, words: Words): string | null {
  const step = deliverySteps.find((known) => entry.type === `delivery.${known}`);
  if (step === undefined) return null;
  const given = text(entry, 'purpose');
  const channel = text(entry, 'channel');
  return words.timeline.told.delivery(
    purposes.find((known) => known === given) ?? null,
    channel === null ? null : nameOf(words.channel, channel),
    step,
    {
      seconds: typeof entry.data['afterSeconds'] === 'number' ? entry.data['afterSeconds'] : null,
      isSecondCarrier: text(entry, 'carrier') === 'second',
    },
  );
}

/** Steps are stored from zero, as the policy's index, and read from one. */
function pageStep({ data }: TimelineEntry, words: Words): string | null {
  const { step, round } = data;
  if (typeof step !== 'number') return null;
  return words.incident.step(step + 1, typeof round === 'number' ? round : 1);
}

function disposition(value: string | null): Disposition | null {
  return value === 'opened' || value === 'joined' || value === 'no-incident' || value === 'after-cutoff' ? value : null;
}

function callMissed(value: string | null): CallMissed | null {
  const known = ['no-answer', 'busy', 'failed', 'no-key', 'caller-gone'] as const;
  return known.find((reason) => reason === value) ?? null;
}

function text({ data }: TimelineEntry, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = data[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}

function sentenceCase(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}
