import { Temporal } from 'temporal-polyfill';

/**
 * The instant at which clocks in a zone show a wall reading. A reading that occurs twice (clocks go back) is its first
 * occurrence; one that never occurs (clocks go forward) is the first instant after the gap, so a 02:30 handoff happens at
 * 03:00 that night and not at 03:30.
 */
export function instantOf(wall: Temporal.PlainDateTime, zone: string): Date {
  const compatible = wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (compatible.toPlainDateTime().equals(wall)) return new Date(compatible.epochMilliseconds);
  const beforeGap = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const afterGap = beforeGap.getTimeZoneTransition('next') ?? compatible;
  return new Date(afterGap.epochMilliseconds);
}

/** What clocks in a zone show at an instant. */
export function wallTime(instant: Date, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
}

/** The first instant of a calendar day in a zone: midnight, or the end of the gap where clocks skip midnight. */
export function startOfDay(day: Temporal.PlainDate, zone: string): Date {
  return instantOf(day.toPlainDateTime(), zone);
}

/** The calendar day on which an instant falls in a zone, `YYYY-MM-DD`. */
export function localDay(instant: Date, zone: string): string {
  return wallTime(instant, zone).toPlainDate().toString();
}

/** Whether text is an existing day written `YYYY-MM-DD`. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Whether this is an IANA zone that calendars know, such as `America/Edmonton`. Fixed offsets are none: they have no clock changes. */
export function isZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** The calendar day some days after another, both `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
