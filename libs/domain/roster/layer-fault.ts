import { isCalendarDay, isZone } from '../calendar/local-time.js';

/** `month-anchor`: turns of months that begin on a day which not every month has. */
export type LayerFault = 'zone-unknown' | 'day-unknown' | 'month-anchor';

/**
 * Why a rotation cannot be planned; null when it can. A turn of months from the 29th, 30th or 31st would have to begin on
 * another day in a shorter month, and everybody expects a different one: so it is refused, and not guessed.
 */
export function layerFault(layer: {
  readonly zone: string;
  readonly startsOn: string;
  readonly every: object;
}): LayerFault | null {
  if (!isZone(layer.zone)) return 'zone-unknown';
  if (!isCalendarDay(layer.startsOn)) return 'day-unknown';
  return 'months' in layer.every && Number(layer.startsOn.slice(8)) > 28 ? 'month-anchor' : null;
}
