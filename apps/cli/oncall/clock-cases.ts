import { openBetween, readingOf, type Window, ZoneClock } from '#domain';
import { type Answer, type DayCode, instant, weekdayNamed } from './oncall-case.js';

export interface GivenWindow {
  readonly start: string;
  readonly end: string;
  readonly days: readonly DayCode[];
}

interface Samples<Sample> {
  readonly tz: string;
  readonly samples: readonly Sample[];
}

export function windowOf({ start, end, days }: GivenWindow): Window {
  return { days: days.map(weekdayNamed), from: start, to: end };
}

const hourMs = 3_600_000;
const week = 8 * 24 * hourMs;

/** The window that is open at an instant, else the next one. */
function windowAround(window: GivenWindow, zone: string, at: Date) {
  const time = at.getTime();
  const open = openBetween([windowOf(window)], zone, { from: time - week, to: time + week });
  return open.find(({ to }) => to > time) ?? null;
}

function eachWindow<T>(
  given: Samples<{ readonly at: string }> & { readonly window: GivenWindow },
  ask: (at: Date) => T,
) {
  return { samples: given.samples.map(({ at }) => ({ at: instant(at), ...ask(instant(at)) })) };
}

type WindowGiven = Samples<{ readonly at: string }> & { readonly window: GivenWindow };

const readingIn = (zone: string, text: string): number => ZoneClock.of(zone).readingAt(instant(text).getTime());

export const clockCases: Readonly<Record<string, Answer>> = {
  'clock.on_date': ({ tz, samples }: Samples<{ readonly date: string; readonly clock: string }>) => ({
    samples: samples.map(({ date, clock }) => ({
      date,
      clock,
      instant: new Date(ZoneClock.of(tz).instantOf(readingOf(date, clock))),
    })),
  }),
  'clock.add': ({ tz, samples }: Samples<{ readonly at: string; readonly add: string }>) => ({
    samples: samples.map(({ at, add }) => {
      const [hours = 0, minutes = 0] = add.replace('-', '').split(':').map(Number);
      const length = (hours * hourMs + minutes * 60_000) * (add.startsWith('-') ? -1 : 1);
      const clock = ZoneClock.of(tz);
      return {
        at: instant(at),
        add,
        instant: new Date(clock.instantOf(clock.readingAt(instant(at).getTime()) + length)),
      };
    }),
  }),
  'clock.hours_between': ({ tz, samples }: Samples<{ readonly from: string; readonly to: string }>) => ({
    samples: samples.map(({ from, to }) => {
      return {
        from: instant(from),
        to: instant(to),
        hours: Math.floor((readingIn(tz, to) - readingIn(tz, from)) / hourMs),
      };
    }),
  }),
  'window.active_at': (given: WindowGiven) =>
    eachWindow(given, (at) => {
      const open = windowAround(given.window, given.tz, at);
      return { active: open !== null && open.from <= at.getTime() };
    }),
  'window.start_at': (given: WindowGiven) =>
    eachWindow(given, (at) => {
      const open = windowAround(given.window, given.tz, at);
      return { start: open === null ? null : new Date(open.from) };
    }),
  'window.end_at': (given: WindowGiven) =>
    eachWindow(given, (at) => {
      const open = windowAround(given.window, given.tz, at);
      return { end: open === null ? null : new Date(open.to) };
    }),
};
