import { assert, constantFrom, array, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alike, fingerprint, isRepetition, likeness } from './fingerprint.js';

const report =
  'Bonjour, depuis ce matin la page Facebook de notre candidate publie des liens vers une fausse collecte de dons et personne de l’équipe ne peut plus se connecter au compte.';

const ticket = (id: number) => `Ticket ${id}: see https://phish.example/login?id=${id} for the details of your account`;
const form = (id: number) =>
  `Our office mailbox number ${id} sends mail that nobody of us wrote since this morning at nine`;

describe('the fingerprint of a text', () => {
  test.each([
    ['case and punctuation', report.toUpperCase().replaceAll(',', ' -- ')],
    ['accents', report.normalize('NFD').replace(/\p{M}/gu, '')],
    ['white space', report.replaceAll(' ', ' \r\n\t ')],
  ])('is the same whatever the %s', (_, text) => {
    expect(fingerprint(text).exact).toBe(fingerprint(report).exact);
  });

  test('is the same whatever the numbers and the tail of a link', () => {
    expect(fingerprint(ticket(1)).exact).toBe(fingerprint(ticket(20_417)).exact);
    expect(fingerprint(ticket(1)).numbers).not.toBe(fingerprint(ticket(2)).numbers);
  });

  test('stays near when a word or two are changed in a text of some length', () => {
    const other = report.replace('ce matin', 'hier soir');
    expect(likeness(fingerprint(report), fingerprint(other))).toBeGreaterThan(0.6);
    const bands = new Set(fingerprint(report).bands);
    expect(fingerprint(other).bands.some((band) => bands.has(band))).toBe(true);
  });

  test('is far from that of another report of the same kind', () => {
    const other =
      'Hello, our candidate’s Facebook page was taken over during the night, whoever has it now posts links to a donation page that is not ours, and we cannot sign in.';
    expect(alike(fingerprint(report), fingerprint(other))).toBe(false);
  });

  test('never makes short words alike: they are nobody’s in particular', () => {
    expect(isRepetition(fingerprint('My account is hacked'), fingerprint('My account is hacked'))).toBe(false);
    expect(alike(fingerprint('My account is hacked'), fingerprint('My page is hacked'))).toBe(false);
  });

  test('tells two filled-in forms apart by their numbers', () => {
    expect(alike(fingerprint(form(1)), fingerprint(form(2)))).toBe(true);
    expect(isRepetition(fingerprint(form(1)), fingerprint(form(2)))).toBe(false);
    expect(isRepetition(fingerprint(form(1)), fingerprint(form(1)))).toBe(true);
  });

  test('is taken of any text, always the same, and is alike to itself', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        const print = fingerprint(text);
        expect(fingerprint(text)).toEqual(print);
        expect(alike(print, print)).toBe(true);
        expect(print.bands).toHaveLength(4);
      }),
    );
  });

  test('of random words is alike to none other', () => {
    const words = array(
      constantFrom(...'alpha beta gamma delta page mail vote party leader phone lost seen today'.split(' ')),
      {
        minLength: 30,
        maxLength: 60,
      },
    );
    assert(
      property(words, words, (one, other) => {
        const shared = likeness(fingerprint(one.join(' ')), fingerprint(other.join(' ')));
        return one.join(' ') === other.join(' ') || shared < 0.8;
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
