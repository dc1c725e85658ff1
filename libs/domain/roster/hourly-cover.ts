import { hourMs, ZoneClock } from '../calendar/zone-clock.js';
import type { Shift } from './schedule.js';

/** One hour of the week in a zone: how much of it there was in a period, and how many people were on duty then. */
export interface HourCover {
  /** Monday is 0. */
  readonly weekday: number;
  readonly hour: number;
  /** How many such hours the period has; parts count as parts. */
  readonly hours: number;
  /** People on duty, on average; null when the period has no such hour. */
  readonly people: number | null;
}

/**
 * The 168 hours of the week between two instants, from Monday at midnight, with who was on duty in them. `shifts` cover the
 * period without gap, in order. An hour that a clock change repeats counts twice, one that it skips not at all.
 */
export function hourlyCover(shifts: readonly Shift[], from: Date, to: Date, zone: string): readonly HourCover[] {
  const clock = ZoneClock.of(zone);
  const length = Array.from({ length: 168 }, () => 0);
  const worked = Array.from({ length: 168 }, () => 0);
  let place = 0;
  for (let at = from.getTime(); at < to.getTime();) {
    const end = Math.min(nextQuarter(at), to.getTime());
    const cell = hourOfWeek(clock.readingAt(at));
    length[cell] = (length[cell] ?? 0) + end - at;
    while ((shifts[place]?.to.getTime() ?? Infinity) <= at) place += 1;
    for (let next = place; (shifts[next]?.from.getTime() ?? Infinity) < end; next += 1) {
      const shift = shifts[next];
      if (shift === undefined) break;
      const together = Math.min(shift.to.getTime(), end) - Math.max(shift.from.getTime(), at);
      worked[cell] = (worked[cell] ?? 0) + together * shift.people.length;
    }
    at = end;
  }
  return length.map((all, cell) => ({
    weekday: Math.floor(cell / 24),
    hour: cell % 24,
    hours: all / hourMs,
    people: all === 0 ? null : (worked[cell] ?? 0) / all,
  }));
}

/** Zones are away from UTC by quarters of an hour at the finest. */
const quarterMs = hourMs / 4;

/** The end of the quarter of an hour that an instant is in: no hour of any zone ends within one. */
function nextQuarter(at: number): number {
  return (Math.floor(at / quarterMs) + 1) * quarterMs;
}

/** A reading begins on a Thursday. */
function hourOfWeek(reading: number): number {
  return (Math.floor(reading / hourMs) + 3 * 24) % 168;
}
