import { dayMs, midnightOf, timeOfDayMs, weekdayOf, weekdays, ZoneClock } from '../calendar/zone-clock.js';
import type { Window } from './rotation.js';

/** From an instant (included) until another (excluded), in epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * When windows are open between two instants, joined where they touch, in order. Each end is a wall-clock reading looked up in
 * the zone: on the night of a clock change a window is an hour shorter or longer.
 */
export function openBetween(windows: readonly Window[], zone: string, { from, to }: Span): readonly Span[] {
  const clock = ZoneClock.of(zone);
  // A window that began on the day before may reach into the time asked about.
  const firstDay = midnightOf(clock.readingAt(from)) - dayMs;
  const lastDay = midnightOf(clock.readingAt(to));
  const found: Span[] = [];
  for (let day = firstDay; day <= lastDay; day += dayMs) {
    const name = weekdays[weekdayOf(day)];
    for (const window of windows) {
      if (name === undefined || !window.days.includes(name)) continue;
      const [begins, ends] = [timeOfDayMs(window.from), timeOfDayMs(window.to)];
      const open = clock.instantOf(day + begins);
      const close = clock.instantOf(day + ends + (ends <= begins ? dayMs : 0));
      if (open < close && open < to && close > from)
        found.push({ from: Math.max(open, from), to: Math.min(close, to) });
    }
  }
  return join(found);
}

/** Spans in order, with those that overlap or touch made one. */
export function join(spans: readonly Span[]): readonly Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span });
  }
  return joined;
}
