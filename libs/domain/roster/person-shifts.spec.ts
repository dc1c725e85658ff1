import { expect, test } from 'vitest';
import { layerFault } from './layer-fault.js';
import { personShifts } from './person-shifts.js';

const at = (hour: number) => new Date(Date.UTC(2027, 0, 1, hour));

test('whoever stays while others come and go has one shift', () => {
  const shifts = [
    { people: ['a', 'b'], from: at(0), to: at(6) },
    { people: ['a'], from: at(6), to: at(8) },
    { people: [], from: at(8), to: at(9) },
    { people: ['a', 'c'], from: at(9), to: at(12) },
  ];
  expect(personShifts(shifts)).toEqual([
    { person: 'a', from: at(0), to: at(8) },
    { person: 'b', from: at(0), to: at(6) },
    { person: 'a', from: at(9), to: at(12) },
    { person: 'c', from: at(9), to: at(12) },
  ]);
});

test.each([
  [{ zone: 'America/Toronto', startsOn: '2027-01-28', every: { months: 1 } }, null],
  [{ zone: 'America/Toronto', startsOn: '2027-01-29', every: { months: 1 } }, 'month-anchor'],
  [{ zone: 'America/Toronto', startsOn: '2027-01-31', every: { weeks: 1 } }, null],
  [{ zone: 'Mars/Olympus', startsOn: '2027-01-01', every: { days: 1 } }, 'zone-unknown'],
  [{ zone: 'UTC', startsOn: '2027-02-30', every: { days: 1 } }, 'day-unknown'],
])('a layer %j is at fault: %s', (layer, fault) => {
  expect(layerFault(layer)).toBe(fault);
});
