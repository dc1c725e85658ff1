import { readFile } from 'node:fs/promises';
import { changeCases } from './oncall/change-cases.js';
import { clockCases } from './oncall/clock-cases.js';
import { deskCases } from './oncall/desk-cases.js';
import { escalationCases } from './oncall/escalation-cases.js';
import { healthCases } from './oncall/health-cases.js';
import { type Answer, holds, NotOurs, type OncallCase } from './oncall/oncall-case.js';
import { notARule } from './oncall/not-a-rule.js';
import { replyCases } from './oncall/reply-cases.js';
import { rotationCases } from './oncall/rotation-cases.js';
import { scheduleCases } from './oncall/schedule-cases.js';
import { throttleCases } from './oncall/throttle-cases.js';
import { printJson } from './print.js';

export type CaseStatus = 'passed' | 'failed' | 'differs' | 'skipped';

export interface CaseResult {
  readonly id: string;
  readonly kind: string;
  readonly status: CaseStatus;
  readonly reason: string | null;
  readonly actual: unknown;
}

const answers: Readonly<Record<string, Answer>> = {
  ...clockCases,
  ...rotationCases,
  ...scheduleCases,
  ...changeCases,
  ...deskCases,
  ...escalationCases,
  ...healthCases,
  ...replyCases,
  ...throttleCases,
};

/** Cases from the tests of other on-call systems in; for each what Vigil's rules make of it out. */
export async function evaluateOncallFile(options: { readonly file: string }): Promise<void> {
  const { cases } = JSON.parse(await readFile(options.file, 'utf8')) as { readonly cases: readonly OncallCase[] };
  const results = cases.map(evaluateCase);
  printJson({ results, summary: summaryOf(results) });
}

/**
 * `differs`: the product does otherwise on purpose, for the reason given. `skipped`: no rule answers it in this form, for the reason
 * given. A case that is
 * the custom of one system (it names a policy) and that this one does not share differs; any other that does not hold has failed.
 */
export function evaluateCase({ id, kind, given, expect }: OncallCase): CaseResult {
  const answer = answers[kind];
  if (answer === undefined)
    return {
      id,
      kind,
      status: 'skipped',
      reason: notARule[kind] ?? 'nobody has looked at this kind yet',
      actual: null,
    };
  try {
    const actual = answer({ ...(expect as object), ...(given as object) } as never);
    if (holds(actual, expect)) return { id, kind, status: 'passed', reason: null, actual };
    const reason = ours[id] ?? null;
    return { id, kind, status: reason === null ? 'failed' : 'differs', reason, actual };
  } catch (error) {
    if (error instanceof NotOurs) return { id, kind, status: 'differs', reason: error.message, actual: null };
    throw error;
  }
}

/** Where the product does otherwise, and why. */
const ours: Readonly<Record<string, string>> = {
  'esc-overlap':
    'each way is tried once for one page, and what fails is followed by another; it rings again with the next step',
  'esc-multiack-esc': 'once as many have acknowledged as the policy asks for, nobody is woken any more',
  'gr-roster-17': 'a turn of two weeks lasts two weeks: no week is left without anybody',
  'gr-swap-end-o': 'an offer changes nothing on the schedule until it is taken; it is shown beside it',
  'gr-swap-whole-o': 'an offer changes nothing on the schedule until it is taken; it is shown beside it',
  'ou-ov-15': 'of override upon override the last one counts, also for whoever an earlier one put there',
  'ou-gap-1': 'the time after the last shift is a gap like any other: the service window has a fixed end',
  'ou-gap-hole-04': 'no seam is hidden: shifts are half-open, so there are none of a few seconds by rounding',
  'ou-cov-9': 'the time after the last shift is a gap like any other: the service window has a fixed end',
  'ou-cov-11': 'no seam is hidden: shifts are half-open, so there are none of a few seconds by rounding',
};

export function summaryOf(results: readonly CaseResult[]): Readonly<Record<CaseStatus, number>> {
  const count = (status: CaseStatus) => results.filter((one) => one.status === status).length;
  return { passed: count('passed'), failed: count('failed'), differs: count('differs'), skipped: count('skipped') };
}
