import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReferences, makeReference, parseReference, referenceAlphabet } from './reference.js';

const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });
const reference = bytes.filter((b) => b.filter((x) => x < 248).length >= 6).map(makeReference);
const symbol = fc.constantFrom(...Array.from(referenceAlphabet));

describe('a reference', () => {
  it('is written with 31 symbols, none of which is taken for another', () => {
    expect(new Set(referenceAlphabet).size).toBe(31);
    expect(referenceAlphabet).not.toMatch(/[ILO01]/);
  });

  it('is read back from every reference made', () => {
    fc.assert(
      fc.property(reference, (made) => {
        expect(made).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{3}$/);
        expect(parseReference(made)).toEqual({ outcome: 'valid', reference: made });
      }),
    );
  });

  it('catches every wrong character', () => {
    fc.assert(
      fc.property(reference, fc.nat(6), symbol, (made, at, other) => {
        const symbols = made.replace('-', '');
        fc.pre(symbols[at] !== other);
        expect(parseReference(symbols.slice(0, at) + other + symbols.slice(at + 1)).outcome).toBe('wrong-check');
      }),
      { numRuns: 2_000 },
    );
  });

  it('catches every swap of neighbours', () => {
    fc.assert(
      fc.property(reference, fc.nat(5), (made, at) => {
        const symbols = made.replace('-', '');
        fc.pre(symbols[at] !== symbols[at + 1]);
        const swapped = symbols.slice(0, at) + symbols[at + 1] + symbols[at] + symbols.slice(at + 2);
        expect(parseReference(swapped).outcome).toBe('wrong-check');
      }),
      { numRuns: 2_000 },
    );
  });

  it('uses every symbol equally often over all bytes', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 248; byte++) {
      const first = makeReference(new Uint8Array(6).fill(byte)).charAt(0);
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    for (let byte = 248; byte < 256; byte++)
      expect(() => makeReference(new Uint8Array(6).fill(byte))).toThrow(RangeError);
    expect(new Set(counts.values())).toEqual(new Set([8]));
  });

  const made = makeReference(Uint8Array.from([1, 20, 33, 4, 75, 6]));
  it.each([
    ['as written', made],
    ['in lower case', made.toLowerCase()],
    ['without its hyphen', made.replace('-', '')],
    ['with spaces', ` ${made.replace('-', ' ')} `],
    ['in brackets', `[${made}]`],
    ['letter by letter', Array.from(made.replace('-', '')).join(' ')],
  ])('is understood %s', (_, text) => {
    expect(parseReference(text)).toEqual({ outcome: 'valid', reference: made });
  });

  it.each([
    [''],
    ['K7Q4-MP'],
    ['O7Q4-MPX'],
    ['K7Q4-MPI'],
    ['1234-567'],
    ['K7Q4-MPXX'],
    ['é7Q4-MPX'],
    ['K'.repeat(10_000)],
  ])('is malformed when it reads %s', (text) => {
    expect(parseReference(text)).toEqual({ outcome: 'malformed' });
  });
});

describe('references in free text', () => {
  const a = makeReference(Uint8Array.from([9, 8, 7, 6, 5, 4]));
  const b = makeReference(Uint8Array.from([31, 50, 70, 90, 110, 130]));

  it.each([
    ['a subject', `RE: [VIGIL ${a}] Page Facebook`, [a]],
    ['a body', `see ${a}, and also ${b.toLowerCase()}.`, [a, b]],
    ['after the marker without hyphen', `Vigil ${a.replace('-', '')} please`, [a]],
    ['once when it stands twice', `${a} ${a}`, [a]],
    ['no word of seven letters', `${a.replace('-', '')} HACKERS account`, []],
    ['no wrong check character', `${a.slice(0, -1)}${a.endsWith('2') ? '3' : '2'}`, []],
    ['no part of a longer number', `204-${a} ${b}-1234`, []],
  ])('are found in %s', (_, text, expected) => {
    expect(findReferences(text)).toEqual(expected);
  });

  it('stop at the limit', () => {
    expect(findReferences(`${a} ${b}`, 1)).toEqual([a]);
  });

  it('are looked for in linear time', () => {
    const started = performance.now();
    findReferences('VIGIL '.repeat(30_000) + 'A'.repeat(200_000) + 'AAAA-'.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
