import type { Severity } from '../incident/severity.js';
import { climb, waitOf, wakeAgain } from './climb.js';
import {
  type Advance,
  after,
  earlier,
  type EscalationState,
  frozen,
  unchanged,
  unstarted,
} from './escalation-state.js';
import { boundSnooze, type VersionedPolicy } from './policy.js';
import type { Watch } from './watch.js';

/** Which page an answer is to. One to a page of an earlier step says nothing about the step that is paged now. */
export interface PagePlace {
  readonly step: number;
  readonly round: number;
}

export type EscalationInput =
  | { readonly kind: 'opened'; readonly policy: VersionedPolicy; readonly severity: Severity }
  /** `wasHandled`: something was done about the incident since it was acknowledged. */
  | { readonly kind: 'due'; readonly wasHandled?: boolean }
  | { readonly kind: 'acknowledged'; readonly by: string }
  /** Also what it means that somebody could not be reached by any of their methods. */
  | { readonly kind: 'declined'; readonly by: string; readonly page: PagePlace }
  | { readonly kind: 'snoozed'; readonly by: string; readonly page: PagePlace; readonly minutes: number }
  /** `page` is null when somebody passes it on who was not paged. */
  | { readonly kind: 'escalated'; readonly by: string; readonly page: PagePlace | null }
  | { readonly kind: 'severity-raised'; readonly policy: VersionedPolicy; readonly severity: Severity }
  | { readonly kind: 'reopened'; readonly policy: VersionedPolicy; readonly severity: Severity }
  | { readonly kind: 'policy-moved'; readonly policy: VersionedPolicy }
  | { readonly kind: 'closed' }
  | { readonly kind: 'window-closed' };

/**
 * The whole of escalation: one input, one decision. An input that is early, stale or repeated finds a state it no longer fits
 * and changes nothing. One that overtakes the opening (an acknowledgement, a close) leaves a state that the late opening then
 * respects. A clock that was away for hours climbs one step, not all the steps it missed.
 *
 * The policy of an input must be sound (see `validatePolicy`); with no steps at all nothing starts.
 */
export function advance(state: EscalationState | null, input: EscalationInput, watch: Watch, now: Date): Advance {
  switch (input.kind) {
    case 'opened':
      return open(state, input, watch, now);
    case 'due':
      return state === null ? unchanged(state) : ring(state, input.wasHandled === true, watch, now);
    case 'acknowledged':
      return acknowledge(state, input.by, now);
    case 'declined':
      return state === null ? unchanged(state) : decline(state, input, watch, now);
    case 'snoozed':
      return snooze(state, input, now);
    case 'escalated':
      return state === null ? unchanged(state) : escalate(state, input, watch, now);
    case 'severity-raised':
      // The same severity means that this was seen before; an incident that is over needs reopening, not raising.
      return state !== null && (state.status === 'stopped' || state.severity === input.severity)
        ? unchanged(state)
        : start(state, input, watch, now);
    case 'reopened':
      // After the window nothing pages, whatever is reopened.
      return state !== null && (state.status === 'running' || state.stoppedBy === 'window-closed')
        ? unchanged(state)
        : start(state, input, watch, now);
    case 'policy-moved':
      return state === null ? unchanged(state) : moveToPolicy(state, input.policy, now);
    case 'closed':
    case 'window-closed':
      break;
  }
  return stop(state, input.kind);
}

/**
 * Somebody says that they have it. The clock stops for the last of as many different people as the policy asks for; where the
 * policy wants something done within a time, another begins. Wakes nobody, so it needs no watch.
 */
export function acknowledge(state: EscalationState | null, by: string, now: Date): Advance {
  if (state !== null && state.acknowledgedBy !== null) {
    return { state, effects: [{ kind: 'already-acknowledged', by: state.acknowledgedBy }] };
  }
  if (state?.takers.includes(by) === true) return { state, effects: [{ kind: 'already-acknowledged', by }] };
  const takers = [...(state?.takers ?? []), by];
  if (state === null || state.status === 'stopped') {
    const before: EscalationState = state ?? { ...unstarted, status: 'acknowledged' };
    return { state: { ...before, takers, acknowledgedBy: by }, effects: [{ kind: 'acknowledged', by }] };
  }
  const missing = state.acknowledgements - takers.length;
  if (missing > 0) {
    return { state: { ...state, takers }, effects: [{ kind: 'acknowledged-in-part', by, missing }] };
  }
  return { state: taken({ ...state, takers }, now), effects: [{ kind: 'acknowledged', by }] };
}

/** Enough people have acknowledged: the first of them has it. */
function taken(state: EscalationState, now: Date): EscalationState {
  const { handleWithinMinutes: minutes } = state;
  return {
    ...state,
    status: 'acknowledged',
    acknowledgedBy: state.takers[0] ?? null,
    dueAt: minutes === null ? null : after(now, minutes),
    snoozedBy: null,
    reminded: false,
  };
}

type Start = Pick<Extract<EscalationInput, { kind: 'opened' }>, 'policy' | 'severity'>;

function open(state: EscalationState | null, input: Start, watch: Watch, now: Date): Advance {
  if (state === null) return start(null, input, watch, now);
  if (state.status !== 'acknowledged' || state.policyKey !== '') return unchanged(state);
  // An acknowledgement was quicker: it counts under this policy as it would have a moment later.
  const known: EscalationState = { ...state, ...frozen(input.policy), severity: input.severity };
  return known.takers.length >= known.acknowledgements
    ? unchanged(taken(known, now))
    : start(state, input, watch, now, known.takers);
}

function start(
  state: EscalationState | null,
  { policy, severity }: Start,
  watch: Watch,
  now: Date,
  takers: readonly string[] = [],
): Advance {
  if (policy.policy.steps.length === 0) return unchanged(state);
  const fresh = { ...unstarted, ...frozen(policy), status: 'running', severity, takers } as const;
  return climb({ ...fresh, step: -1, round: 1 }, watch, now);
}

/** The clock rings: whoever put it off, or has it and did nothing, is woken once more; then it climbs. */
function ring(state: EscalationState, wasHandled: boolean, watch: Watch, now: Date): Advance {
  if (state.dueAt === null || now.getTime() < state.dueAt.getTime()) return unchanged(state);
  if (state.status === 'acknowledged') {
    if (wasHandled) return unchanged({ ...state, dueAt: null, snoozedBy: null });
    const { acknowledgedBy: person } = state;
    if (!state.reminded && person !== null) {
      const reminder = { ...state, reminded: true, declined: [], wasSnoozed: false };
      const again = wakeAgain(reminder, { person, because: 'unhandled' }, watch, now);
      if (again !== null) return again;
    }
  }
  if (state.snoozedBy !== null) {
    const again = wakeAgain(state, { person: state.snoozedBy, because: 'snoozed' }, watch, now);
    if (again !== null) return again;
  }
  return climb(passedOn(state), watch, now);
}

/** Whoever had it has it no longer. */
function passedOn(state: EscalationState): EscalationState {
  return state.status === 'acknowledged' ? { ...state, takers: [] } : state;
}

type Answer = Extract<EscalationInput, { kind: 'declined' | 'snoozed' | 'escalated' }>;

/**
 * Whether an answer still says something: to a page of the step that is paged now, by somebody who was woken for it and has
 * not refused it; a snooze moreover only once for each step. Whoever has the incident may pass it on at any time.
 */
export function canAnswer(state: EscalationState | null, answer: Answer): boolean {
  if (state === null || state.status === 'stopped') return false;
  const { by, page } = answer;
  const isPresent = page === null || (page.step === state.step && page.round === state.round);
  if (answer.kind === 'escalated') return isPresent && (state.status === 'running' || state.takers.includes(by));
  const waits = state.status === 'running' || (state.reminded && state.dueAt !== null);
  const isAsked = state.woken.includes(by) && !state.declined.includes(by);
  return isPresent && waits && isAsked && !(answer.kind === 'snoozed' && state.wasSnoozed);
}

/** Somebody is awake and asks for a little time: the clock runs on, set to when they are woken again. Needs no watch. */
export function snooze(
  state: EscalationState | null,
  input: Extract<EscalationInput, { kind: 'snoozed' }>,
  now: Date,
): Advance {
  if (state === null || !canAnswer(state, input)) return unchanged(state);
  const dueAt = after(now, boundSnooze(input.minutes, state));
  return unchanged({ ...state, snoozedBy: input.by, wasSnoozed: true, dueAt });
}

/** Somebody says no, or cannot be reached. It goes on at once as soon as those who are left cannot be enough. */
function decline(
  state: EscalationState,
  input: Extract<EscalationInput, { kind: 'declined' }>,
  watch: Watch,
  now: Date,
): Advance {
  const { by } = input;
  if (!canAnswer(state, input)) return unchanged(state);
  if (state.status === 'acknowledged') {
    return by === state.acknowledgedBy ? climb(passedOn(state), watch, now) : unchanged(state);
  }
  const declined = [...state.declined, by];
  const takers = state.takers.filter((taker) => taker !== by);
  const undecided = state.woken.filter((person) => !declined.includes(person) && !takers.includes(person));
  if (undecided.length + takers.length < state.acknowledgements) return climb({ ...state, takers }, watch, now);
  const wasOff = state.snoozedBy === by;
  const { dueAt } = state;
  // The time that they asked for ends with their no.
  const sooner = wasOff && dueAt !== null ? earlier(dueAt, after(now, waitOf(state, state.step))) : dueAt;
  return unchanged({ ...state, declined, takers, snoozedBy: wasOff ? null : state.snoozedBy, dueAt: sooner });
}

/** Goes on at once, also from whoever has it and cannot go on with it. */
function escalate(
  state: EscalationState,
  input: Extract<EscalationInput, { kind: 'escalated' }>,
  watch: Watch,
  now: Date,
): Advance {
  if (!canAnswer(state, input)) return unchanged(state);
  const takers = state.takers.filter((taker) => taker !== input.by);
  return climb({ ...passedOn(state), ...(state.status === 'running' && { takers }) }, watch, now);
}

/**
 * Puts a running escalation that was started by another edit, or another policy, under this one: at the same step as far as
 * there is one, due no later than the new policy would have it. Nobody is woken by the move itself, so it needs no watch.
 */
export function moveToPolicy(state: EscalationState, policy: VersionedPolicy, now: Date): Advance {
  const isThere = state.policyKey === policy.policy.key && state.policyVersion === policy.version;
  if (state.status !== 'running' || isThere || policy.policy.steps.length === 0) return unchanged(state);
  const step = Math.min(state.step, policy.policy.steps.length - 1);
  const moved: EscalationState = { ...state, ...frozen(policy), step };
  const [by] = moved.takers;
  if (by !== undefined && moved.takers.length >= moved.acknowledgements) {
    return { state: taken(moved, now), effects: [{ kind: 'acknowledged', by }] };
  }
  const latest = after(now, waitOf(moved, step));
  return unchanged({ ...moved, dueAt: state.dueAt === null ? latest : earlier(state.dueAt, latest) });
}

function stop(state: EscalationState | null, stoppedBy: 'closed' | 'window-closed'): Advance {
  if (state?.status === 'stopped' && (state.stoppedBy === stoppedBy || stoppedBy === 'closed')) return unchanged(state);
  return {
    state: { ...(state ?? unstarted), status: 'stopped', dueAt: null, snoozedBy: null, stoppedBy },
    effects: state?.status === 'running' ? [{ kind: 'stand-down' }] : [],
  };
}
