import { array, assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellPage } from './gather-pages.js';
import { nextAllowed, type ThrottleRule } from './throttle.js';

const at = (seconds: number) => new Date(Date.UTC(2023, 6, 24) + seconds * 1_000);
const minute = 60_000;

const threeAnHour: readonly ThrottleRule[] = [
  { count: 3, perMs: 15 * minute },
  { count: 18, perMs: 60 * minute, isSmooth: true },
];

describe('a throttle', () => {
  it.each<{ what: string; rules: readonly ThrottleRule[]; sent: readonly number[]; now: number; next: number }>([
    { what: 'lets the first go at once', rules: threeAnHour, sent: [], now: 0, next: 0 },
    { what: 'lets go while the rule is not full', rules: threeAnHour, sent: [0, 1], now: 2, next: 2 },
    { what: 'waits for the oldest to be over', rules: threeAnHour, sent: [2, 0, 1], now: 3, next: 900 },
    { what: 'goes on smoothly after', rules: threeAnHour, sent: [0, 0, 0, 900], now: 900, next: 1_080 },
    { what: 'counts no rule’s exact age', rules: [{ count: 1, perMs: minute }], sent: [0], now: 60, next: 60 },
    { what: 'has no rules', rules: [], sent: [0], now: 0, next: 0 },
  ])('$what', ({ rules, sent, now, next }) => {
    expect(nextAllowed(rules, sent.map(at), at(now))).toEqual(at(next));
  });

  it('never lets more through in any stretch of a rule’s time than the rule says, and always ends', () => {
    const rule = record({ count: integer({ min: 1, max: 9 }), perMs: integer({ min: 1, max: 5_000 }) });
    assert(
      property(rule, array(integer({ min: 0, max: 2_000 }), { maxLength: 60 }), (one, gaps) => {
        const sent: Date[] = [];
        let now = at(0);
        for (const gap of gaps) {
          now = nextAllowed([one], sent, new Date(now.getTime() + gap));
          sent.push(now);
        }
        for (const last of sent) {
          const inWindow = sent.filter((other) => other <= last && other.getTime() > last.getTime() - one.perMs);
          expect(inWindow.length).toBeLessThanOrEqual(one.count);
        }
      }),
    );
  });
});

describe('a page to somebody who has been paged a lot', () => {
  const nine = Array.from({ length: 9 }, (_, place) => at(place * 10));

  it.each<{ what: string; earlier: readonly Date[]; told: readonly Date[]; now: number; at: number | null }>([
    { what: 'the ninth speaks for itself', earlier: nine.slice(0, 8), told: [], now: 90, at: null },
    { what: 'the tenth in five minutes tells of all of them, at once', earlier: nine, told: [], now: 90, at: 90 },
    { what: 'the eleventh waits for the next minute', earlier: [...nine, at(90)], told: [at(90)], now: 95, at: 150 },
    { what: 'nobody waits longer than a minute', earlier: nine, told: [at(90)], now: 90, at: 150 },
    { what: 'after five quiet minutes one speaks for itself again', earlier: nine, told: [at(90)], now: 380, at: null },
  ])('$what', ({ earlier, told, now, at: when }) => {
    const telling = tellPage('high', earlier, told, at(now));
    expect(telling).toEqual(when === null ? { tell: 'alone' } : { tell: 'together', at: at(when) });
  });

  it('is never held back when it is critical', () => {
    expect(tellPage('critical', [...nine, ...nine], [at(90)], at(91))).toEqual({ tell: 'alone' });
  });
});
