import { describe, expect, test } from 'vitest';
import { closesAt, isOpen, pollsCloseAt, serviceWindow } from './index.js';

describe('the service window', () => {
  // The first is the Calgary Heritage by-election; the others meet short months, clock changes and half-hour zones.
  const vectors = [
    ['2023-07-24', 'America/Edmonton', '2023-08-24', '2023-08-25T06:00:00.000Z'],
    ['2025-04-28', 'America/Toronto', '2025-05-28', '2025-05-29T04:00:00.000Z'],
    ['2024-01-31', 'America/Toronto', '2024-02-29', '2024-03-01T05:00:00.000Z'],
    ['2023-01-30', 'America/Winnipeg', '2023-02-28', '2023-03-01T06:00:00.000Z'],
    ['2025-10-31', 'America/St_Johns', '2025-11-30', '2025-12-01T03:30:00.000Z'],
    ['2027-10-18', 'America/Vancouver', '2027-11-18', '2027-11-19T08:00:00.000Z'],
    ['2026-02-28', 'America/Toronto', '2026-03-28', '2026-03-29T04:00:00.000Z'],
  ] as const;
  test.each(vectors)(
    'after polling on %s in %s lasts through %s and closes at %s',
    (pollingDay, zone, lastDay, end) => {
      const window = serviceWindow({ pollingDay, zone, anchorMonths: 1 });
      expect({ lastDay: window.lastDay, closesAt: window.closesAt.toISOString() }).toEqual({ lastDay, closesAt: end });
    },
  );

  test('closes at the first instant of the next day where clocks skip midnight', () => {
    // Beirut went from 00:00 to 01:00 on 28 March 2021.
    const window = serviceWindow({ pollingDay: '2021-02-27', zone: 'Asia/Beirut', anchorMonths: 1 });
    expect(window.closesAt.toISOString()).toBe('2021-03-27T22:00:00.000Z');
  });

  test('is open until its last millisecond, and of several until the last one ends', () => {
    const east = serviceWindow({ pollingDay: '2027-10-18', zone: 'America/St_Johns', anchorMonths: 1 });
    const west = serviceWindow({ pollingDay: '2027-10-18', zone: 'America/Vancouver', anchorMonths: 1 });
    expect(closesAt([west, east])).toEqual(west.closesAt);
    expect(isOpen([east, west], new Date(west.closesAt.getTime() - 1))).toBe(true);
    expect(isOpen([east, west], west.closesAt)).toBe(false);
  });

  test('without an election there is no window', () => {
    expect(closesAt([])).toBeNull();
    expect(isOpen([], new Date(0))).toBe(false);
  });
});

test('polls are taken to close when polling day ends in the district', () => {
  expect(pollsCloseAt({ pollingDay: '2023-07-24', zone: 'America/Edmonton' }).toISOString()).toBe(
    '2023-07-25T06:00:00.000Z',
  );
});
