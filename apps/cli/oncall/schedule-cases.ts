import {
  compileSchedule,
  coverState,
  onDutyAt,
  type Override,
  personShifts,
  type Rotation,
  type Schedule,
  shiftsBetween,
  type TurnLength,
  wallTime,
  type Window,
} from '#domain';
import { type GivenWindow, windowOf } from './clock-cases.js';
import { type Answer, type DayCode, everyDay, instant, NotOurs, weekdayNamed } from './oncall-case.js';
import {
  type GivenShift,
  type GivenTemporary,
  type GivenOverride,
  type Samples,
  span,
  planned,
  overrideOf,
  always,
  together,
  temporaryOf,
} from './planned.js';

interface Ruled {
  readonly tz: string;
  readonly rules: readonly { readonly window: GivenWindow; readonly user: string }[];
  readonly overrides?: readonly GivenOverride[];
  readonly temporary?: readonly GivenTemporary[];
  readonly history?: unknown;
}

function ruled({ tz, rules, overrides = [], temporary = [] }: Ruled): readonly Schedule[] {
  const all = overrides.map(overrideOf);
  return rules.map(({ window, user }, index) => ({
    key: `rule ${index}`,
    layers: [always(user, [user], tz, [windowOf(window)])],
    // Somebody is added once, whichever rule holds; who is removed or replaced is so on all of them.
    overrides: all.filter(({ kind }) => kind !== 'add' || index === 0),
    temporary: temporary.map(temporaryOf),
  }));
}

interface GivenLayer {
  readonly participants: readonly string[];
  readonly start: string;
  readonly first_handoff: string;
  readonly interval: { readonly unit: 'hour' | 'day' | 'week' | 'month'; readonly count: number };
  readonly only_daily?: { readonly from: string; readonly to: string };
  readonly only_weekly?: readonly { readonly from: string; readonly to: string }[];
}

/** The turn before the first handoff is the first one. */
function layerOf(layer: GivenLayer, zone: string, index: number): Rotation {
  const { unit, count } = layer.interval;
  const handoff = wallTime(instant(layer.first_handoff), zone);
  const isAtStart = layer.first_handoff === layer.start;
  const first = isAtStart ? handoff : handoff.subtract({ [`${unit}s`]: count });
  if (unit === 'month' && handoff.day > 28)
    throw new NotOurs('months from the 29th to 31st are refused: which day a shorter month has is a guess');
  const restrictions = windowsOf(layer);
  return {
    name: `layer ${index}`,
    participants: layer.participants,
    zone,
    startsOn: first.toPlainDate().toString(),
    handoffAt: first.toPlainTime().toString({ smallestUnit: 'minute' }),
    every: { [`${unit}s`]: count } as unknown as TurnLength,
    ...(restrictions.length > 0 && { restrictions }),
  };
}

function windowsOf({ only_daily: daily, only_weekly: weekly = [] }: GivenLayer): readonly Window[] {
  if (daily !== undefined) return [{ days: everyDay, from: daily.from, to: daily.to }];
  return weekly.flatMap(({ from, to }) => {
    const [firstDay, opens = '00:00'] = from.split(' ');
    const [lastDay, closes = '00:00'] = to.split(' ');
    const first = everyDay.indexOf(weekdayNamed(firstDay as DayCode));
    const days = (everyDay.indexOf(weekdayNamed(lastDay as DayCode)) - first + 7) % 7;
    if (days === 0) return [{ days: [everyDay[first] ?? 'monday'], from: opens, to: closes }];
    // Longer than a day: a window for each of its days, which join.
    return Array.from({ length: days + 1 }, (_, day) => ({
      days: [everyDay[(first + day) % 7] ?? 'monday'],
      from: day === 0 ? opens : '00:00',
      to: day === days ? closes : '00:00',
    })).filter((window, day) => day < days || window.to !== '00:00');
  });
}

interface Prioritised {
  readonly shifts: readonly (GivenShift & { readonly priority: number })[];
  readonly overrides: readonly (GivenShift & { readonly priority: number })[];
  readonly from: string;
  readonly to: string;
}

/** Explicit shifts of one priority as layers: a layer for each stretch of time, of all who share it. */
function layersOf(shifts: readonly GivenShift[], name: string): readonly Rotation[] {
  const ends = [...new Set(shifts.flatMap(({ start, end }) => [start, end]))].toSorted();
  return ends.slice(0, -1).flatMap((start, index) => {
    const end = ends[index + 1] ?? start;
    const people = shifts.filter((shift) => shift.start <= start && shift.end >= end).map(({ user }) => user);
    const startsOn = start.slice(0, 10);
    const rotation = {
      name,
      participants: [people],
      zone: 'UTC',
      startsOn,
      handoffAt: start.slice(11, 16),
      every: { hours: 744 },
    };
    return people.length === 0 ? [] : [{ ...rotation, endsOn: instant(end) }];
  });
}

export const scheduleCases: Readonly<Record<string, Answer>> = {
  'layer.user_at': (
    given: Samples & {
      readonly tz: string;
      readonly layers: readonly GivenLayer[];
      readonly next_user?: readonly { readonly at: string }[];
      readonly next_cover_from?: { readonly at: string };
    },
  ) => {
    const layers = given.layers.map((layer, index) => layerOf(layer, given.tz, index)).toReversed();
    const compiled = compileSchedule({ key: 'case', layers, overrides: [] });
    const next = (at: string) => ({
      at: instant(at),
      user: onDutyAt(compiled, instant(at)).next?.people[0],
      start: onDutyAt(compiled, instant(at)).next?.from,
    });
    return {
      samples: given.samples.map(({ at }) => ({
        at: instant(at),
        user: onDutyAt(compiled, instant(at)).people[0] ?? null,
      })),
      next_user: given.next_user?.map(({ at }) => next(at)),
      next_cover_from: given.next_cover_from === undefined ? undefined : next(given.next_cover_from.at),
    };
  },
  'schedule.users_at': (given: Ruled & Samples) => ({
    samples: given.samples.map(({ at }) => ({ at: instant(at), users: together(ruled(given), instant(at)) })),
  }),
  'schedule.shifts': (given: Ruled & { readonly from: string; readonly to: string }) => {
    if (given.history !== undefined)
      throw new NotOurs('a schedule is the plan; who was on duty is in the record and is not added to it');
    const [from, to] = [instant(given.from), instant(given.to)];
    const found = ruled(given).flatMap((schedule) => {
      const compiled = compileSchedule(schedule);
      const stays = onDutyAt(compiled, to).people;
      const shifts = personShifts(shiftsBetween(compiled, from, to));
      return shifts.map((one) => ({ ...one, truncated: one.to >= to && stays.includes(one.person) }));
    });
    return {
      shifts: found
        .toSorted((a, b) => a.from.getTime() - b.from.getTime() || a.person.localeCompare(b.person))
        .map(({ person, from: start, to: end, truncated }) => ({ user: person, start, end, truncated })),
    };
  },
  'schedule.final': ({ shifts, overrides, from, to }: Prioritised) => {
    const priorities = [...new Set(shifts.map(({ priority }) => priority))].toSorted((a, b) => a - b);
    const layers = priorities.flatMap((one) =>
      layersOf(
        shifts.filter(({ priority }) => priority === one),
        `priority ${one}`,
      ),
    );
    const later = overrides
      .toSorted((a, b) => a.priority - b.priority)
      .map((one): Override => ({ ...span(one), person: one.user }));
    const found = shiftsBetween(compileSchedule({ key: 'case', layers, overrides: later }), instant(from), instant(to));
    const gaps = found
      .filter(({ people }) => people.length === 0)
      .map((gap) => ({ person: null, from: gap.from, to: gap.to, isOverride: false }));
    const shiftsOf = (isOverride: boolean) =>
      personShifts(
        found.map((one) => ((one.because === 'override') === isOverride ? one : { ...one, people: [] })),
      ).map((one) => ({ ...one, isOverride }));
    return {
      segments: [...gaps, ...shiftsOf(false), ...shiftsOf(true)]
        .toSorted((a, b) => a.from.getTime() - b.from.getTime() || String(a.person).localeCompare(String(b.person)))
        .map(({ person, from: start, to: end, isOverride }) => ({ start, end, user: person, override: isOverride })),
    };
  },
  'schedule.coverage': ({
    from,
    days,
    weekly,
    tz,
  }: {
    readonly from: string;
    readonly days: number;
    readonly tz: string;
    readonly weekly: readonly { readonly days: readonly DayCode[]; readonly start: string; readonly hours: number }[];
  }) => {
    const windows = weekly.map((one) => ({
      days: one.days.map(weekdayNamed),
      from: one.start,
      to: `${String((Number(one.start.slice(0, 2)) + one.hours) % 24).padStart(2, '0')}:00`,
    }));
    const schedule = compileSchedule({
      key: 'case',
      layers: windows.map((window, index) => always(`shift ${index}`, ['a'], tz, [window])),
      overrides: [],
    });
    const start = instant(from);
    return {
      uncovered_percent: Math.round(
        100 * (1 - coverState(schedule, start, new Date(start.getTime() + days * 86_400_000)).ratio),
      ),
    };
  },
  'coverage.state': ({
    now,
    to,
    layers,
    people,
    shifts,
  }: {
    readonly now: string;
    readonly to: string;
    readonly layers: number;
    readonly people: number;
    readonly shifts: readonly GivenShift[];
  }) => {
    const state = coverState(compileSchedule(planned(shifts)), instant(now), instant(to));
    const covered = state.isCoveredNow ? 'covered' : 'uncovered_now';
    return {
      status: layers === 0 ? 'no_layers' : people === 0 ? 'no_people' : covered,
      coverage_ratio: state.ratio,
      uncovered_seconds: state.uncovered / 1_000,
    };
  },
  'roster.by_day': ({
    groups,
    start,
    days,
    length_days: length,
    frequency,
    interval,
    tz,
    by_day: byDay,
  }: {
    readonly groups: readonly number[];
    readonly start: string;
    readonly days: readonly DayCode[] | null;
    readonly length_days: number;
    readonly frequency: 'daily' | 'weekly' | 'monthly';
    readonly interval: number;
    readonly tz: string;
    readonly by_day: Readonly<Record<string, string>>;
  }) => {
    const letters = 'ABCDEFGHIJ'.split('');
    const people = groups.map((size) => letters.splice(0, size));
    const unit = { daily: 'days', weekly: 'weeks', monthly: 'months' }[frequency];
    const anchor =
      frequency === 'weekly' ? mondayOf(start) : frequency === 'monthly' ? `${start.slice(0, 8)}01` : start;
    const windows =
      days === null ? {} : { restrictions: [{ days: days.map(weekdayNamed), from: '00:00', to: '00:00' }] };
    const layer: Rotation = {
      name: 'case',
      participants: people,
      zone: tz,
      startsOn: anchor,
      handoffAt: '00:00',
      every: { [unit]: interval } as unknown as TurnLength,
      ...windows,
    };
    const compiled = compileSchedule({ key: 'case', layers: [layer], overrides: [] });
    const all = Array.from({ length }, (_, day) => new Date(Date.parse(`${start}T12:00:00Z`) + day * 86_400_000));
    const found = all
      .map((at) => [at.toISOString().slice(0, 10), onDutyAt(compiled, at).people.join('')] as const)
      .filter(([, who]) => who !== '');
    const isAll = found.length === Object.keys(byDay).length;
    return { by_day: isAll ? Object.fromEntries(found) : null };
  },
};

function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}
