import type { Measures } from '#contracts';

/** What every plot of the page is given: the measures, and how its files are named. */
export interface Measured {
  readonly measures: Measures;
}

/** `time-to-acknowledge_2027-10-04_2027-10-11`: the calendar days in the measures' zone. */
export function fileNameOf(what: string, { from, to, zone }: Measures): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return `${what}_${day.format(new Date(from))}_${day.format(new Date(Date.parse(to) - 1))}`;
}

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
