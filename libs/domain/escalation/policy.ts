import type { Severity } from '../incident/severity.js';

/** The schedule that a step means when it names none. */
export const mainSchedule = 'watch';

/** Whom a step wakes: people by their key, or by what they are at the time. */
export type Notify =
  /** Everyone on duty on a schedule; `watch` unless one is named. */
  | { readonly kind: 'on-duty'; readonly schedule?: string }
  | { readonly kind: 'next-on-duty'; readonly schedule?: string }
  | { readonly kind: 'person'; readonly person: string }
  | { readonly kind: 'people'; readonly people: readonly string[] }
  | { readonly kind: 'role'; readonly role: 'manager' | 'responder' }
  /** Everyone who takes turns on a schedule, on duty or not. */
  | { readonly kind: 'team'; readonly schedule: string }
  /** One of several, each in turn from page to page: of a list, or of those who take turns on a schedule. */
  | { readonly kind: 'round-robin'; readonly people: readonly string[] }
  | { readonly kind: 'round-robin'; readonly schedule: string }
  /** Somebody else's service is told. It wakes nobody that we know of, so it never counts as somebody found. */
  | { readonly kind: 'webhook'; readonly url: string };

export interface Step {
  readonly notify: Notify | readonly Notify[];
  /** Minutes without an acknowledgement before the next step. */
  readonly waitMinutes: number;
}

/** Who is woken, in which order, until somebody acknowledges. After the last step the next round begins: there is no last round. */
export interface Policy {
  readonly key: string;
  readonly name?: string;
  readonly steps: readonly Step[];
  /** Minutes between the end of the last step and the next round. */
  readonly repeatAfter: number;
  /** How many different people must acknowledge before the clock stops; 1 unless it says otherwise. */
  readonly acknowledgements?: number;
  /** Minutes in which something must be done about an acknowledged incident; without it an acknowledgement is enough. */
  readonly handleWithinMinutes?: number;
  /** The longest time for which a woken person may put the page off; 30 unless it says otherwise. */
  readonly snoozeAtMost?: number;
}

/** A policy as it was at one edit: what an escalation keeps for as long as it runs. */
export interface VersionedPolicy {
  readonly policy: Policy;
  readonly version: number;
}

/** What a step wakes, as a list. */
export function targetsOf({ notify }: Step): readonly Notify[] {
  return 'kind' in notify ? [notify] : notify;
}

/** Under which name the turns of a round robin are counted: two steps over the same people share their turns. */
export function turnList(notify: Extract<Notify, { kind: 'round-robin' }>): string {
  return 'schedule' in notify ? `schedule:${notify.schedule}` : `people:${notify.people.join(',')}`;
}

/** The lists whose turns a policy asks for. */
export function turnLists(steps: readonly Step[]): readonly string[] {
  const lists = steps.flatMap(targetsOf).flatMap((notify) => (notify.kind === 'round-robin' ? [turnList(notify)] : []));
  return [...new Set(lists)];
}

/** Whether what somebody asked to put a page off for is possible, and for how long it is then put off; minutes. */
export const shortestSnooze = 5;
export const longestSnooze = 60;
export const usualSnooze = 30;

export function boundSnooze(minutes: number, { snoozeAtMost = usualSnooze }: Pick<Policy, 'snoozeAtMost'>): number {
  return Math.max(shortestSnooze, Math.min(Math.round(minutes), snoozeAtMost, longestSnooze));
}

/**
 * Whether an incident wakes anyone when it opens. What the rules take for no incident stays silent, except where they want a
 * person to read it: in doubt somebody looks.
 */
export function pagesOnOpening(severity: Severity, needsHuman: boolean): boolean {
  return severity !== 'not-an-incident' || needsHuman;
}
