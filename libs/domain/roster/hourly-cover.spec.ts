import { describe, expect, test } from 'vitest';
import { hourlyCover } from './hourly-cover.js';
import type { Shift } from './schedule.js';

const zone = 'America/Edmonton';
const shift = (from: string, to: string, ...people: string[]) =>
  ({ people, from: new Date(from), to: new Date(to), because: 'layer' }) as unknown as Shift;
const cell = (cover: ReturnType<typeof hourlyCover>, weekday: number, hour: number) => cover[weekday * 24 + hour];

describe('who was on duty in each hour of the week', () => {
  test('Monday at midnight comes first, in the zone', () => {
    // 2027-10-04 is a Monday; midnight in Edmonton is 06:00 UTC.
    const [from, to] = ['2027-10-04T06:00:00Z', '2027-10-04T08:30:00Z'];
    const cover = hourlyCover(
      [shift(from, '2027-10-04T07:15:00Z', 'a'), shift('2027-10-04T07:15:00Z', to, 'a', 'b')],
      new Date(from),
      new Date(to),
      zone,
    );
    expect(cover).toHaveLength(168);
    expect(cell(cover, 0, 0)).toEqual({ weekday: 0, hour: 0, hours: 1, people: 1 });
    expect(cell(cover, 0, 1)).toEqual({ weekday: 0, hour: 1, hours: 1, people: 1.75 });
    expect(cell(cover, 0, 2)).toEqual({ weekday: 0, hour: 2, hours: 0.5, people: 2 });
    expect(cell(cover, 0, 3)).toMatchObject({ hours: 0, people: null });
    expect(cell(cover, 6, 23)).toMatchObject({ hours: 0, people: null });
  });

  test('nobody on duty is a shift of no people', () => {
    const [from, to] = ['2027-10-10T05:00:00Z', '2027-10-10T06:00:00Z'];
    const cover = hourlyCover([shift(from, to)], new Date(from), new Date(to), zone);
    expect(cell(cover, 5, 23)).toMatchObject({ hours: 1, people: 0 });
  });

  test.each([
    ['an hour that is repeated counts twice', '2027-11-07T06:00:00Z', 2],
    ['an hour that is skipped does not count', '2027-03-14T07:00:00Z', 0],
  ])('%s', (_, midnight, hours) => {
    const from = new Date(midnight);
    const to = new Date(from.getTime() + 6 * 3_600_000);
    const cover = hourlyCover([shift(midnight, to.toISOString(), 'a')], from, to, zone);
    // Clocks go back at 02:00 to 01:00, and forward at 02:00 to 03:00.
    expect(cell(cover, 6, hours === 2 ? 1 : 2)?.hours).toBe(hours);
    expect(cover.reduce((sum, one) => sum + one.hours, 0)).toBe(6);
  });
});
