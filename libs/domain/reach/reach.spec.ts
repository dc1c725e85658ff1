import { describe, expect, it } from 'vitest';
import type { Severity } from '../incident/index.js';
import { carrierVerdict } from './carrier-error.js';
import type { ContactMethod, MethodKind } from './contact-method.js';
import { failOver, type TriedMethod } from './fail-over.js';
import { planPage, type PersonToReach } from './plan-page.js';

const night = new Date('2026-10-01T07:10:00Z'); // 03:10 in Toronto
const noon = new Date('2026-10-01T16:00:00Z');

const method = (kind: MethodKind, over: Partial<ContactMethod> = {}): ContactMethod => ({
  id: kind,
  kind,
  verified: true,
  bad: false,
  ...over,
});
const usual = [method('sms'), method('voice'), method('email')];
const person = (over: Partial<PersonToReach> = {}): PersonToReach => ({
  methods: usual,
  rules: [],
  quietHours: null,
  ...over,
});
const plan = (given: PersonToReach, severity: Parameters<typeof planPage>[1], now = noon) =>
  planPage(given, severity, now).methods.map(({ methodId, afterMs }) => `${methodId} ${afterMs / 60_000}`);

describe('How a page tries one person', () => {
  const sleeping = { from: '22:00', until: '07:00', zone: 'America/Toronto' };
  it.each<[string, PersonToReach, Parameters<typeof planPage>[1], Date, string[]]>([
    ['usually by text and mail, then by a call', person(), 'critical', noon, ['sms 0', 'email 0', 'voice 1']],
    ['later by a call where it can wait', person(), 'high', noon, ['sms 0', 'email 0', 'voice 3']],
    ['without a call where it can wait longer', person(), 'medium', noon, ['sms 0', 'email 0']],
    ['by mail alone what is no incident', person(), 'not-an-incident', noon, ['email 0']],
    [
      'by a call at once whom no text reaches',
      person({ methods: [method('sms', { bad: true }), method('voice'), method('email')] }),
      'medium',
      noon,
      ['voice 0', 'email 0'],
    ],
    [
      'as they asked for it',
      person({
        rules: [
          { severity: 'high', methodId: 'voice', afterMinutes: 0 },
          { severity: 'high', methodId: 'sms', afterMinutes: 2 },
          { severity: 'low', methodId: 'email', afterMinutes: 5 },
        ],
      }),
      'high',
      noon,
      ['voice 0', 'sms 2'],
    ],
    [
      'as usual when all that they asked for has gone bad',
      person({
        methods: [method('sms', { bad: true }), method('voice'), method('email')],
        rules: [{ severity: 'high', methodId: 'sms', afterMinutes: 0 }],
      }),
      'high',
      noon,
      ['voice 0', 'email 0'],
    ],
    ['by mail alone in quiet hours', person({ quietHours: sleeping }), 'high', night, ['email 0']],
    ['as usual outside of them', person({ quietHours: sleeping }), 'high', noon, ['sms 0', 'email 0', 'voice 3']],
    [
      'as usual in quiet hours when it is critical',
      person({ quietHours: sleeping }),
      'critical',
      night,
      ['sms 0', 'email 0', 'voice 1'],
    ],
    [
      'by what wakes, even in quiet hours, when there is nothing else',
      person({ quietHours: sleeping, methods: [method('sms')] }),
      'low',
      night,
      ['sms 0'],
    ],
  ])('%s', (_how, given, severity, now, expected) => {
    expect(plan(given, severity, now)).toEqual(expected);
  });

  it.each<[string, Date, boolean]>([
    ['in its first minute', new Date('2026-10-02T02:00:00Z'), true],
    ['before it', new Date('2026-10-02T01:59:59Z'), false],
    ['at its end', new Date('2026-10-01T11:00:00Z'), false],
    ['before its end', new Date('2026-10-01T10:59:59Z'), true],
  ])('knows whether it is quiet %s', (_when, now, isQuiet) => {
    expect(plan(person({ quietHours: sleeping }), 'low', now)).toEqual(isQuiet ? ['email 0'] : ['sms 0', 'email 0']);
  });

  it('by everything there is, once nothing verified is left', () => {
    const methods = [method('sms', { bad: true }), method('email', { verified: false })];
    expect(planPage(person({ methods }), 'low', noon)).toEqual({
      isLastStraw: true,
      methods: [
        { methodId: 'sms', kind: 'sms', afterMs: 0 },
        { methodId: 'email', kind: 'email', afterMs: 0 },
      ],
    });
  });

  it('is empty only for whom nothing reaches', () => {
    expect(planPage(person({ methods: [] }), 'critical', noon).methods).toEqual([]);
  });
});

const tried = (kind: MethodKind, state: TriedMethod['state'], over: Partial<TriedMethod> = {}): TriedMethod => ({
  deliveryId: `${kind} delivery`,
  methodId: kind,
  kind,
  carrier: 'first',
  state,
  isAddressAtFault: false,
  ...over,
});
const second = { carrier: 'second', deliveryId: 'second sms' } as const;
const phones = (kind: MethodKind) => kind === 'sms' || kind === 'voice';
const none = () => false;

describe('When a page does not arrive', () => {
  it.each<[string, ContactMethod[], TriedMethod[], (kind: MethodKind) => boolean, object]>([
    [
      'what was planned for later is tried now',
      usual,
      [tried('sms', 'failed'), tried('email', 'arrived'), tried('voice', 'planned')],
      phones,
      { next: 'bring-forward', deliveryId: 'voice delivery' },
    ],
    [
      'a method that nothing was planned for is tried',
      usual,
      [tried('sms', 'unknown'), tried('email', 'arrived')],
      phones,
      { next: 'method', methodId: 'voice' },
    ],
    [
      'one that is bad is passed over, and the second carrier tried',
      [method('sms'), method('voice', { bad: true }), method('email')],
      [tried('sms', 'failed'), tried('email', 'arrived')],
      phones,
      { next: 'second-carrier', deliveryId: 'sms delivery' },
    ],
    [
      'another carrier does not help where the number is wrong',
      [method('sms'), method('email')],
      [tried('sms', 'failed', { isAddressAtFault: true }), tried('email', 'arrived')],
      phones,
      { next: 'unreachable' },
    ],
    [
      'each goes through the second carrier once',
      [method('sms'), method('email')],
      [tried('sms', 'failed'), tried('email', 'arrived'), tried('sms', 'failed', second)],
      phones,
      { next: 'unreachable' },
    ],
    [
      'what is under way is waited for',
      usual,
      [tried('sms', 'failed'), tried('email', 'arrived'), tried('voice', 'under-way')],
      none,
      { next: 'wait' },
    ],
    ['what failed for a moment is waited for', [method('sms')], [tried('sms', 'failing')], none, { next: 'wait' }],
    [
      'but goes through the second carrier meanwhile',
      [method('sms')],
      [tried('sms', 'failing')],
      phones,
      { next: 'second-carrier', deliveryId: 'sms delivery' },
    ],
    [
      'a mail that arrived wakes nobody',
      usual,
      [tried('sms', 'failed'), tried('email', 'arrived'), tried('voice', 'failed')],
      none,
      { next: 'unreachable' },
    ],
    [
      'a mail is enough for whom there is nothing louder',
      [method('email')],
      [tried('email', 'arrived')],
      none,
      { next: 'wait' },
    ],
    [
      'an arrived text is enough',
      usual,
      [tried('sms', 'arrived'), tried('email', 'failed'), tried('voice', 'failed')],
      none,
      { next: 'wait' },
    ],
  ])('%s', (_what, methods, deliveries, hasSecondCarrier, expected) => {
    expect(failOver(methods, deliveries, 'high', hasSecondCarrier)).toEqual(expected);
  });
});

describe('A browser that does not show a page', () => {
  const withBrowser = [method('push'), ...usual];
  const silent = tried('push', 'unknown');
  const mailed = tried('email', 'arrived');
  it.each<[string, ContactMethod[], TriedMethod[], Severity, object]>([
    [
      'brings no call to whom a text has reached',
      withBrowser,
      [silent, tried('sms', 'arrived')],
      'critical',
      { next: 'wait' },
    ],
    [
      'waits for a text that is under way',
      withBrowser,
      [silent, tried('sms', 'under-way')],
      'critical',
      { next: 'wait' },
    ],
    [
      'is no way to somebody whose text is lost too',
      withBrowser,
      [silent, tried('sms', 'unknown'), tried('voice', 'planned')],
      'high',
      { next: 'bring-forward', deliveryId: 'voice delivery' },
    ],
    ['wakes nobody in their quiet hours', withBrowser, [silent, mailed], 'high', { next: 'wait' }],
    ['does where it is critical', withBrowser, [silent, mailed], 'critical', { next: 'method', methodId: 'sms' }],
    [
      'leaves a critical page to somebody else where a mail is all there is besides',
      [method('push'), method('email')],
      [silent, mailed],
      'critical',
      { next: 'unreachable' },
    ],
    ['is followed where it was the only way', [method('push')], [silent], 'low', { next: 'unreachable' }],
    [
      'as one that is gone, or fails',
      withBrowser,
      [tried('push', 'failed'), tried('sms', 'arrived')],
      'high',
      { next: 'wait' },
    ],
  ])('%s', (_what, methods, deliveries, severity, expected) => {
    expect(failOver(methods, deliveries, severity, phones)).toEqual(expected);
  });
});

it.each([
  ['21211', { bad: 'number' }],
  ['30003', {}],
  ['30004', { bad: 'texts' }],
  ['30005', { bad: 'number' }],
  ['30006', { bad: 'texts' }],
  ['30007', { tellManager: true }],
  ['30008', {}],
  ['21610', {}],
  ['constructor', {}],
  [null, {}],
])('The carrier’s code %s says what it says', (code, expected) => {
  expect(carrierVerdict(code)).toEqual(expected);
});
