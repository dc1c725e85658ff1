import { isDeepStrictEqual } from 'node:util';
import { array, assert, constantFrom, integer, nat, oneof, property, record, constant } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, type CallFact, type CallInput, type CallRules, newCall } from './call.js';
import { nextStep } from './next-step.js';
import { whomToRing } from './whom-to-ring.js';

const rules: CallRules = {
  isOpen: true,
  keys: { en: '1', fr: '2' },
  takeKey: '1',
  menuTimes: 2,
  mostPeople: 3,
  order: ['amelie', 'daniel', 'marc', 'odile'],
};

/** Plays inputs in a row; gives the last answer and everything that happened. */
function play(inputs: readonly CallInput[], over: Partial<CallRules> = {}, from: Call = newCall) {
  const facts: CallFact[] = [];
  let [call, answer] = [from, nextStep(from, { kind: 'arrived' }, { ...rules, ...over }).answer];
  for (const input of inputs) {
    const next = nextStep(call, input, { ...rules, ...over });
    facts.push(...next.facts);
    ({ call, answer } = next);
  }
  return { call, answer, facts };
}

const english: CallInput = { kind: 'keys', asked: 1, digits: '1' };
const silence = (asked: number): CallInput => ({ kind: 'keys', asked, digits: '' });
const pickedUp = (leg: number): CallInput => ({ kind: 'picked-up', leg });
const key = (leg: number, digits = '1'): CallInput => ({ kind: 'leg-keys', leg, digits });
const dialled = (
  leg: number,
  end: 'no-answer' | 'busy' | 'failed' | null = 'no-answer',
  bridged: boolean | null = false,
): CallInput => ({ kind: 'dial-ended', leg, end, bridged });
const ended: CallInput = { kind: 'ended' };

describe('A call', () => {
  it.each<[string, readonly CallInput[], object]>([
    ['begins with the menu', [{ kind: 'arrived' }], { kind: 'menu', asked: 1 }],
    ['hears the menu once more after no key', [silence(1)], { kind: 'menu', asked: 2 }],
    ['hears it once more after a wrong key', [{ ...silence(1), digits: '9' } as CallInput], { kind: 'menu', asked: 2 }],
    ['goes on without a key after that', [silence(1), silence(2)], { kind: 'ring', leg: 0, userId: 'amelie' }],
    ['rings the first after a key', [english], { kind: 'ring', leg: 0, userId: 'amelie', isFirst: true }],
    ['asks who picks up for the key', [english, pickedUp(0)], { kind: 'whisper', leg: 0 }],
    ['connects who presses it', [english, pickedUp(0), key(0)], { kind: 'connect' }],
    ['releases a voicemail', [english, pickedUp(0), key(0, '')], { kind: 'release', because: 'no-key' }],
    [
      'rings the next when a voicemail answered',
      [english, key(0, ''), dialled(0, null)],
      { kind: 'ring', leg: 1, userId: 'daniel', isFirst: false },
    ],
    [
      'rings the next after a voicemail, even if the carrier calls that bridged',
      [english, key(0, ''), dialled(0, null, true)],
      { kind: 'ring', leg: 1 },
    ],
    ['rings the next when nobody answered', [english, dialled(0)], { kind: 'ring', leg: 1, userId: 'daniel' }],
    [
      'asks for a message after the last',
      [english, dialled(0), dialled(1, 'busy'), dialled(2)],
      { kind: 'record', wasAnybodyRung: true },
    ],
    [
      'says goodbye after the message',
      [english, dialled(0), dialled(1), dialled(2), { kind: 'recorded' }],
      { kind: 'goodbye', after: 'recording' },
    ],
    ['says goodbye after a talk', [english, key(0), dialled(0, null, true)], { kind: 'goodbye', after: 'talk' }],
    [
      'says goodbye where the carrier does not tell who was bridged',
      [english, key(0), dialled(0, null, null)],
      { kind: 'goodbye', after: 'talk' },
    ],
    [
      'rings the next when whoever pressed the key was cut off',
      [english, key(0), dialled(0, null, false)],
      { kind: 'ring', leg: 1 },
    ],
    ['hangs up on nobody', [english, ended, { kind: 'arrived' }], { kind: 'hang-up' }],
    ['releases who presses the key too late', [english, dialled(0), key(0)], { kind: 'release', because: 'gone' }],
    ['releases who presses it after the caller left', [english, ended, key(0)], { kind: 'release', because: 'gone' }],
    [
      'releases who picks up after the caller left',
      [english, ended, pickedUp(0)],
      { kind: 'release', because: 'gone' },
    ],
  ])('%s', (_name, inputs, answer) => {
    expect(play(inputs).answer).toMatchObject(answer);
  });

  it('asks for a message at once when nobody can be rung', () => {
    expect(play([english], { order: [] }).answer).toEqual({ kind: 'record', wasAnybodyRung: false });
  });

  it('rings nobody once the service has ended', () => {
    const { call, answer, facts } = play([{ kind: 'arrived' }, english, silence(1)], { isOpen: false });
    expect([call.step, answer.kind, facts]).toEqual(['closed', 'closed', []]);
  });

  it('tells what happened, in order', () => {
    const inputs = [
      silence(1),
      { kind: 'keys', asked: 2, digits: '2' },
      pickedUp(0),
      key(0, ''),
      dialled(0, null),
    ] as const;
    const { facts } = play([...inputs, dialled(1, 'busy'), pickedUp(2), key(2), dialled(2, null, true), ended]);
    expect(facts).toEqual([
      { type: 'call.language', language: 'fr' },
      { type: 'call.ringing', userId: 'amelie' },
      { type: 'call.missed', userId: 'amelie', because: 'no-key' },
      { type: 'call.ringing', userId: 'daniel' },
      { type: 'call.missed', userId: 'daniel', because: 'busy' },
      { type: 'call.ringing', userId: 'marc' },
      { type: 'call.taken', userId: 'marc' },
      { type: 'call.ended', during: 'talked' },
    ]);
  });

  it('remembers who took the caller while nothing could be written down', () => {
    expect(play([english, dialled(0, null, true)]).facts.at(-1)).toEqual({ type: 'call.taken', userId: 'amelie' });
  });

  it.each<[string, readonly CallInput[], object]>([
    ['in the menu', [], { during: 'menu' }],
    ['while somebody is rung', [english], { during: 'ringing' }],
    ['while talking', [english, key(0)], { during: 'talking' }],
    ['at the beep', [english, dialled(0), dialled(1), dialled(2)], { during: 'recording' }],
  ])('that the caller ends %s is over, whatever comes late', (_name, inputs, during) => {
    const over = play([...inputs, ended]);
    expect([over.call.step, over.facts.at(-1)]).toEqual(['ended', { type: 'call.ended', ...during }]);
    const late = play([ended, english, key(0), dialled(0), { kind: 'recorded' }], {}, over.call);
    expect([late.call, late.facts]).toEqual([over.call, []]);
  });
});

const anyInput = oneof(
  constant<CallInput>({ kind: 'arrived' }),
  record({
    kind: constant('keys' as const),
    asked: integer({ min: 0, max: 3 }),
    digits: constantFrom('', '1', '2', '9'),
  }),
  record({ kind: constant('picked-up' as const), leg: nat(4) }),
  record({ kind: constant('leg-keys' as const), leg: nat(4), digits: constantFrom('', '1', '5') }),
  record({
    kind: constant('dial-ended' as const),
    leg: nat(4),
    end: constantFrom('no-answer' as const, 'busy' as const, null),
    bridged: constantFrom(true, false, null),
  }),
  constant<CallInput>({ kind: 'recorded' }),
  constant<CallInput>({ kind: 'ended' }),
);

describe('Whatever webhooks come, in whatever order', () => {
  it('a repeated one changes nothing and hears the same again', () => {
    assert(
      property(array(anyInput, { maxLength: 20 }), anyInput, (before, input) => {
        const { call } = play(before);
        const first = nextStep(call, input, rules);
        const again = nextStep(first.call, input, rules);
        expect(again.facts.filter(({ type }) => type !== 'call.missed')).toEqual([]);
        // A key that was not pressed releases the person, for one reason or the other.
        expect(first.answer.kind === 'release' || isDeepStrictEqual(again.answer, first.answer)).toBe(true);
        expect(again.call).toEqual(first.call);
      }),
    );
  });

  it('nobody is rung twice, no more than the most are, and at most one person talks', () => {
    assert(
      property(array(anyInput, { maxLength: 40 }), (inputs) => {
        const { call, facts } = play(inputs);
        const rung = facts.flatMap((fact) => (fact.type === 'call.ringing' ? [fact.userId] : []));
        expect(new Set(rung).size).toBe(rung.length);
        expect(rung.length).toBeLessThanOrEqual(rules.mostPeople);
        expect(call.legs.filter(({ state }) => state === 'taken').length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('Whom to ring', () => {
  const people = [
    { id: '1', key: 'amelie', role: 'responder' },
    { id: '2', key: 'daniel', role: 'responder' },
    { id: '3', key: 'marc', role: 'manager' },
    { id: '4', key: 'odile', role: 'manager' },
  ];
  const watch = { onDuty: 'amelie', nextOnDuty: 'daniel', people, busy: new Set<string>(), callerId: null };

  it.each([
    ['who is on duty, who is next, the managers', watch, ['1', '2', '3', '4']],
    ['a manager on duty once', { ...watch, onDuty: 'marc' }, ['3', '2', '4']],
    ['the managers in a gap of the roster', { ...watch, onDuty: null, nextOnDuty: null }, ['3', '4']],
    ['nobody who is busy with another caller', { ...watch, busy: new Set(['1', '3']) }, ['2', '4']],
    ['nobody to talk to themselves', { ...watch, callerId: '1' }, ['2', '3', '4']],
    ['nobody who cannot be rung', { ...watch, onDuty: 'somebody-without-a-phone' }, ['2', '3', '4']],
  ])('is %s', (_name, watched, expected) => {
    expect(whomToRing(watched)).toEqual(expected);
  });
});
