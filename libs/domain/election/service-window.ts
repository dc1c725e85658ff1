import { Temporal } from 'temporal-polyfill';
import { startOfDay } from '../calendar/local-time.js';

export interface ElectionDay {
  /** `YYYY-MM-DD` in the zone. */
  readonly pollingDay: string;
  /** IANA zone of the district. */
  readonly zone: string;
}

export interface ServiceWindow {
  /** The last day on which the hotline answers, `YYYY-MM-DD` in the election's zone. */
  readonly lastDay: string;
  /** The first instant at which the hotline no longer answers: local midnight at the end of the last day. */
  readonly closesAt: Date;
}

/**
 * The window "until one month after the election". Months are counted as the Interpretation Act (R.S.C. 1985, c. I-21)
 * counts them: s. 28 takes the day with the same number in the following month, or that month's last day where there is
 * none; s. 27(3) includes the day that "until" names. The end is a calendar day, so a clock change in between shifts nothing.
 */
export function serviceWindow(election: ElectionDay & { readonly anchorMonths: number }): ServiceWindow {
  const lastDay = Temporal.PlainDate.from(election.pollingDay).add(
    { months: election.anchorMonths },
    { overflow: 'constrain' },
  );
  return { lastDay: lastDay.toString(), closesAt: startOfDay(lastDay.add({ days: 1 }), election.zone) };
}

/** When the last of several windows ends; null when there is none. A general election ends with its westernmost zone. */
export function closesAt(windows: readonly ServiceWindow[]): Date | null {
  if (windows.length === 0) return null;
  return new Date(Math.max(...windows.map((window) => window.closesAt.getTime())));
}

/** Whether the hotline answers: while any window lasts. Without any window it is closed. */
export function isOpen(windows: readonly ServiceWindow[], now: Date): boolean {
  return windows.some((window) => now.getTime() < window.closesAt.getTime());
}

/**
 * When polls close, taken as the end of polling day in the district's zone. Polls close some hours earlier by statute; the
 * rules only ask how near they are in days, and the later instant errs on the side of treating an incident as urgent.
 */
export function pollsCloseAt(election: ElectionDay): Date {
  return startOfDay(Temporal.PlainDate.from(election.pollingDay).add({ days: 1 }), election.zone);
}
