import type { CompiledSchedule } from '../roster/compile-schedule.js';
import { coverage, type Hole } from '../roster/coverage.js';

const dayMs = 86_400_000;
/** How far ahead holes are looked for. */
export const coverAheadMs = 14 * dayMs;

/**
 * The holes of the coming days, and one that is open now. The look begins at a whole day before: the hole of this night has the
 * same beginning at every look, and is one finding.
 */
export function comingHoles(
  schedules: readonly CompiledSchedule[],
  reachable: (person: string, at: Date) => boolean,
  now: Date,
  windowEnd: Date,
): readonly Hole[] {
  const from = new Date(Math.floor(now.getTime() / dayMs) * dayMs - dayMs);
  const to = new Date(Math.min(now.getTime() + coverAheadMs, windowEnd.getTime()));
  if (to <= now) return [];
  const cover = coverage(schedules, reachable, from, to);
  return cover.outcome === 'covered' ? [] : cover.holes.filter((hole) => hole.to > now && hole.from < to);
}
