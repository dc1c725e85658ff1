import { describe, expect, it } from 'vitest';
import { takeTurns } from './take-turns.js';

const at = (text: string) => new Date(text);

describe('a time divided among people', () => {
  it('goes round in their order, and ends when the time ends', () => {
    expect(takeTurns(at('2027-10-18T06:00:00Z'), at('2027-10-19T00:00:00Z'), 8, ['priya', 'daniel'])).toEqual([
      { from: '2027-10-18T06:00:00.000Z', to: '2027-10-18T14:00:00.000Z', person: 'priya' },
      { from: '2027-10-18T14:00:00.000Z', to: '2027-10-18T22:00:00.000Z', person: 'daniel' },
      { from: '2027-10-18T22:00:00.000Z', to: '2027-10-19T00:00:00.000Z', person: 'priya' },
    ]);
  });

  it.each([
    ['nobody', 8, []],
    ['no length', 0, ['priya']],
    ['a length that is no number', Number.NaN, ['priya']],
    ['a length below zero', -1, ['priya']],
    ['more turns than one request takes', 0.01, ['priya']],
  ])('is not divided with %s', (_why, hours, people) => {
    expect(takeTurns(at('2027-10-18T06:00:00Z'), at('2027-10-19T00:00:00Z'), hours, people)).toEqual([]);
  });

  it('is not divided when it ends before it begins', () => {
    expect(takeTurns(at('2027-10-19T00:00:00Z'), at('2027-10-18T00:00:00Z'), 8, ['priya'])).toEqual([]);
  });
});
