/** At most so many within so long, in milliseconds. */
export interface ThrottleRule {
  readonly count: number;
  readonly perMs: number;
  /**
   * What this rule allows beyond the rule before it is spread evenly over the time beyond that rule's: 3 in 15 minutes, then a
   * smooth 18 in an hour, is one more for every three minutes of the three quarters of an hour.
   */
  readonly isSmooth?: boolean;
}

/**
 * The first instant from `now` at which one more may go out. `rules` from the shortest time to the longest; `sent` in any order.
 * What went out exactly as long ago as a rule's time no longer counts.
 */
export function nextAllowed(rules: readonly ThrottleRule[], sent: readonly Date[], now: Date): Date {
  const latestFirst = sent.map((at) => at.getTime()).toSorted((one, other) => other - one);
  const waits = rungs(rules).map(({ count, perMs }) => {
    const mustBeOver = latestFirst[count - 1];
    return mustBeOver === undefined ? 0 : mustBeOver + perMs;
  });
  return new Date(Math.max(now.getTime(), ...waits));
}

/** Smooth rules as the plain rules that they stand for. */
function rungs(rules: readonly ThrottleRule[]): readonly ThrottleRule[] {
  return rules.flatMap((rule, place) => {
    const before = rules[place - 1];
    if (rule.isSmooth !== true || before === undefined) return [rule];
    const more = rule.count - before.count;
    const everyMs = (rule.perMs - before.perMs) / more;
    return Array.from({ length: more }, (_, rung) => ({
      count: before.count + rung + 1,
      perMs: before.perMs + (rung + 1) * everyMs,
    }));
  });
}
