import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageWords, countdown, durationWords } from './age.js';
import { en } from './words.en.js';
import { fr } from './words.fr.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const seconds = (text: string | null) => (text ?? '0').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('an age', () => {
  test.each([
    [-5 * second, '0 s', '0 s'],
    [0, '0 s', '0 s'],
    [59_999, '59 s', '59 s'],
    [minute, '1 min', '1 min'],
    [hour - 1, '59 min', '59 min'],
    [hour, '1 h 00', '1 h 00'],
    [2 * hour + 5 * minute, '2 h 05', '2 h 05'],
    [day, '1 d', '1 j'],
    [3 * day + 4 * hour + 59 * minute, '3 d 4 h', '3 j 4 h'],
  ])('of %d ms reads %s in English and %s in French', (age, english, french) => {
    expect(plain(ageWords(age, en))).toBe(english);
    expect(plain(ageWords(age, fr))).toBe(french);
  });

  test('never breaks over two lines', () => {
    fc.assert(
      fc.property(fc.integer(), (age) => {
        expect(ageWords(age, en)).not.toContain(' ');
      }),
    );
  });
});

test.each([
  [48 * second, '48 s'],
  [4 * minute + 10 * second, '4 min 10 s'],
  [5 * minute, '5 min'],
  [2 * hour, '2 h 00'],
])('a duration of %d ms reads %s', (duration, expected) => {
  expect(plain(durationWords(duration, en))).toBe(expected);
});

describe('a countdown', () => {
  test.each([
    [3 * minute + 12 * second, '3:12'],
    [hour + 2 * minute + 12 * second, '1:02:12'],
    [1_999, '0:01'],
    [999, null],
    [0, null],
    [-minute, null],
    [Number.NaN, null],
  ])('of %d ms reads %s', (left, expected) => {
    expect(countdown(left)).toBe(expected);
  });

  test('never gains time while it runs', () => {
    fc.assert(
      fc.property(fc.nat(2 * day), fc.nat(2 * day), (a, b) => {
        expect(seconds(countdown(Math.min(a, b)))).toBeLessThanOrEqual(seconds(countdown(Math.max(a, b))));
      }),
    );
  });
});
