import type { CompiledSchedule } from './compile-schedule.js';
import { gapsBetween, onDutyAt } from './on-duty.js';

export interface CoverState {
  readonly isCoveredNow: boolean;
  /** Milliseconds between the two instants in which nobody is on duty. */
  readonly uncovered: number;
  /** The share of the time in which somebody is, from 0 to 1. */
  readonly ratio: number;
}

/** How well a schedule covers the time from `now` (included) until `to` (excluded), its end as much as its beginning. */
export function coverState(schedule: CompiledSchedule, now: Date, to: Date): CoverState {
  const uncovered = gapsBetween(schedule, now, to).reduce((sum, gap) => sum + gap.to.getTime() - gap.from.getTime(), 0);
  const isCoveredNow = onDutyAt(schedule, now).people.length > 0;
  return { isCoveredNow, uncovered, ratio: 1 - uncovered / (to.getTime() - now.getTime()) };
}
