import { Temporal } from 'temporal-polyfill';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CompiledSchedule,
  compileSchedule,
  onDutyAt,
  type Rotation,
  type Schedule,
  shiftsBetween,
  turnAt,
} from './index.js';

const compiled = new WeakMap<Schedule, CompiledSchedule>();

/** The first person on duty at an instant, until when, and who comes after. */
function whoIsOnDuty(schedule: Schedule, at: Date) {
  const { people, until, next } = onDutyAt(compiledOf(schedule), at);
  const [following] = next?.people ?? [];
  return {
    person: people[0] ?? null,
    until,
    next: next === null || following === undefined ? null : { person: following, from: next.from },
  };
}

function shifts(schedule: Schedule, from: Date, to: Date) {
  const merged: { person: string | null; from: Date; to: Date }[] = [];
  for (const shift of shiftsBetween(compiledOf(schedule), from, to)) {
    const person = shift.people[0] ?? null;
    const last = merged.at(-1);
    if (last?.person === person) merged[merged.length - 1] = { ...last, to: shift.to };
    else merged.push({ person, from: shift.from, to: shift.to });
  }
  return merged;
}

function compiledOf(schedule: Schedule): CompiledSchedule {
  const known = compiled.get(schedule) ?? compileSchedule(schedule);
  compiled.set(schedule, known);
  return known;
}

const daily: Rotation = {
  name: 'Daily watch',
  participants: ['amelie', 'daniel', 'priya'],
  zone: 'America/Toronto',
  startsOn: '2026-01-05',
  handoffAt: '09:00',
  every: { days: 1 },
};
const watch = (layers: readonly Rotation[], overrides: Schedule['overrides'] = []): Schedule => ({
  key: 'watch',
  layers,
  overrides,
});
const at = (text: string) => new Date(text);

/** The slow way, as a second opinion. */
const byWalking = (instant: Date): string => {
  let day = Temporal.PlainDate.from('2026-01-05');
  for (let index = 0; ; index += 1) {
    day = day.add({ days: 1 });
    const handoff = day.toZonedDateTime({ timeZone: 'America/Toronto', plainTime: '09:00' });
    if (handoff.epochMilliseconds > instant.getTime()) return String(daily.participants[index % 3]);
  }
};

describe('a rotation', () => {
  test('hands off at the same local time before and after a clock change', () => {
    const across = ['2027-03-13T15:00Z', '2027-03-14T15:00Z', '2027-11-06T15:00Z', '2027-11-07T15:00Z'].map((text) =>
      turnAt(daily, at(text)),
    );
    expect(across.map((turn) => [turn?.from.toISOString(), turn?.until.toISOString()])).toEqual([
      ['2027-03-13T14:00:00.000Z', '2027-03-14T13:00:00.000Z'], // 23 hours
      ['2027-03-14T13:00:00.000Z', '2027-03-15T13:00:00.000Z'],
      ['2027-11-06T13:00:00.000Z', '2027-11-07T14:00:00.000Z'], // 25 hours
      ['2027-11-07T14:00:00.000Z', '2027-11-08T14:00:00.000Z'],
    ]);
  });

  test('hands off at the end of the gap when the local time does not exist, and at the first of two', () => {
    const gap = turnAt({ ...daily, handoffAt: '02:30' }, at('2027-03-14T06:59:59Z'));
    expect(gap?.until.toISOString()).toBe('2027-03-14T07:00:00.000Z');
    const twice = turnAt({ ...daily, handoffAt: '01:30' }, at('2027-11-07T05:29:59Z'));
    expect(twice?.until.toISOString()).toBe('2027-11-07T05:30:00.000Z');
  });

  test('skips no one and repeats no one at the hour that does not exist', () => {
    const hourly: Rotation = { ...daily, startsOn: '2027-03-14', handoffAt: '00:00', every: { hours: 1 } };
    const people = [4, 5, 6, 7, 8].map((hour) => turnAt(hourly, new Date(Date.UTC(2027, 2, 14, hour, 30)))?.people[0]);
    // The turn from 02:00 to 03:00 has no length, so its person is passed over.
    expect(people).toEqual([undefined, 'amelie', 'daniel', 'amelie', 'daniel']);
  });

  test('has nobody before it starts', () => {
    expect(turnAt(daily, at('2026-01-05T13:59:59Z'))).toBeNull();
    expect(turnAt(daily, at('2026-01-05T14:00:00Z'))?.people[0]).toBe('amelie');
  });

  const zones = ['America/Toronto', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC', 'Asia/Kolkata', 'Pacific/Apia'];
  const lengths = [{ hours: 1 }, { hours: 7 }, { hours: 12 }, { days: 1 }, { days: 3 }, { weeks: 1 }, { weeks: 2 }];
  const anyRotation = fc.record({
    name: fc.constant('any'),
    participants: fc.constantFrom(['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'a', 'b']),
    zone: fc.constantFrom(...zones),
    startsOn: fc.constantFrom('2010-12-28', '2025-02-28', '2026-01-05', '2026-10-31'),
    handoffAt: fc.constantFrom('00:00', '01:30', '02:30', '09:00', '23:59'),
    every: fc.constantFrom(...lengths),
  });
  const anyInstant = fc.date({ min: at('2026-01-01T00:00Z'), max: at('2028-12-31T00:00Z'), noInvalidDate: true });

  test('gives every instant to exactly one turn, and the next turn to the next participant', () => {
    fc.assert(
      fc.property(anyRotation, anyInstant, (rotation, instant) => {
        const turn = turnAt(rotation, instant);
        fc.pre(turn !== null);
        expect(turn.from.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(turn.until.getTime()).toBeGreaterThan(instant.getTime());
        expect(turnAt(rotation, new Date(turn.until.getTime() - 1))).toEqual(turn);
        expect(turnAt(rotation, turn.until)?.from).toEqual(turn.until);
      }),
    );
  });

  test('agrees with walking from the first handoff one day at a time', () => {
    const during = fc.date({ min: at('2026-01-05T14:00Z'), max: at('2027-01-31T00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(during, (instant) => {
        expect(turnAt(daily, instant)?.people[0]).toBe(byWalking(instant));
      }),
      { numRuns: 30 },
    );
  });

  describe('in a schedule', () => {
    const anySchedule = fc.record({
      key: fc.constant('any'),
      layers: fc.array(anyRotation, { maxLength: 3 }),
      overrides: fc.array(
        fc
          .tuple(anyInstant, fc.integer({ min: 1, max: 40 * 24 * 60 }), fc.constantFrom('a', 'x', 'y'))
          .map(([from, minutes, person]) => ({ from, to: new Date(from.getTime() + minutes * 60_000), person })),
        { maxLength: 4 },
      ),
    });

    test('shifts tile the time asked for, and neighbours are different people', () => {
      fc.assert(
        fc.property(anySchedule, anyInstant, fc.integer({ min: 1, max: 60 * 24 * 10 }), (schedule, from, minutes) => {
          const to = new Date(from.getTime() + minutes * 60_000);
          const found = shifts(schedule, from, to);
          expect(found[0]?.from).toEqual(from);
          expect(found.at(-1)?.to).toEqual(to);
          for (const [index, shift] of found.entries()) {
            expect(shift.from.getTime()).toBeLessThan(shift.to.getTime());
            const next = found[index + 1];
            if (next === undefined) continue;
            expect(next.from).toEqual(shift.to);
            expect(next.person).not.toBe(shift.person);
          }
        }),
      );
    });

    test('the person of a shift is the person on duty at its start, its middle and its end', () => {
      fc.assert(
        fc.property(anySchedule, anyInstant, (schedule, from) => {
          for (const shift of shifts(schedule, from, new Date(from.getTime() + 5 * 86_400_000)).slice(0, 5)) {
            const [start, end] = [shift.from.getTime(), shift.to.getTime()];
            for (const time of [start, (start + end) / 2, end - 1]) {
              expect(whoIsOnDuty(schedule, new Date(time)).person).toBe(shift.person);
            }
          }
        }),
        { numRuns: 40 },
      );
    });

    test('who is on duty stays so until the time given, and the next takes over when it says', () => {
      fc.assert(
        fc.property(anySchedule, anyInstant, (schedule, instant) => {
          const { person, until, next } = whoIsOnDuty(schedule, instant);
          if (until === null) return;
          expect(whoIsOnDuty(schedule, new Date(until.getTime() - 1)).person).toBe(person);
          expect(whoIsOnDuty(schedule, until).person).not.toBe(person);
          expect(next === null || whoIsOnDuty(schedule, next.from).person === next.person).toBe(true);
        }),
      );
    });
  });
});

describe('a schedule', () => {
  test('names who is on duty, until when, and who comes next', () => {
    expect(whoIsOnDuty(watch([daily]), at('2026-01-06T02:00Z'))).toEqual({
      person: 'amelie',
      until: at('2026-01-06T14:00Z'),
      next: { person: 'daniel', from: at('2026-01-06T14:00Z') },
    });
  });

  test('lets a later layer win from its start, and an override win over both', () => {
    const weekend: Rotation = { ...daily, participants: ['marc'], startsOn: '2026-01-07' };
    const overrides = [{ person: 'priya', from: at('2026-01-08T00:00Z'), to: at('2026-01-08T06:00Z') }];
    expect(shifts(watch([daily, weekend], overrides), at('2026-01-06T20:00Z'), at('2026-01-09T00:00Z'))).toEqual([
      { person: 'daniel', from: at('2026-01-06T20:00Z'), to: at('2026-01-07T14:00Z') },
      { person: 'marc', from: at('2026-01-07T14:00Z'), to: at('2026-01-08T00:00Z') },
      { person: 'priya', from: at('2026-01-08T00:00Z'), to: at('2026-01-08T06:00Z') },
      { person: 'marc', from: at('2026-01-08T06:00Z'), to: at('2026-01-09T00:00Z') },
    ]);
  });

  test('says when a gap ends and who ends it', () => {
    expect(whoIsOnDuty(watch([daily]), at('2026-01-01T00:00Z'))).toEqual({
      person: null,
      until: at('2026-01-05T14:00Z'),
      next: { person: 'amelie', from: at('2026-01-05T14:00Z') },
    });
    const only = watch([], [{ person: 'priya', from: at('2026-01-02T00:00Z'), to: at('2026-01-03T00:00Z') }]);
    expect(whoIsOnDuty(only, at('2026-01-02T12:00Z'))).toEqual({
      person: 'priya',
      until: at('2026-01-03T00:00Z'),
      next: null,
    });
  });

  test('of one person never changes hands', () => {
    expect(whoIsOnDuty(watch([{ ...daily, participants: ['marc'] }]), at('2027-01-01T00:00Z'))).toEqual({
      person: 'marc',
      until: null,
      next: null,
    });
  });

  test('answers for a time far from its start as quickly as for one near it', () => {
    const hourly = watch([{ ...daily, startsOn: '1990-01-01', every: { hours: 1 } }]);
    const before = performance.now();
    for (let day = 0; day < 100; day += 1) whoIsOnDuty(hourly, new Date(Date.UTC(2090, 0, 1 + day)));
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
