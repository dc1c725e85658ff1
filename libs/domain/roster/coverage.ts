import type { CompiledSchedule } from './compile-schedule.js';
import { shiftsBetween } from './on-duty.js';

export interface Hole {
  readonly from: Date;
  readonly to: Date;
  /** Who can be reached then: too few. */
  readonly people: readonly string[];
}

export type Coverage = { readonly outcome: 'covered' } | { readonly outcome: 'holes'; readonly holes: readonly Hole[] };

/**
 * Whether at every instant from `from` (included) until `to` (excluded) enough different people are on duty on any of the
 * schedules and can be reached. `reachable` is asked once for each person and shift, at its beginning.
 */
export function coverage(
  schedules: readonly CompiledSchedule[],
  reachable: (person: string, at: Date) => boolean,
  from: Date,
  to: Date,
  needed = 2,
): Coverage {
  const all = schedules.map((schedule) => shiftsBetween(schedule, from, to));
  const ends = [...new Set(all.flatMap((shifts) => shifts.map((shift) => shift.from.getTime())))].toSorted(
    (a, b) => a - b,
  );
  const places = all.map(() => 0);
  const holes: Hole[] = [];
  for (const [index, start] of (ends.length === 0 ? [from.getTime()] : ends).entries()) {
    const at = new Date(start);
    const people = new Set<string>();
    for (const [which, shifts] of all.entries()) {
      while ((shifts[(places[which] ?? 0) + 1]?.from.getTime() ?? Number.POSITIVE_INFINITY) <= start)
        places[which] = (places[which] ?? 0) + 1;
      for (const person of shifts[places[which] ?? 0]?.people ?? []) if (reachable(person, at)) people.add(person);
    }
    if (people.size >= needed) continue;
    const hole = { from: at, to: new Date(ends[index + 1] ?? to.getTime()), people: [...people].toSorted() };
    const last = holes.at(-1);
    const isSame = last?.to.getTime() === start && last.people.join() === hole.people.join();
    if (last !== undefined && isSame) holes[holes.length - 1] = { ...last, to: hole.to };
    else holes.push(hole);
  }
  return holes.length === 0 || from >= to ? { outcome: 'covered' } : { outcome: 'holes', holes };
}
