import type { Severity } from '../incident/index.js';
import { nextAllowed, type ThrottleRule } from './throttle.js';

/** A phone that never stops is put away: so many pages go out one by one, and the next ones together. */
const oneByOne: ThrottleRule = { count: 9, perMs: 5 * 60_000 };
const together: ThrottleRule = { count: 1, perMs: 60_000 };

/** How far back the pages of a person matter for the next one, in milliseconds. */
export const gatheringMs = oneByOne.perMs;
/** How many of them say all that there is to know. */
export const gatheringCount = oneByOne.count;

export type Telling =
  { readonly tell: 'alone' } | { readonly tell: 'together'; /** With all that waits by then. */ readonly at: Date };

/**
 * How a page is told to somebody who was paged at the instants `earlier`, and told of several at once at `toldTogether`. A
 * critical one is never held back and always speaks for itself; any other waits a minute at most.
 */
export function tellPage(
  severity: Severity,
  earlier: readonly Date[],
  toldTogether: readonly Date[],
  now: Date,
): Telling {
  if (severity === 'critical') return { tell: 'alone' };
  const mayBeAlone = nextAllowed([oneByOne], earlier, now) <= now;
  return mayBeAlone ? { tell: 'alone' } : { tell: 'together', at: nextAllowed([together], toldTogether, now) };
}
