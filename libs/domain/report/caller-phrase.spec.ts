import { expect, it } from 'vitest';
import { makeCallerPhrase } from './caller-phrase.js';

const all = Array.from({ length: 256 }, (_, byte) => makeCallerPhrase(Uint8Array.of(byte, 0, 255)));
const first = (phrase: string) => phrase.split(', ')[0] ?? '';

it('says the same three things in both languages, the same for the same bytes', () => {
  expect(makeCallerPhrase(Uint8Array.of(0, 7, 56, 9))).toEqual({
    en: 'maple, kettle, drum',
    fr: 'érable, bouilloire, tambour',
  });
});

it('chooses evenly among 64 nouns in each language, each of which is a word to say aloud', () => {
  for (const language of ['en', 'fr'] as const) {
    const words = all.map((phrase) => first(phrase[language]));
    expect(new Set(words).size).toBe(64);
    expect(words.every((word) => words.filter((other) => other === word).length === 4)).toBe(true);
    expect(words.every((word) => /^\p{Ll}{2,13}$/u.test(word))).toBe(true);
  }
});

it('does not make a phrase of too few bytes', () => {
  expect(() => makeCallerPhrase(Uint8Array.of(1, 2))).toThrow(RangeError);
});
