import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { instantOf, readingOf, wallTime, weekdayOf, ZoneClock } from './index.js';

const zones = [
  'America/Toronto', 'America/St_Johns', 'America/Vancouver', 'America/Halifax', 'America/Regina', 'Europe/London',
  'Europe/Paris', 'Africa/Casablanca', 'Africa/Cairo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tehran', 'Australia/Sydney',
  'Australia/Lord_Howe', 'Pacific/Apia', 'Pacific/Chatham', 'Pacific/Auckland', 'America/Asuncion', 'America/Nuuk', 'UTC',
]; // prettier-ignore

describe('the clocks of a zone', () => {
  test('show at any instant what a calendar library says, and a reading is when it says', () => {
    const when = fc.date({
      min: new Date('2005-01-01T00:00Z'),
      max: new Date('2040-01-01T00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), when, (zone, instant) => {
        const clock = ZoneClock.of(zone);
        const wall = wallTime(instant, zone);
        const reading = Date.parse(`${wall.toString({ smallestUnit: 'millisecond' })}Z`);
        expect(clock.readingAt(instant.getTime())).toBe(reading);
        expect(clock.instantOf(reading)).toBe(instantOf(wall, zone).getTime());
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['America/Toronto', '2027-03-14', '02:30', '2027-03-14T07:00:00Z'],
    ['America/Toronto', '2027-11-07', '01:30', '2027-11-07T05:30:00Z'],
    ['Australia/Lord_Howe', '2027-10-03', '02:15', '2027-10-02T15:30:00Z'],
    // A whole day that never was.
    ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T10:00:00Z'],
    ['America/Nuuk', '2027-03-27', '23:30', '2027-03-28T01:00:00Z'],
  ])('in %s show %s %s at %s', (zone, day, time, instant) => {
    expect(new Date(ZoneClock.of(zone).instantOf(readingOf(day, time))).toISOString()).toBe(
      new Date(instant).toISOString(),
    );
  });

  test('name the days of the week as the calendar does', () => {
    for (let day = -1_000; day < 1_000; day += 1) {
      const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
      expect(weekdayOf(day * 86_400_000)).toBe(date.dayOfWeek - 1);
    }
  });
});
