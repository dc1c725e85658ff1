import { responseTargets } from './response-targets.js';
import type { Severity } from './severity.js';
import { type IncidentState, isOpenState } from './state.js';

export interface PromiseFacts {
  readonly severity: Severity;
  readonly state: IncidentState;
  /** When the report came, or when it was reopened. */
  readonly since: Date;
  readonly acknowledged: boolean;
  /** Somebody has written to the reporter. */
  readonly contacted: boolean;
}

export interface NextPromise {
  readonly promise: 'acknowledge' | 'contact';
  /** From this instant on the promise is broken. */
  readonly dueAt: Date;
}

/**
 * What the hotline owes an open incident next, by its own targets: somebody who has it, then a word to the reporter. Null
 * when nothing is owed: it is over, it is no incident, or both were kept.
 */
export function nextPromise({ severity, state, since, acknowledged, contacted }: PromiseFacts): NextPromise | null {
  const target = responseTargets[severity];
  if (target === null || !isOpenState(state) || (acknowledged && contacted)) return null;
  const promise = acknowledged ? 'contact' : 'acknowledge';
  return { promise, dueAt: new Date(since.getTime() + target[promise] * 1_000) };
}
