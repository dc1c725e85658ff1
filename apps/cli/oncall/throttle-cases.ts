import { nextAllowed, type ThrottleRule } from '#domain';
import { type Answer, instant, NotOurs } from './oncall-case.js';

interface GivenRule {
  readonly count: number;
  readonly per_seconds: number;
  readonly smooth: boolean;
}

const ruleOf = ({ count, per_seconds: seconds, smooth }: GivenRule): ThrottleRule => ({
  count,
  perMs: seconds * 1_000,
  isSmooth: smooth,
});
const second = (seconds: number) => new Date(seconds * 1_000);

export const throttleCases: Readonly<Record<string, Answer>> = {
  'throttle.next_allowed': (given: {
    readonly rules: readonly GivenRule[];
    readonly sent_at_seconds: readonly number[];
    readonly now_seconds: number;
    readonly next_allowed_seconds: readonly number[];
  }) => {
    const sent = given.sent_at_seconds.map(second);
    const next = given.next_allowed_seconds.map(() => {
      const at = nextAllowed(given.rules.map(ruleOf), sent, second(given.now_seconds));
      sent.push(at);
      return at.getTime() / 1_000;
    });
    return { next_allowed_seconds: next };
  },
  'throttle.allowed': (given: {
    readonly rules: readonly GivenRule[];
    readonly sent: readonly string[];
    readonly at: string;
  }) => ({
    allowed: nextAllowed(given.rules.map(ruleOf), given.sent.map(instant), instant(given.at)) <= instant(given.at),
  }),
  'throttle.sequence_allowed': (given: { readonly rules: readonly GivenRule[]; readonly times: readonly string[] }) => {
    const times = given.times.map(instant);
    const rules = given.rules.map(ruleOf);
    return { all_allowed: times.every((at, place) => nextAllowed(rules, times.slice(0, place), at) <= at) };
  },
  'throttle.rules_for': () => {
    throw new NotOurs('what a carrier takes in a second is its cap for texts and for calls, whatever they say');
  },
};
