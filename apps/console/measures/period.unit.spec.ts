import { describe, expect, it } from 'vitest';
import type { MeasurePeriods } from '#contracts';
import { readPeriodSearch, resolvePeriod } from './period.js';

const now = Date.parse('2027-10-20T12:00:00Z');
const known: MeasurePeriods = [
  {
    kind: 'election',
    key: 'by:1',
    name: { en: 'One', fr: 'Une' },
    from: '2027-10-01T06:00:00.000Z',
    to: '2027-10-19T06:00:00.000Z',
  },
  {
    kind: 'window',
    key: 'by:1',
    name: { en: 'One', fr: 'Une' },
    from: '2027-10-01T06:00:00.000Z',
    to: '2027-11-19T07:00:00.000Z',
  },
];
const midnight = (year: number, month: number, day: number) => new Date(year, month - 1, day).toISOString();

describe('the period in the address', () => {
  it.each([
    ['seven days without', {}, ['2027-10-13T12:00:00.000Z', '2027-10-20T12:00:00.000Z']],
    ['thirty days', { period: '30d' }, ['2027-09-20T12:00:00.000Z', '2027-10-20T12:00:00.000Z']],
    [
      'an election, whatever its key',
      { period: 'election:by:1' },
      ['2027-10-01T06:00:00.000Z', '2027-10-19T06:00:00.000Z'],
    ],
    ['its window', { period: 'window:by:1' }, ['2027-10-01T06:00:00.000Z', '2027-11-19T07:00:00.000Z']],
    [
      'days, the last one included',
      { period: 'custom', from: '2027-10-04', to: '2027-10-04' },
      [midnight(2027, 10, 4), midnight(2027, 10, 5)],
    ],
    [
      'days over the end of a year',
      { period: 'custom', from: '2026-12-31', to: '2027-01-01' },
      [midnight(2026, 12, 31), midnight(2027, 1, 2)],
    ],
    ['an election that is gone', { period: 'election:none' }, null],
    ['no days', { period: 'custom' }, null],
    ['days not filled in', { period: 'custom', from: '', to: '' }, null],
    ['a day that is none', { period: 'custom', from: '2027-02-30', to: '2027-03-02' }, null],
    ['the last day first', { period: 'custom', from: '2027-03-03', to: '2027-03-01' }, null],
    ['more than 400 days', { period: 'custom', from: '2026-01-01', to: '2027-03-01' }, null],
    ['no day at all', { period: '0d' }, null],
  ])('%s', (_, search, expected) => {
    const period = resolvePeriod(search, known, now);
    expect(period === null ? null : [period.from, period.to]).toEqual(expected);
  });

  it.each([
    [
      { period: '7d', from: '2027-10-01', to: 'tomorrow', other: 1 },
      { period: '7d', from: '2027-10-01' },
    ],
    [{ period: 'javascript:alert(1)' }, {}],
    [{ period: 7 }, {}],
  ])('of %j keeps what is a period', (search, kept) => {
    expect(readPeriodSearch(search)).toEqual(kept);
  });
});
