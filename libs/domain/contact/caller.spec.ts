import { expect, it } from 'vitest';
import { hasOwnNumber } from './caller.js';

it.each([
  ['+16135550150', true],
  ['+33612345678', true],
  ['+266696687', false],
  ['+7378742833', false],
  ['+2562533', false],
  ['+8656696', false],
  ['+86282452253', false],
  ['anonymous', false],
  ['6135550150', false],
  ['+1', false],
  ['', false],
  [null, false],
])('takes %s for a number of somebody’s own: %s', (sender, expected) => {
  expect(hasOwnNumber(sender)).toBe(expected);
});
