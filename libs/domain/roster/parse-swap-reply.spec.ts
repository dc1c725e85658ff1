import { describe, expect, test } from 'vitest';
import { parseSwapReply } from './parse-swap-reply.js';

describe('a text about the watch', () => {
  test.each([
    ['TAKE 1234', { kind: 'take-swap', code: '1234' }],
    ['take1234', { kind: 'take-swap', code: '1234' }],
    ["I'll take it: 1234, thanks", { kind: 'take-swap', code: '1234' }],
    ['Prends 4821', { kind: 'take-swap', code: '4821' }],
    ['Je le prends 4821 svp', { kind: 'take-swap', code: '4821' }],
    ['SHIFT', { kind: 'confirm-shift', plain: false }],
    ['ok quart', { kind: 'confirm-shift', plain: false }],
    ['OK', { kind: 'confirm-shift', plain: true }],
    ['oui merci', { kind: 'confirm-shift', plain: true }],
    ['RELIEF', { kind: 'take-over', plain: false }],
    ['Relève', { kind: 'take-over', plain: false }],
    ['take', { kind: 'take-over', plain: true }],
    // Codes of pages, two codes, numbers of another length: not a swap's.
    ['TAKE 482', { kind: 'other' }],
    ['TAKE 12345', { kind: 'other' }],
    ['TAKE 1234 5678', { kind: 'other' }],
    ['1234', { kind: 'other' }],
    ['ACK 1234', { kind: 'other' }],
    ["don't take 1234", { kind: 'other' }],
    ['not ok', { kind: 'other' }],
    ['cannot take my shift', { kind: 'other' }],
    ['', { kind: 'other' }],
    ['👍', { kind: 'other' }],
  ])('%j', (text, meaning) => {
    expect(parseSwapReply(text)).toEqual(meaning);
  });

  test('is read in time that grows with it, whatever it holds', () => {
    const hostile = ['TAKE '.repeat(100_000), '1'.repeat(1_000_000), '\u0301'.repeat(500_000)];
    const before = performance.now();
    for (const text of hostile) parseSwapReply(text);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
