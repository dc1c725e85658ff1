import { Temporal } from 'temporal-polyfill';
import { instantOf } from './local-time.js';

/** A wall reading (`2027-03-14T09:00:00`, or a day alone for its beginning) some days later, as an instant in a zone; null when it is none. */
export function instantOfReading(reading: string, zone: string, daysLater = 0): Date | null {
  try {
    return instantOf(Temporal.PlainDateTime.from(reading, { overflow: 'reject' }).add({ days: daysLater }), zone);
  } catch {
    return null;
  }
}
