import { dayMs } from '../calendar/zone-clock.js';
import type { CompiledSchedule } from './compile-schedule.js';
import type { OnDuty, Shift } from './schedule.js';
import { samePeople, type Tile } from './tiles.js';

/** A change that is further away than this is not looked for. */
const horizon = 400 * dayMs;

/** Who is on duty at an instant, until when, and who comes after. */
export function onDutyAt(schedule: CompiledSchedule, at: Date): OnDuty {
  const now = schedule.tileAt(at.getTime());
  const limit = at.getTime() + horizon;
  const change = nextTile(schedule, now, limit, (tile) => !samePeople(tile.people, now.people));
  const next =
    change === null || change.people.length > 0
      ? change
      : nextTile(schedule, change, limit, ({ people }) => people.length > 0);
  return {
    people: now.people,
    because: now.because,
    ...(now.layer !== undefined && { layer: now.layer }),
    until: change === null ? null : new Date(change.from),
    next: next === null ? null : { people: next.people, from: new Date(next.from) },
  };
}

/**
 * The shifts that cover `from` (included) until `to` (excluded) without gap or overlap, cut at both ends. Empty when `to` is not
 * after `from`. A time in which nobody is on duty is a shift of no people.
 */
export function shiftsBetween(schedule: CompiledSchedule, from: Date, to: Date): readonly Shift[] {
  const shifts: Shift[] = [];
  for (let at = from.getTime(); at < to.getTime();) {
    const tile = schedule.tileAt(at);
    const end = Math.min(tile.to, to.getTime());
    const last = shifts.at(-1);
    const { people, because, layer } = tile;
    // What is worked out piece by piece is one shift all the same.
    if (last?.because === because && last.layer === layer && samePeople(last.people, people)) {
      shifts[shifts.length - 1] = { ...last, to: new Date(end) };
    } else {
      shifts.push({ people, from: new Date(at), to: new Date(end), because, ...(layer !== undefined && { layer }) });
    }
    at = end;
  }
  return shifts;
}

/** When nobody is on duty between two instants. */
export function gapsBetween(
  schedule: CompiledSchedule,
  from: Date,
  to: Date,
): readonly { readonly from: Date; readonly to: Date }[] {
  const gaps: { from: Date; to: Date }[] = [];
  for (const shift of shiftsBetween(schedule, from, to)) {
    if (shift.people.length === 0) gaps.push({ from: shift.from, to: shift.to });
  }
  return gaps;
}

function nextTile(schedule: CompiledSchedule, from: Tile, limit: number, isIt: (tile: Tile) => boolean): Tile | null {
  for (let tile = schedule.tileAt(from.to); ; tile = schedule.tileAt(tile.to)) {
    if (tile.from > limit) return null;
    if (isIt(tile)) return tile;
  }
}
