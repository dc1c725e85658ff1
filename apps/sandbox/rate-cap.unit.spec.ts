import { describe, expect, it } from 'vitest';
import { RateCap } from './rate-cap.js';

const at = (ms: number) => new Date(1_700_000_000_000 + ms);

describe('A carrier’s cap', () => {
  it.each([
    { perSecond: 2, moments: [0, 1, 2, 999, 1_000, 1_001, 1_002], taken: [0, 1, 1_000, 1_001] },
    { perSecond: 0.5, moments: [0, 1_000, 1_999, 2_000], taken: [0, 2_000] },
    { perSecond: null, moments: [0, 0, 0], taken: [0, 0, 0] },
  ])('of $perSecond a second takes what it says, in any second', ({ perSecond, moments, taken }) => {
    const cap = new RateCap(perSecond);
    expect(moments.filter((moment) => cap.take(at(moment)))).toEqual(taken);
  });
});
