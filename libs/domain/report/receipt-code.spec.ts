import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReceiptCode, normalizeReceiptCode, receiptCodeBits } from './receipt-code.js';

const bytes = fc.uint8Array({ minLength: 48, maxLength: 48 }).filter((b) => b.filter((x) => x < 248).length >= 16);

describe('a receipt code', () => {
  it('holds at least 79 bits', () => {
    expect(receiptCodeBits).toBeGreaterThanOrEqual(79);
  });

  it('is the same however it is typed', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = formatReceiptCode(random);
        expect(code).toMatch(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/);
        for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')}\n`]) {
          expect(normalizeReceiptCode(typed)).toBe(code);
        }
      }),
    );
  });

  it.each([[''], ['K7Q4'], ['K7Q4-K7Q4-K7Q4-K7QO'], ['K7Q4-K7Q4-K7Q4-K7Q44'], ['2'.repeat(100_000)]])(
    'is refused when it reads %s',
    (text) => {
      expect(normalizeReceiptCode(text)).toBeNull();
    },
  );

  it('is not made from too little randomness', () => {
    expect(() => formatReceiptCode(new Uint8Array(15))).toThrow(RangeError);
  });
});
