import {
  compileSchedule,
  onDutyAt,
  type Override,
  type Rotation,
  type Schedule,
  type Temporary,
  type Window,
} from '#domain';
import { instant } from './oncall-case.js';

export interface GivenSpan {
  readonly start: string;
  readonly end: string;
}
export type GivenShift = GivenSpan & { readonly user: string };
export interface GivenTemporary extends GivenSpan {
  readonly shifts: readonly GivenShift[];
}
export type GivenOverride = Partial<GivenSpan> & { readonly add?: string; readonly remove?: string };
export interface Samples {
  readonly samples: readonly { readonly at: string }[];
}

export const span = ({ start, end }: GivenSpan) => ({ from: instant(start), to: instant(end) });
export const shiftOf = (shift: GivenShift) => ({ ...span(shift), person: shift.user });
const longAgo = new Date('1990-01-01T00:00:00Z');
const farAhead = new Date('2090-01-01T00:00:00Z');

/** Shifts that are written down one by one. */
export function planned(shifts: readonly GivenShift[], overrides: readonly Override[] = []): Schedule {
  const all = shifts.map(shiftOf);
  const from = new Date(Math.min(...all.map((shift) => shift.from.getTime())));
  const to = new Date(Math.max(...all.map((shift) => shift.to.getTime())));
  return { key: 'case', layers: [], overrides, temporary: all.length === 0 ? [] : [{ from, to, shifts: all }] };
}

export function overrideOf({ start, end, add, remove }: GivenOverride): Override {
  const when = {
    from: start === undefined ? longAgo : instant(start),
    to: end === undefined ? farAhead : instant(end),
  };
  if (add === undefined) return { ...when, kind: 'remove', person: remove ?? '' };
  return remove === undefined
    ? { ...when, kind: 'add', person: add }
    : { ...when, kind: 'replace', person: add, replaces: remove };
}

/** Always on duty by it, within windows where there are any. */
export function always(
  name: string,
  people: readonly string[],
  zone: string,
  restrictions?: readonly Window[],
): Rotation {
  const common = { name, participants: [people], zone, startsOn: '1990-01-01', handoffAt: '00:00', every: { days: 1 } };
  return restrictions === undefined ? common : { ...common, restrictions };
}

/** Elsewhere all rules that hold name people together; here each layer of people who are on at once is a schedule. */
export function together(schedules: readonly Schedule[], at: Date): readonly string[] {
  const people = schedules.flatMap((schedule) => onDutyAt(compileSchedule(schedule), at).people);
  return [...new Set(people)].toSorted();
}

export const temporaryOf = (given: GivenTemporary): Temporary => ({
  ...span(given),
  shifts: given.shifts.map(shiftOf),
});
