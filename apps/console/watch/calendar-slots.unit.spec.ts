import { describe, expect, it, test } from 'vitest';
import { daysAround } from './calendar-days.js';
import {
  carried,
  choiceOf,
  inLines,
  lengthOf,
  placeIn,
  slotAt,
  slotBeside,
  slotsOf,
  stretchOf,
} from './calendar-slots.js';

const zone = 'America/Edmonton';
const hour = 3_600_000;
const at = (text: string) => Date.parse(text);

describe('the slots of a day', () => {
  it.each([
    ['an ordinary day', '2027-06-02', 24],
    ['the day on which clocks go forward', '2027-03-14', 23],
    ['the day on which clocks go back', '2027-11-07', 25],
  ])('of %s are %s: %i hours', (_, day, hours) => {
    const slots = slotsOf(daysAround(day, 'day', zone), 60);
    expect(slots).toHaveLength(hours + 1);
    expect((slots.at(-1) ?? 0) - (slots[0] ?? 0)).toBe(hours * hour);
  });

  it('begin anew at each midnight, where clocks change by half an hour too', () => {
    const days = daysAround('2027-04-04', 'week', 'Australia/Lord_Howe');
    const slots = slotsOf(days, 60);
    for (const { from } of days) expect(slots).toContain(at(from));
  });
});

describe('a choice', () => {
  const days = daysAround('2027-06-02', 'week', zone);
  const slots = slotsOf(days, 60);
  const tenOn = (day: string) => slotAt(slots, at(`${day}T16:00:00Z`));

  test('made backwards is the same time', () => {
    expect(stretchOf(slots, { anchor: 12, head: 10 })).toEqual(stretchOf(slots, { anchor: 10, head: 12 }));
    expect(lengthOf(stretchOf(slots, { anchor: 10, head: 12 }))).toBe('3 h');
  });

  test('of a time that was chosen is that time', () => {
    const chosen = { from: at('2027-06-02T16:00:00Z'), to: at('2027-06-02T20:00:00Z') };
    expect(stretchOf(slots, choiceOf(slots, chosen))).toEqual(chosen);
  });

  it.each([
    ['ArrowRight', '2027-06-02T17:00:00Z'],
    ['ArrowLeft', '2027-06-02T15:00:00Z'],
    ['ArrowDown', '2027-06-03T16:00:00Z'],
    ['ArrowUp', '2027-06-01T16:00:00Z'],
    ['Home', '2027-06-02T06:00:00Z'],
    ['End', '2027-06-03T05:00:00Z'],
  ])('goes by %s to %s', (key, to) => {
    expect(new Date(slots[slotBeside(slots, tenOn('2027-06-02'), key, zone) ?? -1] ?? 0).toISOString()).toBe(
      new Date(to).toISOString(),
    );
  });

  test('stays within what is shown', () => {
    const last = slots.length - 2;
    expect(slotBeside(slots, 0, 'ArrowLeft', zone)).toBe(0);
    expect(slotBeside(slots, last, 'ArrowRight', zone)).toBe(last);
    expect(slotBeside(slots, last, 'ArrowDown', zone)).toBe(last);
    expect(slotBeside(slots, last, 'End', zone)).toBe(last);
    expect(slotBeside(slots, 3, 'ArrowUp', zone)).toBe(0);
    expect(slotBeside(slots, 3, 'x', zone)).toBeNull();
  });

  test('keeps the reading of the clock over a change of clocks', () => {
    const autumn = slotsOf(daysAround('2027-11-07', 'two-weeks', zone), 60);
    const before = slotAt(autumn, at('2027-11-06T16:00:00Z'));
    const after = slotBeside(autumn, before, 'ArrowDown', zone) ?? -1;
    expect(new Date(autumn[after] ?? 0).toISOString()).toBe('2027-11-07T17:00:00.000Z');
  });
});

test.each([
  ['move', 2 * hour, [12, 16]],
  ['from', 2 * hour, [12, 14]],
  ['from', 9 * hour, [13, 14]],
  ['to', -9 * hour, [10, 11]],
  ['to', hour, [10, 15]],
] as const)('a time carried by its %s over %i ms keeps an hour at least', (grip, by, [from, to]) => {
  expect(carried({ from: 10 * hour, to: 14 * hour }, grip, by, hour)).toEqual({ from: from * hour, to: to * hour });
});

test('what is shown of a time is the part that falls within', () => {
  expect(placeIn({ from: 0, to: 100 }, { from: -50, to: 25 })).toEqual({ left: 0, width: 25 });
  expect(placeIn({ from: 0, to: 100 }, { from: 50, to: 500 })).toEqual({ left: 50, width: 50 });
  expect(placeIn({ from: 0, to: 100 }, { from: 100, to: 500 })).toBeNull();
});

test('what overlaps stands in lines of its own, what only touches in one', () => {
  const [a, b, c] = [
    { from: 0, to: 10 },
    { from: 5, to: 15 },
    { from: 10, to: 20 },
  ];
  expect(inLines([a, b, c])).toEqual([[a, c], [b]]);
});
