import { addDays, instantOf, wallTime } from '../words/zoned.js';
import type { DaySpan } from './calendar-days.js';

/** A time that somebody chooses in the calendar. Milliseconds since the epoch, `to` excluded. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Slots that are chosen, by their places: from where it began to where it has come, both included. */
export interface Choice {
  readonly anchor: number;
  readonly head: number;
}

/**
 * The beginnings of all slots of some days and, last, the end of the last one. A day is cut from its own midnight, so that one
 * of 23 or 25 hours has as many slots as it has time.
 */
export function slotsOf(days: readonly DaySpan[], minutes: number): readonly number[] {
  const slots = days.flatMap(({ from, to }) => {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    return Array.from({ length: Math.ceil((end - start) / (minutes * 60_000)) }, (_, place) => {
      return start + place * minutes * 60_000;
    });
  });
  const end = days.at(-1)?.to;
  return end === undefined ? [] : [...slots, Date.parse(end)];
}

/** The place of the slot in which an instant falls; of one before or after all of them the first or last. */
export function slotAt(slots: readonly number[], at: number): number {
  const next = slots.findIndex((start) => start > at);
  return Math.max(0, Math.min(next === -1 ? slots.length - 2 : next - 1, slots.length - 2));
}

export function stretchOf(slots: readonly number[], { anchor, head }: Choice): Stretch {
  return { from: slots[Math.min(anchor, head)] ?? 0, to: slots[Math.max(anchor, head) + 1] ?? 0 };
}

/** Which slots make up a time, from its beginning on. */
export function choiceOf(slots: readonly number[], { from, to }: Stretch): Choice {
  return { anchor: slotAt(slots, from), head: slotAt(slots, to - 1) };
}

/** By an arrow: one slot or, up and down, to the same reading of the clock on the day before or after. `null` for other keys. */
export function slotBeside(slots: readonly number[], place: number, key: string, zone: string): number | null {
  const last = slots.length - 2;
  const within = (to: number) => Math.max(0, Math.min(to, last));
  if (key === 'ArrowRight') return within(place + 1);
  if (key === 'ArrowLeft') return within(place - 1);
  const [day = '', time = ''] = wallTime(new Date(slots[place] ?? 0), zone).split('T');
  const on = (by: number, clock: string) =>
    slotAt(slots, instantOf(`${addDays(day, by)}T${clock}`, zone)?.getTime() ?? 0);
  if (key === 'ArrowDown') return on(1, time);
  if (key === 'ArrowUp') return on(-1, time);
  if (key === 'Home') return on(0, '00:00');
  if (key === 'End') return within(on(1, '00:00') - (isLastDay(slots, day, zone) ? 0 : 1));
  return null;
}

const isLastDay = (slots: readonly number[], day: string, zone: string): boolean =>
  day === wallTime(new Date((slots.at(-1) ?? 0) - 1), zone).slice(0, 10);

export type Grip = 'move' | 'from' | 'to';

/** A time taken by its middle or by an end and carried on by so many milliseconds. It keeps at least the length of one slot. */
export function carried({ from, to }: Stretch, grip: Grip, by: number, slotMs: number): Stretch {
  if (grip === 'move') return { from: from + by, to: to + by };
  if (grip === 'from') return { from: Math.min(from + by, to - slotMs), to };
  return { from, to: Math.max(to + by, from + slotMs) };
}

/** Where a time stands within another, in hundredths; null when they do not touch. */
export function placeIn(
  within: Stretch,
  { from, to }: Stretch,
): { readonly left: number; readonly width: number } | null {
  const [start, end] = [Math.max(from, within.from), Math.min(to, within.to)];
  if (start >= end) return null;
  const whole = within.to - within.from;
  return { left: (100 * (start - within.from)) / whole, width: (100 * (end - start)) / whole };
}

/** In as few lines as it takes for none of a line to overlap; each in the first line that has room, in the order given. */
export function inLines<T extends Stretch>(stretches: readonly T[]): readonly (readonly T[])[] {
  const lines: T[][] = [];
  for (const stretch of stretches) {
    const line = lines.find((others) => others.every(({ from, to }) => to <= stretch.from || from >= stretch.to));
    if (line === undefined) lines.push([stretch]);
    else line.push(stretch);
  }
  return lines;
}

/** As clocks tell a length: `26 h 30`. */
export function lengthOf({ from, to }: Stretch): string {
  const minutes = Math.round((to - from) / 60_000);
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')}`}`;
}
