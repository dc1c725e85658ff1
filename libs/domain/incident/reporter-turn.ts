/** What a reporter can say of the whole with one button. */
export const reporterTurns = ['worse', 'over'] as const;
export type ReporterTurn = (typeof reporterTurns)[number];

/** Somebody is woken at once by the first "it is getting worse", and not again for every further one, in minutes. */
export const quietMinutes = 15;
/** As often within 24 hours: who holds a stolen receipt cannot wear out the watch. */
export const wakesPerDay = 6;

/**
 * Whether "it is getting worse" wakes somebody; `earlier` are the times at which it did, in any order. What does not wake is
 * stored, shown and told all the same.
 */
export function worseWakes(earlier: readonly Date[], now: Date): boolean {
  const within = (minutes: number) => earlier.filter((at) => now.getTime() - at.getTime() < minutes * 60_000).length;
  return within(quietMinutes) === 0 && within(24 * 60) < wakesPerDay;
}
