import type { Severity } from '../incident/severity.js';

/** Whom a step wakes. `role` wakes everyone who has it. */
export type Notify =
  | { readonly kind: 'on-duty' }
  | { readonly kind: 'next-on-duty' }
  | { readonly kind: 'person'; readonly person: string }
  | { readonly kind: 'role'; readonly role: 'manager' | 'responder' };

export interface Step {
  readonly notify: Notify;
  /** Minutes without an acknowledgement before the next step. */
  readonly waitMinutes: number;
}

/** Who is woken, in which order, until somebody acknowledges. After the last step the next round begins: there is no last round. */
export interface Policy {
  readonly key: string;
  readonly steps: readonly Step[];
  /** Minutes between the end of the last step and the next round. */
  readonly repeatAfter: number;
}

/**
 * Whether an incident wakes anyone when it opens. What the rules take for no incident stays silent, except where they want a
 * person to read it: in doubt somebody looks.
 */
export function pagesOnOpening(severity: Severity, needsHuman: boolean): boolean {
  return severity !== 'not-an-incident' || needsHuman;
}

export type PolicyFault =
  | { readonly code: 'no-steps' }
  | { readonly code: 'no-manager' }
  | { readonly code: 'wait-out-of-range'; readonly step: number; readonly found: number }
  | { readonly code: 'repeat-out-of-range'; readonly found: number };

export const shortestWaitMinutes = 1;
export const longestWaitMinutes = 60;

/**
 * Refuses a policy that could end in silence: without steps, without a step that wakes every manager (a single person may be
 * away, a roster may have a gap), or with a wait so long that nobody would notice. A wait of nothing is refused as well: it
 * would wake the whole roster at once and then forever.
 */
export function validatePolicy(
  policy: Policy,
): { readonly outcome: 'sound' } | { readonly outcome: 'refused'; readonly faults: readonly PolicyFault[] } {
  const faults: PolicyFault[] = [];
  if (policy.steps.length === 0) faults.push({ code: 'no-steps' });
  else if (!policy.steps.some(({ notify }) => notify.kind === 'role' && notify.role === 'manager')) {
    faults.push({ code: 'no-manager' });
  }
  for (const [step, { waitMinutes }] of policy.steps.entries()) {
    if (!isWithin(waitMinutes, shortestWaitMinutes))
      faults.push({ code: 'wait-out-of-range', step, found: waitMinutes });
  }
  if (!isWithin(policy.repeatAfter, 0)) faults.push({ code: 'repeat-out-of-range', found: policy.repeatAfter });
  return faults.length === 0 ? { outcome: 'sound' } : { outcome: 'refused', faults };
}

function isWithin(minutes: number, shortest: number): boolean {
  return Number.isFinite(minutes) && minutes >= shortest && minutes <= longestWaitMinutes;
}
