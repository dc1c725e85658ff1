import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { instantOf, wallTime, weekdays } from '../calendar/index.js';
import {
  compileSchedule,
  gapsBetween,
  onDutyAt,
  type Override,
  type Rotation,
  type Schedule,
  shiftsBetween,
  turnAt,
  type Window,
} from './index.js';

const zones = [
  'America/Toronto', 'America/St_Johns', 'America/Vancouver', 'America/Halifax', 'America/Regina', 'America/Edmonton',
  'America/Nuuk', 'America/Asuncion', 'Europe/London', 'Europe/Paris', 'Africa/Casablanca', 'Africa/Cairo', 'Asia/Kolkata',
  'Asia/Kathmandu', 'Asia/Tehran', 'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Chatham', 'Pacific/Auckland', 'UTC',
]; // prettier-ignore
const schedules = 1_000;
const begin = Date.UTC(2020, 0, 1);
const end = Date.UTC(2030, 0, 1);
const year = 366 * 86_400_000;

const person = fc.constantFrom('amelie', 'daniel', 'priya', 'marc');
const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const anyInstant = fc.integer({ min: begin, max: end - 1 });
const span = fc
  .tuple(anyInstant, fc.integer({ min: 1, max: 60 * 24 * 60 }))
  .map(([from, minutes]) => ({ from: new Date(from), to: new Date(from + minutes * 60_000) }));
const anyWindow: fc.Arbitrary<Window> = fc.record({
  days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
  from: timeOfDay,
  to: timeOfDay,
});
const anyRotation: fc.Arbitrary<Rotation> = fc.record(
  {
    name: fc.constant('layer'),
    participants: fc.array(fc.oneof(person, fc.array(person, { maxLength: 2 })), { maxLength: 4 }),
    zone: fc.constantFrom(...zones),
    startsOn: fc.constantFrom('2011-02-28', '2019-12-27', '2020-02-15', '2023-03-12', '2027-11-07'),
    handoffAt: timeOfDay,
    every: fc.oneof(
      fc.integer({ min: 1, max: 100 }).map((hours) => ({ hours })),
      fc.integer({ min: 1, max: 20 }).map((days) => ({ days })),
      fc.integer({ min: 1, max: 5 }).map((weeks) => ({ weeks })),
      fc.integer({ min: 1, max: 5 }).map((months) => ({ months })),
    ),
    restrictions: fc.array(anyWindow, { minLength: 1, maxLength: 2 }),
    endsOn: anyInstant.map((at) => new Date(at)),
  },
  { requiredKeys: ['name', 'participants', 'zone', 'startsOn', 'handoffAt', 'every'] },
);
const skipsTheLastHour: Rotation = {
  name: 'layer',
  participants: [['ann']],
  zone: 'America/Nuuk',
  startsOn: '2011-02-28',
  handoffAt: '23:00',
  every: { days: 1 },
};
const anyOverride: fc.Arbitrary<Override> = fc
  .tuple(span, fc.constantFrom('replace', 'replace-one', 'add', 'remove'), person, person)
  .map(([{ from, to }, kind, who, other]): Override => {
    if (kind === 'replace-one') return { from, to, kind: 'replace', person: who, replaces: other };
    return { from, to, kind, person: who };
  });
const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  key: fc.constant('any'),
  layers: fc.array(anyRotation, { maxLength: 4 }),
  overrides: fc.array(anyOverride, { maxLength: 8 }),
  temporary: fc.array(
    fc.tuple(span, person).map(([{ from, to }, who]) => ({
      from,
      to,
      shifts: [{ from, to: new Date((from.getTime() + to.getTime()) / 2), person: who }],
    })),
    { maxLength: 2 },
  ),
  absences: fc.array(fc.tuple(span, person).map(([when, who]) => ({ ...when, person: who })), { maxLength: 4 }), // prettier-ignore
});

describe('any schedule', () => {
  test(`over ten years, ${schedules.toLocaleString('en')} of them in ${zones.length} zones: its shifts tile the time exactly`, { timeout: 120_000 }, () => {
    let shiftsSeen = 0;
    fc.assert(
      fc.property(anySchedule, fc.array(anyInstant, { minLength: 5, maxLength: 5 }), (schedule, instants) => {
        const compiled = compileSchedule(schedule);
        const found = shiftsBetween(compiled, new Date(begin), new Date(end));
        shiftsSeen += found.length;
        expect(found[0]?.from.getTime()).toBe(begin);
        expect(found.at(-1)?.to.getTime()).toBe(end);
        const broken = found.findIndex(
          ({ from, to }, index) => from >= to || (index > 0 && found[index - 1]?.to.getTime() !== from.getTime()),
        );
        expect(broken).toBe(-1);
        const empty = found.filter(({ people }) => people.length === 0);
        expect(gapsBetween(compiled, new Date(begin), new Date(end)).length).toBeLessThanOrEqual(empty.length);
        const boundaries = [0.1, 0.4, 0.8].map((share) => found[Math.floor(share * found.length)]?.from.getTime() ?? begin);
        for (const at of [...instants, ...boundaries, ...boundaries.map((boundary) => Math.max(begin, boundary - 1))]) {
          const shift = found.find(({ from, to }) => from.getTime() <= at && at < to.getTime());
          expect(onDutyAt(compiled, new Date(at)).people.toSorted()).toEqual(shift?.people.toSorted());
          expect([at, shift?.people.toSorted()]).toEqual([at, [...slowly(schedule, at)].toSorted()]);
        }
      }),
      { numRuns: schedules },
    );
    expect(shiftsSeen).toBeGreaterThan(100 * schedules);
  }); // prettier-ignore

  test('changes hands exactly when it says, and not before', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, (schedule, at) => {
        const compiled = compileSchedule(schedule);
        const { people, until, next } = onDutyAt(compiled, new Date(at));
        if (until === null) return;
        expect(onDutyAt(compiled, new Date(until.getTime() - 1)).people.toSorted()).toEqual([...people].toSorted());
        expect(onDutyAt(compiled, until).people.toSorted()).not.toEqual([...people].toSorted());
        expect(next === null ? undefined : onDutyAt(compiled, next.from).people).toEqual(next?.people);
      }),
      { numRuns: 300 },
    );
  });

  test('hands off at the same reading of the clock on every day, but for readings that do not exist', () => {
    const daily = anyRotation.filter(({ every, participants }) => !('hours' in every) && participants.length > 0);
    fc.assert(
      fc.property(daily, fc.integer({ min: begin + 2 * year, max: end - 1 }), (rotation, at) => {
        const turn = turnAt(rotation, new Date(at));
        if (turn === null) return;
        const shown = wallTime(turn.until, rotation.zone);
        // Where clocks skip the last hour of a day (Nuuk does), the first instant after that reading is of the next day.
        const resolved = [0, 1]
          .map((days) => shown.toPlainDate().subtract({ days }).toPlainDateTime(rotation.handoffAt))
          .map((reading) => instantOf(reading, rotation.zone));
        expect(
          shown.toPlainTime().toString({ smallestUnit: 'minute' }) === rotation.handoffAt ||
            resolved.some((handoff) => handoff.getTime() === turn.until.getTime()),
        ).toBe(true);
      }),
      { numRuns: 1_000, examples: [[skipsTheLastHour, Date.parse('2024-03-30T01:00:00Z')]] },
    );
  }); // prettier-ignore
});

/** Who is on duty, worked out for one instant by a calendar library, as somebody would with a wall planner. */
function slowly(schedule: Schedule, at: number): ReadonlySet<string> {
  const holds = ({ from, to }: { readonly from: Date; readonly to: Date }) => from.getTime() <= at && at < to.getTime();
  const isAway = (who: string) => (schedule.absences ?? []).some((absence) => absence.person === who && holds(absence));
  const standIns = (schedule.temporary ?? []).filter(holds);
  let people: readonly string[] = [];
  if (standIns.length > 0) people = standIns.flatMap(({ shifts }) => shifts.filter(holds).map(({ person: who }) => who));
  else {
    for (const layer of schedule.layers.toReversed()) {
      people = onLayer(layer, at).filter((who) => !isAway(who));
      if (people.length > 0) break;
    }
  }
  const slots = [...new Set(people)].map((who) => ({ who, was: who }));
  for (const override of schedule.overrides.filter(holds)) {
    const { person: who, kind } = override;
    if (kind === 'add') slots.push({ who, was: '' });
    else if (kind === 'remove') slots.splice(0, slots.length, ...slots.filter((slot) => slot.who !== who));
    else if (override.replaces === undefined) slots.splice(0, slots.length, { who, was: slots[0]?.was ?? '' });
    else for (const slot of slots) if (slot.who === override.replaces || slot.was === override.replaces) slot.who = who;
  }
  return new Set(slots.map(({ who }) => who));
} // prettier-ignore

function onLayer(layer: Rotation, at: number): readonly string[] {
  const { zone, restrictions = [], endsOn, participants } = layer;
  if (participants.length === 0 || (endsOn !== undefined && endsOn !== null && at >= endsOn.getTime())) return [];
  const now = wallTime(new Date(at), zone);
  if (restrictions.length > 0 && !restrictions.some((window) => isOpen(window, zone, at, now))) return [];
  const index = turnNumber(layer, at, now);
  const who = index === null ? [] : (participants[index % participants.length] ?? []);
  return typeof who === 'string' ? [who] : who;
}

function isOpen({ days, from, to }: Window, zone: string, at: number, now: Temporal.PlainDateTime): boolean {
  return [-2, -1, 0, 1].some((offset) => {
    const day = now.toPlainDate().add({ days: offset });
    if (!days.includes(weekdays[day.dayOfWeek - 1] ?? 'monday')) return false;
    const opens = instantOf(day.toPlainDateTime(from), zone).getTime();
    const closes = instantOf(day.add({ days: to <= from ? 1 : 0 }).toPlainDateTime(to), zone).getTime();
    return opens <= at && at < closes;
  });
}

/** How many turns have ended before an instant; null before the first. */
function turnNumber(layer: Rotation, at: number, now: Temporal.PlainDateTime): number | null {
  const { every, zone, restrictions = [] } = layer;
  const first = Temporal.PlainDate.from(layer.startsOn).toPlainDateTime(layer.handoffAt);
  const [unit, size] = (Object.entries(every)[0] ?? ['days', 1]) as ['hours' | 'days' | 'weeks' | 'months', number];
  const step = unit === 'days' ? 1 : size;
  const begins = (units: number) => instantOf(first.add({ [unit]: units * step }), zone).getTime();
  let units = Math.floor(first.until(now, { largestUnit: unit })[unit] / step) + 2;
  while (units >= 0 && begins(units) > at) units -= 1;
  if (units < 0) return null;
  if ((unit !== 'days' && unit !== 'hours') || restrictions.length === 0)
    return unit === 'days' ? Math.floor(units / size) : units;
  // Only units in which anybody can be on duty use up a turn.
  const hours = unit === 'days' ? 24 : size;
  let counted = 0;
  for (let one = 0; one <= units; one += 1) if (isUsed(restrictions, first, one * hours, hours)) counted += 1;
  return counted === 0 ? null : Math.floor((counted - 1) / (unit === 'days' ? size : 1));
} // prettier-ignore

/** Whether any quarter of an hour of a unit is within a window, by the clock on the wall. */
function isUsed(windows: readonly Window[], first: Temporal.PlainDateTime, after: number, hours: number): boolean {
  if (hours >= 168) return true;
  const week = 7 * 96;
  const begins = (first.dayOfWeek - 1) * 96 + first.hour * 4 + first.minute / 15 + after * 4;
  for (let quarter = begins; quarter < begins + hours * 4; quarter += 1)
    if (openQuarters(windows).has(quarter % week)) return true;
  return false;
}

const known = new WeakMap<readonly Window[], ReadonlySet<number>>();

const quarterOf = (time: string): number => Number(time.slice(0, 2)) * 4 + Number(time.slice(3)) / 15;

/** The quarters of an hour since Monday in which a window is open. */
function openQuarters(windows: readonly Window[]): ReadonlySet<number> {
  const found = known.get(windows);
  if (found !== undefined) return found;
  const open = new Set<number>();
  for (const { days, from, to } of windows) {
    for (const day of days) {
      const length = quarterOf(to) - quarterOf(from) + (quarterOf(to) <= quarterOf(from) ? 96 : 0);
      for (let one = 0; one < length; one += 1)
        open.add((weekdays.indexOf(day) * 96 + quarterOf(from) + one) % (7 * 96));
    }
  }
  known.set(windows, open);
  return open;
}
