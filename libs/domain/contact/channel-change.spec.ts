import { describe, expect, it } from 'vitest';
import { changesPerDay, changesPerReport, judgeChange, mayAskForChannel } from './channel-change.js';

const yesNo = [false, true];
const every = yesNo.flatMap((newProven) =>
  yesNo.flatMap((oldProven) =>
    yesNo.flatMap((oldTrusted) =>
      yesNo.flatMap((byResponder) =>
        yesNo.map((newCompromised) => ({ newProven, oldProven, oldTrusted, byResponder, newCompromised })),
      ),
    ),
  ),
);

describe('a change of the safe channel', () => {
  it('is never made by the receipt and the new channel alone, nor to a compromised one', () => {
    const made = every.filter((facts) => judgeChange(facts) === 'confirmed');
    expect(made.length).toBeGreaterThan(0);
    for (const facts of made) {
      expect(facts.newProven && !facts.newCompromised).toBe(true);
      expect(facts.byResponder || (facts.oldProven && facts.oldTrusted)).toBe(true);
    }
  });

  it('is never made by a code over an old channel that the gate trusts no more', () => {
    const lost = every.filter(({ oldTrusted, byResponder }) => !oldTrusted && !byResponder);
    expect(lost.map(judgeChange)).not.toContain('confirmed');
  });

  it('can be asked for a few times a day and a bounded number of times in all', () => {
    const now = new Date('2026-10-19T12:00:00Z');
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
    const today = Array.from({ length: changesPerDay }, (_, hour) => hoursAgo(hour));
    expect(mayAskForChannel(today.slice(1), now)).toBe(true);
    expect(mayAskForChannel(today, now)).toBe(false);
    const ever = Array.from({ length: changesPerReport }, (_, day) => hoursAgo(48 + day));
    expect(mayAskForChannel(ever, now)).toBe(false);
    expect(mayAskForChannel(ever.slice(1), now)).toBe(true);
  });
});
