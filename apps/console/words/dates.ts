import type { Words } from './words.js';

/** The viewer's IANA zone, for example `America/Toronto`. */
export const viewerZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** With the zone named: for the hover and for screen readers. */
export function fullMoment(instant: string, words: Words): string {
  const format = new Intl.DateTimeFormat(words.locale, { dateStyle: 'full', timeStyle: 'long' });
  return `${format.format(new Date(instant))} (${viewerZone()})`;
}

/** Day and time as a row shows them; the day alone is left out when it is today. */
export function shortMoment(instant: string, words: Words, now: number): string {
  const date = new Date(instant);
  const time = new Intl.DateTimeFormat(words.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    date,
  );
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'short' }).format(date)} ${time}`;
}

/** Time to the second, as a timeline needs it; digits alone, which are the same in both languages. */
export function exactTime(instant: string): string {
  const date = new Date(instant);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

export function longDay(instant: string, words: Words): string {
  return new Intl.DateTimeFormat(words.locale, { dateStyle: 'full' }).format(new Date(instant));
}

/** A calendar day (`2027-02-28`), which is the same day in every zone. */
export function calendarDay(day: string, words: Words): string {
  const format = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : format.format(date);
}
