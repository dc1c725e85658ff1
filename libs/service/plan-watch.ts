import { type CompiledSchedule, compileSchedule, type PersonShift, personShifts, shiftsBetween } from '#domain';
import type { Tx } from '#store';
import { loadSchedules, type StoredSchedule } from './load-schedules.js';

export interface PlannedSchedule extends StoredSchedule {
  readonly compiled: CompiledSchedule;
}

/** How far beyond a time one looks for the end of a shift that is on then: no turn is longer than this. */
export const longestShiftMs = 62 * 86_400_000;

/** Changes of the watch happen one after the other: what one of them checked still holds when it is written. */
export async function lockWatch(tx: Tx): Promise<void> {
  await tx.query('SELECT 1 FROM watch_version FOR NO KEY UPDATE');
}

/** Every schedule as it stands in this transaction, its own changes included. */
export async function planWatch(tx: Tx, since: Date): Promise<readonly PlannedSchedule[]> {
  const stored = await loadSchedules(tx, since);
  return stored.map((row) => ({ ...row, compiled: compileSchedule(row.schedule) }));
}

/** A person's shifts on one schedule that begin after `from` and before `to`, each to its own end. */
export function shiftsBeginning(compiled: CompiledSchedule, from: Date, to: Date): readonly PersonShift[] {
  // From a moment before, so that a shift which begins at `from` is told from one that was going on.
  const start = new Date(from.getTime() - 1);
  const found = personShifts(shiftsBetween(compiled, start, new Date(to.getTime() + longestShiftMs)));
  return found.filter((shift) => shift.from > start && shift.from < to);
}
