/**
 * Milliseconds to wait after each failed attempt. Quick at first, since a carrier's hiccup must not cost a page its minutes;
 * the escalation climbs on meanwhile, and the next contact method is tried at once.
 */
const delays = [2_000, 5_000, 15_000, 60_000, 300_000, 900_000] as const;

/** What follows the attempt with this number (1 for the first) when it has failed. */
export function retryDelay(
  attempt: number,
): { readonly outcome: 'retry'; readonly afterMs: number } | { readonly outcome: 'give-up' } {
  const afterMs = delays[Math.max(1, Math.trunc(attempt)) - 1];
  return afterMs === undefined ? { outcome: 'give-up' } : { outcome: 'retry', afterMs };
}
