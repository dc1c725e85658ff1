import type { Words } from './words.js';

const parts = new Map<string, Intl.DateTimeFormat>();

/** What clocks in a zone show at an instant, as `2027-10-03T03:10`. */
export function wallTime(instant: Date, zone: string): string {
  let format = parts.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    parts.set(zone, format);
  }
  const of = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${of['year']}-${of['month']}-${of['day']}T${of['hour']}:${of['minute']}`;
}

/**
 * The instant at which clocks in a zone show a time; null for what is no time. A reading that a clock change skips is as long
 * after the change as it says; a repeated one is its first occurrence.
 */
export function instantOf(wall: string, zone: string): Date | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (at: number) => Date.parse(`${wallTime(new Date(at), zone)}Z`) - at;
  const [before, after] = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)];
  const shown = [asUtc - before, asUtc - after].filter((at) => at + offsetAt(at) === asUtc);
  return new Date(shown.length === 0 ? asUtc - before : Math.min(...shown));
}

/** Calendar days from `2027-10-03`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Day and time in a zone: `Sun, Oct 3, 03:10`. */
export function zonedMoment(instant: string, zone: string, words: Words): string {
  const format = new Intl.DateTimeFormat(words.locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(new Date(instant));
}

export function zonedTime(instant: string, zone: string): string {
  return wallTime(new Date(instant), zone).slice(11);
}
