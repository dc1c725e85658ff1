import type { Severity } from '../incident/severity.js';
import type { Notify, Policy, Step } from './policy.js';

/**
 * How far the paging for one incident has come. The steps are copied from the policy when paging starts, so a roster edited
 * in the night changes the next incident and not a ladder that is being climbed. `dueAt` is set exactly while `running`.
 */
export interface EscalationState {
  readonly status: 'running' | 'acknowledged' | 'stopped';
  readonly policyKey: string;
  readonly steps: readonly Step[];
  readonly repeatAfter: number;
  /** Index into `steps` of the step that was paged last. */
  readonly step: number;
  /** 1 for the first time through the steps. */
  readonly round: number;
  /** When the next step is paged unless somebody acknowledges. */
  readonly dueAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly stoppedBy: 'closed' | 'window-closed' | null;
}

export type EscalationInput =
  | { readonly kind: 'opened'; readonly policy: Policy; readonly severity: Severity }
  | { readonly kind: 'due' }
  | { readonly kind: 'acknowledged'; readonly by: string }
  | { readonly kind: 'severity-raised'; readonly policy: Policy }
  | { readonly kind: 'reopened'; readonly policy: Policy }
  | { readonly kind: 'closed' }
  | { readonly kind: 'window-closed' };

export type EscalationEffect =
  | { readonly kind: 'page'; readonly notify: Notify; readonly step: number; readonly round: number }
  /** The answer to somebody who came second: `by` has it. */
  | { readonly kind: 'already-acknowledged'; readonly by: string }
  | { readonly kind: 'acknowledged'; readonly by: string }
  /** Nobody needs to answer any more: those who were paged are told. */
  | { readonly kind: 'stand-down' };

export interface Advance {
  readonly state: EscalationState | null;
  readonly effects: readonly EscalationEffect[];
}

/**
 * The whole of escalation: one input, one decision. An input that is early, stale or repeated finds a state it no longer fits
 * and changes nothing. One that overtakes the opening (an acknowledgement, a close) leaves a state that the late opening then
 * respects. A clock that was away for hours climbs one step, not all the steps it missed.
 *
 * The policy of an input must be sound (see `validatePolicy`); with no steps at all nothing starts.
 */
export function advance(state: EscalationState | null, input: EscalationInput, now: Date): Advance {
  switch (input.kind) {
    case 'opened':
      return state === null ? start(null, input.policy, now) : unchanged(state);
    case 'due':
      return climb(state, now);
    case 'acknowledged':
      return acknowledge(state, input.by);
    case 'severity-raised':
      // The same policy means that this was seen before; an incident that is over needs reopening, not raising.
      return state !== null && (state.status === 'stopped' || state.policyKey === input.policy.key)
        ? unchanged(state)
        : start(state, input.policy, now);
    case 'reopened':
      // After the window nothing pages, whatever is reopened.
      return state !== null && (state.status === 'running' || state.stoppedBy === 'window-closed')
        ? unchanged(state)
        : start(state, input.policy, now);
    case 'closed':
    case 'window-closed':
      break;
  }
  return stop(state, input.kind);
}

function unchanged(state: EscalationState | null): Advance {
  return { state, effects: [] };
}

function start(state: EscalationState | null, policy: Policy, now: Date): Advance {
  const first = policy.steps[0];
  if (first === undefined) return unchanged(state);
  const { key: policyKey, steps, repeatAfter } = policy;
  return page(
    {
      status: 'running',
      policyKey,
      steps,
      repeatAfter,
      step: 0,
      round: 1,
      dueAt: null,
      acknowledgedBy: null,
      stoppedBy: null,
    },
    first,
    now,
  );
}

function climb(state: EscalationState | null, now: Date): Advance {
  if (state?.status !== 'running' || state.dueAt === null || now.getTime() < state.dueAt.getTime()) {
    return unchanged(state);
  }
  const next = state.steps[state.step + 1];
  if (next !== undefined) return page({ ...state, step: state.step + 1 }, next, now);
  const first = state.steps[0];
  return first === undefined ? unchanged(state) : page({ ...state, step: 0, round: state.round + 1 }, first, now);
}

function page(state: EscalationState, { notify, waitMinutes }: Step, now: Date): Advance {
  const isLast = state.step === state.steps.length - 1;
  const minutes = waitMinutes + (isLast ? state.repeatAfter : 0);
  const { step, round } = state;
  return {
    state: { ...state, dueAt: new Date(now.getTime() + minutes * 60_000) },
    effects: [{ kind: 'page', notify, step, round }],
  };
}

function acknowledge(state: EscalationState | null, by: string): Advance {
  if (state !== null && state.acknowledgedBy !== null) {
    return { state, effects: [{ kind: 'already-acknowledged', by: state.acknowledgedBy }] };
  }
  const taken: EscalationState =
    state?.status === 'stopped'
      ? { ...state, acknowledgedBy: by }
      : { ...(state ?? unstarted), status: 'acknowledged', dueAt: null, acknowledgedBy: by };
  return { state: taken, effects: [{ kind: 'acknowledged', by }] };
}

function stop(state: EscalationState | null, stoppedBy: 'closed' | 'window-closed'): Advance {
  if (state?.status === 'stopped' && (state.stoppedBy === stoppedBy || stoppedBy === 'closed')) return unchanged(state);
  return {
    state: { ...(state ?? unstarted), status: 'stopped', dueAt: null, stoppedBy },
    effects: state?.status === 'running' ? [{ kind: 'stand-down' }] : [],
  };
}

/** What an input leaves behind that came before the opening. */
const unstarted = {
  policyKey: '',
  steps: [],
  repeatAfter: 0,
  step: 0,
  round: 0,
  acknowledgedBy: null,
  stoppedBy: null,
} as const;
