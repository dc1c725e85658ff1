import {
  compileSchedule,
  deleteBetween,
  gapsBetween,
  mergeTemporary,
  onDutyAt,
  type Override,
  personShifts,
  shiftsBetween,
  swapState,
  type Temporary,
  trimEnd,
  trimStart,
} from '#domain';
import { type Answer, instant } from './oncall-case.js';
import {
  type GivenSpan,
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

const told = (temporary: Temporary | null) =>
  temporary === null
    ? null
    : {
        start: temporary.from,
        end: temporary.to,
        shifts: temporary.shifts.map(({ from, to, person }) => ({ user: person, start: from, end: to })),
      };

export const changeCases: Readonly<Record<string, Answer>> = {
  'override.users_at': ({
    on_call: people,
    overrides,
  }: {
    readonly on_call: readonly string[];
    readonly overrides: readonly GivenOverride[];
  }) => {
    const schedule = { key: 'case', layers: [always('all', people, 'UTC')], overrides: overrides.map(overrideOf) };
    return { users: together([schedule], instant('2026-01-01T00:00:00Z')) };
  },
  'override.users_over_time': ({
    on_call: people,
    overrides,
    samples,
  }: Samples & { readonly on_call: readonly string[]; readonly overrides: readonly GivenOverride[] }) => {
    const schedule = { key: 'case', layers: [always('all', people, 'UTC')], overrides: overrides.map(overrideOf) };
    return {
      samples: samples.map(({ at }) => ({
        at: instant(at),
        users: onDutyAt(compileSchedule(schedule), instant(at)).people,
      })),
    };
  },
  'override.segments': ({
    shifts,
    overrides,
    scope,
  }: {
    readonly shifts: readonly GivenShift[];
    readonly overrides: readonly (GivenSpan & {
      readonly from: string;
      readonly to: string;
      readonly scope?: string;
    })[];
    readonly scope?: string | null;
  }) => {
    // Elsewhere an override may be for one policy only; here it is for one schedule, and no other sees it.
    const here = overrides.filter((one) => one.scope === undefined || one.scope === scope);
    const all = here.map((given): Override => ({
      ...span(given),
      kind: 'replace',
      person: given.to,
      replaces: given.from,
    }));
    const found = shiftsBetween(compileSchedule(planned(shifts, all)), longest(shifts).from, longest(shifts).to);
    return {
      segments: found.flatMap(({ people, from, to, because }) =>
        people.map((user) => ({ user, start: from, end: to, substituted: because === 'override' })),
      ),
    };
  },
  'swap.segments': ({
    shifts,
    swap,
    from,
    to,
  }: {
    readonly shifts: readonly (GivenSpan & { readonly users: readonly string[] })[];
    readonly swap: GivenSpan & { readonly from_user: string; readonly taken_by: string | null };
    readonly from: string;
    readonly to: string;
  }) => {
    const single = shifts.flatMap((shift) => shift.users.map((user) => ({ start: shift.start, end: shift.end, user })));
    const taken: readonly Override[] =
      swap.taken_by === null
        ? []
        : [{ ...span(swap), kind: 'replace', person: swap.taken_by, replaces: swap.from_user }];
    const end =
      shifts
        .map((shift) => shift.end)
        .filter((one) => one <= to || shifts.some((shift) => shift.end === one && shift.start < to))
        .toSorted()
        .at(-1) ?? to;
    const found = shiftsBetween(compileSchedule(planned(single, taken)), instant(from), instant(end));
    return {
      segments: found
        .filter(({ people }) => people.length > 0)
        .map(({ people, from: start, to: until, because }) => ({
          start,
          end: until,
          users: people,
          swap: because === 'override',
        })),
    };
  },
  'swap.status': ({
    starts_in_days: days,
    taken_by: takenBy,
    deleted,
  }: {
    readonly starts_in_days: number;
    readonly taken_by: string | null;
    readonly deleted: boolean;
  }) => {
    const now = instant('2026-01-05T09:30:00Z');
    const state = swapState({ from: new Date(now.getTime() + days * 86_400_000), takenBy, withdrawn: deleted }, now);
    const theirs = { offered: 'open', taken: 'taken', withdrawn: 'deleted', expired: 'past_due' }[state];
    return { status: theirs, can_be_taken: state === 'offered' };
  },
  'shifts.gaps': ({
    shifts,
    from,
    to,
  }: {
    readonly shifts: readonly GivenShift[];
    readonly from: string;
    readonly to: string;
  }) => ({
    gaps: gapsBetween(compileSchedule(planned(shifts)), instant(from), instant(to)).map((gap) => ({
      start: gap.from,
      end: gap.to,
    })),
  }),
  'shifts.group': ({ segments }: { readonly segments: readonly GivenShift[] }) => ({
    shifts: personShifts(
      shiftsBetween(compileSchedule(planned(segments)), longest(segments).from, longest(segments).to),
    ).map(({ person, from, to }) => ({ user: person, start: from, end: to })),
  }),
  'shifts.current_next': ({ shifts, now }: { readonly shifts: readonly GivenShift[]; readonly now: string }) => {
    const { people, next } = onDutyAt(compileSchedule(planned(shifts)), instant(now));
    return { current: people[0] ?? null, next: next?.people[0] ?? null };
  },
  'temporary.trim_end': ({ temporary, at }: { readonly temporary: GivenTemporary; readonly at: string }) => ({
    temporary: told(trimEnd(temporaryOf(temporary), instant(at))),
  }),
  'temporary.trim_start': ({ temporary, at }: { readonly temporary: GivenTemporary; readonly at: string }) => ({
    temporary: told(trimStart(temporaryOf(temporary), instant(at))),
  }),
  'temporary.merge': ({ temporary }: { readonly temporary: readonly GivenTemporary[] }) => ({
    temporary: mergeTemporary(temporary.map(temporaryOf)).map(told),
  }),
  'temporary.delete_between': ({
    temporary,
    from,
    to,
  }: {
    readonly temporary: readonly GivenTemporary[];
    readonly from: string;
    readonly to: string;
  }) => ({
    temporary: deleteBetween(temporary.map(temporaryOf), instant(from), instant(to)).map(told),
  }),
};

function longest(shifts: readonly GivenSpan[]): { readonly from: Date; readonly to: Date } {
  const starts = shifts.map(({ start }) => instant(start).getTime());
  const ends = shifts.map(({ end }) => instant(end).getTime());
  return { from: new Date(Math.min(...starts)), to: new Date(Math.max(...ends)) };
}
