import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  codeTries,
  formatOneTimeCode,
  isCompromised,
  judgeCode,
  mayRequestCode,
  normalizeOneTimeCode,
  offerVerification,
  oneTimeCodeIn,
  type OpenCode,
  type RegisteredAddress,
} from './index.js';

const now = new Date('2027-01-10T03:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const open: OpenCode = { state: 'open', expiresAt: minutes(10), attempts: 0 };

describe('a one-time code', () => {
  it('is six digits in two groups, and what was typed of it is the same code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 32 }), (bytes) => {
        const code = formatOneTimeCode(bytes);
        expect(code).toMatch(/^\d{3} \d{3}$/);
        expect(normalizeOneTimeCode(code)).toBe(code.replace(' ', ''));
      }),
    );
  });

  test.each([
    ['123456', '123456'],
    [' 123-456. ', '123456'],
    ['１２３ ４５６', '123456'],
    ['12345', null],
    ['1234567', null],
    ['abcdef', null],
    ['', null],
    ['1'.repeat(100), null],
  ])('%j is typed for %j', (text, code) => {
    expect(normalizeOneTimeCode(text)).toBe(code);
  });

  test.each([
    ['My code is 123 456, thanks', '123456'],
    ['123456', '123456'],
    ['mon code : 123-456', '123456'],
    ['call me at 613 555 0101', null],
    ['+16135550101', null],
    ['123456 or 654321', null],
    ['help', null],
  ])('%j holds %j', (text, code) => {
    expect(oneTimeCodeIn(text)).toBe(code);
  });

  test.each<[string, Partial<OpenCode>, boolean, Date, unknown]>([
    ['right', {}, true, now, { outcome: 'verified' }],
    ['right at the last instant', {}, true, new Date(minutes(10).getTime() - 1), { outcome: 'verified' }],
    ['right but late', {}, true, minutes(10), { outcome: 'expired' }],
    ['wrong', {}, false, now, { outcome: 'wrong', triesLeft: 4 }],
    ['wrong for the fifth time', { attempts: 4 }, false, now, { outcome: 'too-many' }],
    ['right at the fifth try', { attempts: 4 }, true, now, { outcome: 'verified' }],
    ['right after five wrong ones', { attempts: 5 }, true, now, { outcome: 'too-many' }],
    ['used before', { state: 'verified' }, true, now, { outcome: 'settled' }],
    ['replaced', { state: 'superseded' }, true, now, { outcome: 'settled' }],
  ])('that is %s', (_name, code, isRight, at, verdict) => {
    expect(judgeCode({ ...open, ...code }, isRight, at)).toEqual(verdict);
  });

  it('is never accepted after five wrong tries, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (tries) => {
        const wrong = tries.indexOf(true) === -1 ? tries.length : tries.indexOf(true);
        let code = open;
        const verdicts = tries.map((isRight) => {
          const { outcome } = judgeCode(code, isRight, now);
          const attempts = code.attempts + (isRight ? 0 : 1);
          code = { ...code, attempts, state: outcome === 'verified' ? 'verified' : code.state };
          return outcome;
        });
        expect(verdicts.includes('verified')).toBe(wrong < Math.min(codeTries, tries.length));
        expect(verdicts.filter((outcome) => outcome === 'verified').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    [[], true],
    [[-1, -5], true],
    [[-1, -5, -30], false],
    [[-61, -62, -63], true],
    [[-61, -62, -63, -120, -180, -240, -300, -360], false],
  ])('may be asked for again after others %j minutes ago: %s', (earlier, may) => {
    expect(mayRequestCode(earlier.map(minutes), now)).toBe(may);
  });
});

describe('the offer of ways to verify', () => {
  const address = fc.constantFrom('a@x.example', 'b@x.example', 'c@y.example', '+16135550101', '+16135550102');
  const registered = fc.array(
    fc
      .record({ id: fc.uuid(), address, preferred: fc.boolean(), verified: fc.boolean() })
      .map((item): RegisteredAddress => ({ ...item, kind: item.address.startsWith('+') ? 'phone' : 'email' })),
    { maxLength: 5 },
  );

  it('never holds an address that the report brought, nor one that is said to be compromised, nor a taken phone', () => {
    fc.assert(
      fc.property(
        registered,
        fc.array(address, { maxLength: 2 }),
        fc.array(fc.oneof(address, fc.constant('x.example')), { maxLength: 2 }),
        fc.boolean(),
        (known, brought, compromised, phonesTaken) => {
          const offered = offerVerification({ registered: known, brought, compromised, phonesTaken })
            .filter(({ methods }) => methods.length > 0)
            .map((offer) => offer.address);
          expect(offered.some((one) => new Set<string>(brought).has(one.address))).toBe(false);
          expect(offered.some((one) => isCompromised(one.address, compromised))).toBe(false);
          expect(phonesTaken && offered.some(({ kind }) => kind === 'phone')).toBe(false);
        },
      ),
    );
  });

  it('has a verified telephone first', () => {
    const known: readonly RegisteredAddress[] = [
      { id: '1', kind: 'social', address: 'signal:zoe', preferred: true, verified: true },
      { id: '2', kind: 'email', address: 'a@x.example', preferred: true, verified: true },
      { id: '3', kind: 'phone', address: '+16135550101', preferred: true, verified: false },
      { id: '4', kind: 'phone', address: '+16135550102', preferred: false, verified: true },
    ];
    const offers = offerVerification({ registered: known, brought: [], compromised: [], phonesTaken: false });
    expect(offers.map((offer) => [offer.address.id, offer.refused])).toEqual([
      ['4', null],
      ['3', null],
      ['2', null],
      ['1', 'not-reachable'],
    ]);
  });
});
