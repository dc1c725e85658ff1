import { describe, expect, test } from 'vitest';
import { addDays, isCalendarDay, isZone, localDay } from './index.js';

describe('calendar days and zones', () => {
  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2027-13-01', false],
    ['2027-1-1', false],
    ['+002027-01-01', false],
    ['2027-01-01T00:00', false],
    ['', false],
  ])('whether %j is a day: %s', (text, expected) => {
    expect(isCalendarDay(text)).toBe(expected);
  });

  test.each([
    ['America/Edmonton', true],
    ['UTC', true],
    ['America/Calgary', false],
    ['+05:00', false],
    ['', false],
    ['../etc/passwd', false],
  ])('whether %j is a zone: %s', (zone, expected) => {
    expect(isZone(zone)).toBe(expected);
  });

  test('an instant falls on different days in different zones', () => {
    const instant = new Date('2027-10-01T04:00:00Z');
    expect([localDay(instant, 'America/Edmonton'), localDay(instant, 'America/Toronto')]).toEqual([
      '2027-09-30',
      '2027-10-01',
    ]);
  });

  test('days are added over the end of a year and through 29 February', () => {
    expect(addDays('2027-12-25', 14)).toBe('2028-01-08');
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  });
});
