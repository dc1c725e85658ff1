import type { ShiftView } from '#contracts';
import { addDays, instantOf } from '../words/zoned.js';

export const spans = ['day', 'week', 'two-weeks', 'month'] as const;
export type Span = (typeof spans)[number];

export interface DaySpan {
  /** `2027-10-03`. */
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

/** In days. */
const length = { day: 1, week: 7, 'two-weeks': 14 } as const;

const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
const monday = (day: string): string => addDays(day, -weekday(day));

/** The days that are shown around one: itself, or whole weeks from Monday. Each goes from midnight to midnight of the zone. */
export function daysAround(anchor: string, span: Span, zone: string): readonly DaySpan[] {
  const first = span === 'day' ? anchor : span === 'month' ? monday(`${anchor.slice(0, 7)}-01`) : monday(anchor);
  const next = step(anchor, 'month', 1);
  const count = span === 'month' ? Math.ceil((dayNumber(next) - dayNumber(first)) / 7) * 7 : length[span];
  const midnight = (day: string) => (instantOf(`${day}T00:00`, zone) ?? new Date(`${day}T00:00Z`)).toISOString();
  return Array.from({ length: count }, (_, place) => {
    const day = addDays(first, place);
    return { day, from: midnight(day), to: midnight(addDays(day, 1)) };
  });
}

/** The same place one span earlier or later; of a month its first day. */
export function step(anchor: string, span: Span, by: -1 | 1): string {
  if (span !== 'month') return addDays(anchor, length[span] * by);
  const [year = 1970, month = 1] = anchor.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}

/** The part of each shift that falls in a time; what only touches it is left out. */
export function shiftsIn(
  shifts: readonly ShiftView[],
  { from, to }: Pick<DaySpan, 'from' | 'to'>,
): readonly ShiftView[] {
  return shifts
    .filter((shift) => shift.from < to && shift.to > from)
    .map((shift) => ({
      ...shift,
      from: shift.from > from ? shift.from : from,
      to: shift.to < to ? shift.to : to,
    }));
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** The days week by week, as they are shown under each other. */
export function weeksOf(days: readonly DaySpan[]): readonly (readonly DaySpan[])[] {
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(7 * week, 7 * week + 7));
}
