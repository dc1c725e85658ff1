import { describe, expect, it } from 'vitest';
import { addDays, instantOf, wallTime } from './zoned.js';

const toronto = 'America/Toronto';

describe('the time of a zone', () => {
  it.each([
    { what: 'in winter', wall: '2027-01-10T09:00', instant: '2027-01-10T14:00:00.000Z' },
    { what: 'in summer', wall: '2027-07-10T09:00', instant: '2027-07-10T13:00:00.000Z' },
    { what: 'on the day of a change, before it', wall: '2027-03-14T01:30', instant: '2027-03-14T06:30:00.000Z' },
    { what: 'on the day of a change, after it', wall: '2027-03-14T09:00', instant: '2027-03-14T13:00:00.000Z' },
    { what: 'that a change skips', wall: '2027-03-14T02:30', instant: '2027-03-14T07:30:00.000Z' },
    { what: 'that comes twice: the first', wall: '2027-11-07T01:30', instant: '2027-11-07T05:30:00.000Z' },
    { what: 'after the one that comes twice', wall: '2027-11-07T03:00', instant: '2027-11-07T08:00:00.000Z' },
  ])('is found $what', ({ wall, instant }) => {
    expect(instantOf(wall, toronto)?.toISOString()).toBe(instant);
  });

  it('is read as clocks show it', () => {
    expect(wallTime(new Date('2027-03-14T07:30:00Z'), toronto)).toBe('2027-03-14T03:30');
    expect(wallTime(new Date('2027-01-01T05:00:00Z'), toronto)).toBe('2027-01-01T00:00');
    expect(instantOf('no time', toronto)).toBeNull();
    expect(addDays('2027-02-27', 2)).toBe('2027-03-01');
  });
});
