import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateCase } from './evaluate-oncall.js';
import { notARule } from './oncall/not-a-rule.js';
import type { OncallCase } from './oncall/oncall-case.js';

/** Read in place because their licences differ; a public clone does not have them. */
const file = join(import.meta.dirname, '../../../shared/data/oncall/cases.json');
const cases = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly OncallCase[] }).cases
  : [];

describe.runIf(existsSync(file))('cases from other on-call systems (shared data, absent in a public clone)', () => {
  const results = cases.map(evaluateCase);

  test.each(results.filter(({ status }) => status !== 'skipped').map((result) => [result.id, result] as const))(
    '%s',
    (_id, { status }) => {
      expect(['passed', 'differs']).toContain(status);
    },
  );

  test('differ only where the product does otherwise on purpose', () => {
    const differing = results.filter(({ status }) => status === 'differs');
    expect(differing.map(({ id, reason }) => [id, reason])).toMatchInlineSnapshot(`
      [
        [
          "rot-end-19",
          "nobody is on duty before the first handoff; elsewhere turns are counted backwards too",
        ],
        [
          "rot-future-2",
          "nobody is on duty before the first handoff; elsewhere turns are counted backwards too",
        ],
        [
          "rot-future-6",
          "nobody is on duty before the first handoff; elsewhere turns are counted backwards too",
        ],
        [
          "rot-chain-hourly",
          "nobody is on duty before the first handoff; elsewhere turns are counted backwards too",
        ],
        [
          "rot-chain-monthly",
          "nobody is on duty before the first handoff; elsewhere turns are counted backwards too",
        ],
        [
          "rot-list-01",
          "nobody is on duty before the first handoff; elsewhere turns are counted backwards too",
        ],
        [
          "rot-list-03",
          "nobody is on duty before the first handoff; elsewhere turns are counted backwards too",
        ],
        [
          "rot-list-13",
          "nobody is on duty before the first handoff; elsewhere turns are counted backwards too",
        ],
        [
          "rot-list-15",
          "nobody is on duty before the first handoff; elsewhere turns are counted backwards too",
        ],
        [
          "sched-history-rest",
          "a schedule is the plan; who was on duty is in the record and is not added to it",
        ],
        [
          "sched-history",
          "a schedule is the plan; who was on duty is in the record and is not added to it",
        ],
        [
          "sched-day-night",
          "a schedule is the plan; who was on duty is in the record and is not added to it",
        ],
        [
          "thr-config",
          "what a carrier takes in a second is its cap for texts and for calls, whatever they say",
        ],
        [
          "sms-last-close",
          "an incident is closed in the console, with what was done about it, not by a word from a phone",
        ],
        [
          "sms-close-1",
          "an incident is closed in the console, with what was done about it, not by a word from a phone",
        ],
        [
          "sms-code-again",
          "codes have three digits or more: a stray number in a text is no answer",
        ],
        [
          "sms-code-blank",
          "codes have three digits or more: a stray number in a text is no answer",
        ],
        [
          "sms-bundle",
          "each incident is taken by itself: taking all at once would leave those that nobody looked at",
        ],
        [
          "sms-unknown",
          "whoever writes from a number that nobody knows reports something",
        ],
        [
          "cm-expiry",
          "a way whose code was not entered stays on its person’s page, where another can be asked for, and is never used",
        ],
        [
          "esc-overlap",
          "each way is tried once for one page, and what fails is followed by another; it rings again with the next step",
        ],
        [
          "esc-maint-new",
          "a hotline that is open round the clock has no mode in which it wakes nobody",
        ],
        [
          "esc-repolicy",
          "a policy is frozen for an incident when it opens; a newer edit of it is taken over where somebody says so",
        ],
        [
          "esc-multiack-esc",
          "once as many have acknowledged as the policy asks for, nobody is woken any more",
        ],
        [
          "gr-roster-17",
          "a turn of two weeks lasts two weeks: no week is left without anybody",
        ],
        [
          "gr-swap-end-o",
          "an offer changes nothing on the schedule until it is taken; it is shown beside it",
        ],
        [
          "gr-swap-whole-o",
          "an offer changes nothing on the schedule until it is taken; it is shown beside it",
        ],
        [
          "ou-13",
          "months from the 29th to 31st are refused: which day a shorter month has is a guess",
        ],
        [
          "ou-ov-15",
          "of override upon override the last one counts, also for whoever an earlier one put there",
        ],
        [
          "ou-gap-1",
          "the time after the last shift is a gap like any other: the service window has a fixed end",
        ],
        [
          "ou-gap-hole-04",
          "no seam is hidden: shifts are half-open, so there are none of a few seconds by rounding",
        ],
        [
          "ou-cov-9",
          "the time after the last shift is a gap like any other: the service window has a fixed end",
        ],
        [
          "ou-cov-11",
          "no seam is hidden: shifts are half-open, so there are none of a few seconds by rounding",
        ],
      ]
    `);
  });

  test('are left out for a reason of their kind', () => {
    const skipped = results.filter(({ status }) => status === 'skipped');
    expect(new Set(skipped.map(({ kind }) => kind))).toEqual(new Set(Object.keys(notARule)));
    expect(skipped.filter(({ kind, reason }) => reason !== notARule[kind])).toEqual([]);
  });
});
