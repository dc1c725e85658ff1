import { describe, expect, it } from 'vitest';
import { walkMarks, zoomRange } from './walk-marks.js';

const counts = [3, 0, 2];
const place = (at: readonly [number, number] | null) => (at === null ? null : { series: at[0], mark: at[1] });

describe('going through the marks of a plot with the keyboard', () => {
  it.each([
    ['the first key finds the first mark', null, 'ArrowRight', [0, 0]],
    ['right', [0, 0], 'ArrowRight', [0, 1]],
    ['right at the end', [0, 2], 'ArrowRight', [0, 2]],
    ['left at the beginning', [0, 0], 'ArrowLeft', [0, 0]],
    ['the end', [0, 0], 'End', [0, 2]],
    ['the beginning', [0, 2], 'Home', [0, 0]],
    ['down, over a series without marks, to one that is shorter', [0, 2], 'ArrowDown', [2, 1]],
    ['up', [2, 1], 'ArrowUp', [0, 1]],
    ['down from the last series', [2, 1], 'ArrowDown', [2, 1]],
    ['up from the first series', [0, 1], 'ArrowUp', [0, 1]],
    ['a mark that is no longer there', [0, 9], 'ArrowRight', [0, 2]],
    ['a key that means nothing here', [0, 1], 'a', null],
  ] as const)('%s', (_, from, key, to) => {
    expect(walkMarks(place(from), key, counts)).toEqual(place(to));
  });

  it('leads nowhere in a plot without marks', () => {
    expect(walkMarks(null, 'ArrowRight', [0, 0])).toBeNull();
  });
});

describe('zooming', () => {
  it.each([
    [{ start: 0, end: 100 }, 0.5, { start: 25, end: 75 }],
    [{ start: 25, end: 75 }, 2, { start: 0, end: 100 }],
    [{ start: 80, end: 100 }, 2, { start: 60, end: 100 }],
    [{ start: 0, end: 10 }, 2, { start: 0, end: 20 }],
    [{ start: 0, end: 100 }, 2, { start: 0, end: 100 }],
  ])('from %j by %d to %j', (seen, factor, shown) => {
    expect(zoomRange(seen, factor)).toEqual(shown);
  });
});
