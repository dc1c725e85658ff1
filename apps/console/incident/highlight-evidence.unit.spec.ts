import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highlightEvidence } from './highlight-evidence.js';

const marked = (text: string, evidence: readonly string[]) =>
  highlightEvidence(text, evidence)
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ text: part, reasons }) => `${part}:${reasons.join('+')}`);

describe('the words that made a rule fire', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'We are locked out. It is STILL going out.',
      ['locked out', 'still going out'],
      ['locked out:0', 'STILL going out:1'],
    ],
    ['The password and the code', ['password … code'], ['password:0', 'code:0']],
    ['encoded code', ['code'], ['code:0']],
    ['mot de passe oublié', ['mot de passe', 'passe oublié'], ['mot de :0', 'passe:0+1', ' oublié:1']],
    ['nothing here', ['absent', '', ' … ', 'a'], []],
  ])('in “%s” for %j are %j', (text, evidence, expected) => {
    expect(marked(text, evidence)).toEqual(expected);
  });

  test('cut nothing from the text and add nothing to it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string()),
        fc.nat(20),
        fc.nat(20),
        (text, evidence, from, length) => {
          const stretches = highlightEvidence(text, [...evidence, text.slice(from, from + length)]);
          expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
        },
      ),
    );
  });

  test('of a hostile text are marked in bounded time', () => {
    const stretches = highlightEvidence(
      'ab '.repeat(7_000),
      Array.from({ length: 200 }, () => 'ab … ab … ab'),
    );
    expect(stretches.length).toBeLessThan(1_000);
  });
});
