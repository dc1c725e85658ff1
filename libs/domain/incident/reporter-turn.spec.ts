import { expect, test } from 'vitest';
import { worseWakes } from './reporter-turn.js';

const now = new Date('2027-10-01T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test.each([
  ['the first', [], true],
  ['one a moment later', [ago(0)], false],
  ['one just within the quiet time', [ago(14.9)], false],
  ['one just after it', [ago(15)], true],
  ['the sixth of a day', [ago(1_400), ago(600), ago(300), ago(100), ago(50)], true],
  ['the seventh of a day', [ago(1_439), ago(1_400), ago(600), ago(300), ago(100), ago(50)], false],
  ['one after a day', [ago(1_440), ago(1_440), ago(1_440), ago(1_440), ago(1_440), ago(1_440)], true],
])('%s: wakes somebody %s', (_name, earlier, wakes) => {
  expect(worseWakes(earlier, now)).toBe(wakes);
});
