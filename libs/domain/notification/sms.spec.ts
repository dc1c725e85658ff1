import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestText, measureSms, mostSegments, smsSegments, splitForSms, withFewestSegments } from './index.js';

/** Text as people write it, with what makes segments hard: extended characters, pairs, marks that combine. */
const written = fc.string({
  unit: fc.constantFrom('a', 'B', ' ', '. ', '\n', 'é', 'ê', 'ç', '€', '[', '’', '« ', '😀', '🏳️‍🌈', 'e\u0301', '漢'),
  maxLength: 4_000,
});

const packed = (text: string) => text.replaceAll(/\s/g, '');

describe('the segments of a text', () => {
  test.each([
    ['a'.repeat(152) + '€' + 'a'.repeat(153), 3, 'an extended character is not parted'],
    ['a'.repeat(151) + '€' + 'a'.repeat(153), 2, 'and fits where there is room'],
    ['ê'.repeat(66) + '😀' + 'ê'.repeat(66), 3, 'nor is a pair'],
    ['ê'.repeat(65) + '😀' + 'ê'.repeat(67), 2, 'which fits where there is room'],
    ['e' + '\u0301'.repeat(200), 3, 'but what no segment could hold is'],
  ])('%#: %#', (text, segments) => {
    expect(smsSegments(text)).toBe(segments);
  });

  test('are never fewer than their bits need, and at most one character longer in all but the last', () => {
    fc.assert(
      fc.property(written, (text) => {
        const { segments, messageBits, totalBits } = measureSms(text);
        const room = segments === 1 ? 1_120 : 1_072;
        expect(segments).toBeGreaterThanOrEqual(Math.ceil(messageBits / room));
        expect(totalBits).toBe(messageBits + (segments > 1 ? segments * 48 : 0));
      }),
    );
  });
});

describe('what is sent', () => {
  test('takes no more segments than as it was written', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(smsSegments(withFewestSegments(text))).toBeLessThanOrEqual(smsSegments(text));
      }),
    );
  });

  test('is split without losing a word, each part within what carriers take, numbered in order', () => {
    fc.assert(
      fc.property(written, (text) => {
        const parts = splitForSms(text);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(longestText);
          expect(smsSegments(part)).toBeLessThanOrEqual(mostSegments);
        }
        const bare = parts.length === 1 ? parts : parts.map((part) => part.replace(/^\(\d+\/\d+\) /, ''));
        expect(packed(bare.join(''))).toBe(packed(withFewestSegments(text)));
        const numbers = parts.flatMap((part) => part.match(/^\(\d+\/\d+\)(?= )/) ?? []);
        expect(parts.length === 1 ? [] : numbers).toEqual(
          parts.length === 1 ? [] : parts.map((_, index) => `(${index + 1}/${parts.length})`),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('ends its parts where sentences end', () => {
    const parts = splitForSms('Une phrase entière, ni plus ni moins. '.repeat(60));
    expect(parts.length).toBe(2);
    expect(parts.every((part) => part.endsWith('moins.'))).toBe(true);
  });
});
