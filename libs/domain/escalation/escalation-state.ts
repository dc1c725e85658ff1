import type { Severity } from '../incident/severity.js';
import type { Step, VersionedPolicy } from './policy.js';

/**
 * How far the paging for one incident has come. The policy is copied when paging starts, so one that is edited in the night
 * changes the next incident and not a ladder that is being climbed. People stand in it by their ids.
 */
export interface EscalationState {
  readonly status: 'running' | 'acknowledged' | 'stopped';
  readonly policyKey: string;
  readonly policyVersion: number;
  /** How severe the incident was when this started: the same raise seen twice is one. */
  readonly severity: Severity | null;
  readonly steps: readonly Step[];
  readonly repeatAfter: number;
  readonly acknowledgements: number;
  readonly handleWithinMinutes: number | null;
  readonly snoozeAtMost: number;
  /** Index into `steps` of the step that was paged last. */
  readonly step: number;
  /** 1 for the first time through the steps. */
  readonly round: number;
  /**
   * While running: when the next step is paged unless enough people acknowledge; always set. While acknowledged: when somebody
   * looks whether anything was done; null where nobody asks, or something was.
   */
  readonly dueAt: Date | null;
  /** Who was woken for this step. */
  readonly woken: readonly string[];
  /** Who of them said no, or could not be reached: not woken again for this step. */
  readonly declined: readonly string[];
  /** Who put the page off and is woken again when it is due. */
  readonly snoozedBy: string | null;
  /** A step can be put off once. */
  readonly wasSnoozed: boolean;
  /** Who has acknowledged, the first one first. */
  readonly takers: readonly string[];
  /** Who has the incident: the first who acknowledged, once enough have. */
  readonly acknowledgedBy: string | null;
  /** Whoever has it was woken again, because nothing had been done. */
  readonly reminded: boolean;
  readonly stoppedBy: 'closed' | 'window-closed' | null;
}

/** What a state takes from its policy. */
export function frozen({ policy, version }: VersionedPolicy) {
  return {
    policyKey: policy.key,
    policyVersion: version,
    steps: policy.steps,
    repeatAfter: policy.repeatAfter,
    acknowledgements: policy.acknowledgements ?? 1,
    handleWithinMinutes: policy.handleWithinMinutes ?? null,
    snoozeAtMost: policy.snoozeAtMost ?? 30,
  } as const satisfies Partial<EscalationState>;
}

/** Before anybody was woken: what an input leaves behind that came before the opening. */
export const unstarted: Omit<EscalationState, 'status'> = {
  policyKey: '',
  policyVersion: 0,
  severity: null,
  steps: [],
  repeatAfter: 0,
  acknowledgements: 1,
  handleWithinMinutes: null,
  snoozeAtMost: 30,
  step: 0,
  round: 0,
  dueAt: null,
  woken: [],
  declined: [],
  snoozedBy: null,
  wasSnoozed: false,
  takers: [],
  acknowledgedBy: null,
  reminded: false,
  stoppedBy: null,
};

/** Why a page is sent. */
export type PageReason =
  /** It is their step's turn. */
  | 'step'
  /** A step before found nobody: the duty manager is told by being woken. */
  | 'gap'
  /** They put it off, and the time is over. */
  | 'snoozed'
  /** They have it, and nothing was done. */
  | 'unhandled'
  /** A whole round found nobody: every manager, or else everyone. */
  | 'nobody';

export type EscalationEffect =
  | {
      readonly kind: 'page';
      readonly people: readonly string[];
      readonly step: number;
      readonly round: number;
      readonly because: PageReason;
    }
  | { readonly kind: 'webhook'; readonly url: string; readonly step: number; readonly round: number }
  /** A round robin gave its next one: the list's count goes up. */
  | { readonly kind: 'turn-taken'; readonly list: string }
  /** A step found nobody and was skipped. */
  | { readonly kind: 'found-nobody'; readonly step: number; readonly round: number }
  /** A whole round found nobody. */
  | { readonly kind: 'unattended' }
  /** The answer to somebody who came second: `by` has it. */
  | { readonly kind: 'already-acknowledged'; readonly by: string }
  /** One of several who must acknowledge did; the clock runs on for `missing` more. */
  | { readonly kind: 'acknowledged-in-part'; readonly by: string; readonly missing: number }
  | { readonly kind: 'acknowledged'; readonly by: string }
  /** Nobody needs to answer any more: those who were paged are told. */
  | { readonly kind: 'stand-down' };

export interface Advance {
  readonly state: EscalationState | null;
  readonly effects: readonly EscalationEffect[];
}

export function unchanged(state: EscalationState | null): Advance {
  return { state, effects: [] };
}

export function after(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

export function earlier(a: Date, b: Date): Date {
  return a.getTime() <= b.getTime() ? a : b;
}
