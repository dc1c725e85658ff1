import { compileSchedule, coverage, gapsBetween } from '#domain';
import { type Answer, instant } from './oncall-case.js';
import { planned } from './planned.js';

interface RepeatedShift {
  readonly start: string;
  readonly duration_seconds: number;
  readonly every_days: number;
  readonly user_valid: boolean;
  readonly until?: string;
}

const day = 86_400_000;

export const healthCases: Readonly<Record<string, Answer>> = {
  /** A shift of somebody who cannot be reached is a hole in the cover that is no gap in the schedule. */
  'schedule.health': (given: {
    readonly now: string;
    readonly days_ahead: number;
    readonly shifts: readonly RepeatedShift[];
  }) => {
    const now = instant(given.now);
    const end = new Date(now.getTime() + given.days_ahead * day);
    const shifts = given.shifts.flatMap((shift, place) => {
      const until = Math.min(end.getTime() + day, shift.until === undefined ? Infinity : Date.parse(shift.until));
      const user = `${shift.user_valid ? 'valid' : 'invalid'} ${place}`;
      const starts: number[] = [];
      for (let at = Date.parse(shift.start); at < until; at += shift.every_days * day) starts.push(at);
      return starts.map((at) => ({
        user,
        start: new Date(at).toISOString(),
        end: new Date(Math.min(at + shift.duration_seconds * 1_000, until)).toISOString(),
      }));
    });
    const schedule = compileSchedule(planned(shifts));
    const gaps = gapsBetween(schedule, now, end);
    const cover = coverage([schedule], (person) => !person.startsWith('invalid'), now, end, 1);
    const holes = cover.outcome === 'holes' ? cover.holes : [];
    const isGap = (from: Date) => gaps.some((gap) => gap.from <= from && from < gap.to);
    return { has_gaps: gaps.length > 0, has_empty_shifts: holes.some(({ from }) => !isGap(from)) };
  },
};
