import type { CompiledSchedule } from '../roster/compile-schedule.js';
import { coverage, type Hole } from '../roster/coverage.js';

const dayMs = 86_400_000;
/** How far ahead holes are looked for. */
export const coverAheadMs = 14 * dayMs;

/** A time with too few people, whoever they are. */
export interface CoverHole {
  readonly from: Date;
  readonly to: Date;
}

/**
 * The holes of the coming days, and one that is open now. The look begins at a whole day before: the hole of this night has the
 * same beginning at every look, and is one finding.
 */
export function comingHoles(
  schedules: readonly CompiledSchedule[],
  reachable: (person: string, at: Date) => boolean,
  now: Date,
  windowEnd: Date,
): readonly CoverHole[] {
  const from = new Date(Math.floor(now.getTime() / dayMs) * dayMs - dayMs);
  const to = new Date(Math.min(now.getTime() + coverAheadMs, windowEnd.getTime()));
  if (to <= now) return [];
  const cover = coverage(schedules, reachable, from, to);
  return cover.outcome === 'covered' ? [] : joined(cover.holes).filter((hole) => hole.to > now);
}

/** Holes that follow each other at once are one: that another person is alone makes no difference. */
function joined(holes: readonly Hole[]): readonly CoverHole[] {
  const found: CoverHole[] = [];
  for (const { from, to } of holes) {
    const last = found.at(-1);
    if (last?.to.getTime() === from.getTime()) found[found.length - 1] = { from: last.from, to };
    else found.push({ from, to });
  }
  return found;
}
