import { describe, expect, it } from 'vitest';
import { mayRenewReceipt, renewalsPerDay, renewalsPerReport, validCodes } from './receipt-renewal.js';

const sent = (number: number, used: boolean) => ({ number, used });

describe('a lost receipt code', () => {
  it('holds until the one that was sent instead is first used, and then never again', () => {
    expect(validCodes([])).toEqual([0]);
    expect(validCodes([sent(1, false)])).toEqual([0, 1]);
    expect(validCodes([sent(1, true)])).toEqual([1]);
    expect(validCodes([sent(1, true), sent(2, false)])).toEqual([1, 2]);
    expect(validCodes([sent(1, false), sent(2, true), sent(3, false)])).toEqual([2, 3]);
  });

  it('is replaced a few times a day and a bounded number of times in all', () => {
    const now = new Date('2026-10-19T12:00:00Z');
    const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
    const today = Array.from({ length: renewalsPerDay }, () => daysAgo(0.5));
    expect([mayRenewReceipt(today.slice(1), now), mayRenewReceipt(today, now)]).toEqual([true, false]);
    const ever = Array.from({ length: renewalsPerReport }, (_, day) => daysAgo(day + 2));
    expect([mayRenewReceipt(ever.slice(1), now), mayRenewReceipt(ever, now)]).toEqual([true, false]);
  });
});
