import { answeredPage, mayAskAgain } from './answered-page.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastResort, type Notify, pageCodes, parseReply, recipients, type Watch } from './index.js';

describe('a reply', () => {
  test.each([
    'ack',
    'ACK',
    ' Ack. ',
    'ok',
    'OK!',
    'okay',
    'yes',
    'Yes, I got it, thanks',
    "I'm on it, ok",
    '4',
    'k',
    '👍',
    '👍🏽',
    'oui',
    'reçu',
    'Reçu!',
    'RECU',
    'd’accord',
    "d'accord",
    'je prends',
    'Je m’en occupe',
    'ok merci',
    'pris en charge',
    '"ack"',
    'ok\n\n> VIGIL CRITICAL: Email takeover. Reply ACK 482',
    'Yes\nOn Fri, Oct 1, 2027 Vigil wrote:\nNo',
    'Oui\r\nLe ven. 1 oct. 2027 à 22 h, Vigil a écrit :\r\n> code 482',
  ])('%j acknowledges', (text) => {
    expect(parseReply(text)).toEqual({ kind: 'acknowledge', code: null });
  });

  test.each([
    '482',
    'ACK 482',
    'ack482',
    'Ack: 482.',
    '482 ok',
    '#482',
    '４８２',
    'reçu 482',
    'ack 482 482',
    'ACK 482 on my way with the team',
    'code 482',
    '4 482',
  ])('%j acknowledges page 482', (text) => {
    expect(parseReply(text)).toEqual({ kind: 'acknowledge', code: '482' });
  });

  test.each([
    ['next', null],
    ['NEXT 482', '482'],
    ['Suivant 482', '482'],
    ['escalate 482 I am on a plane', '482'],
    ['no, next', null],
    ['skip', null],
  ])('%j passes it on', (text, code) => {
    expect(parseReply(text)).toEqual({ kind: 'escalate', code });
  });

  test.each([
    ['non', null],
    ['No.', null],
    ["can't", null],
    ['can’t', null],
    ['I can not', null],
    ['not available 482', '482'],
    ['busy', null],
    ['indisponible', null],
    ['pas disponible', null],
    ['je ne peux pas', null],
    ['Je ne peux pas le prendre', 'unknown'],
    ['DECLINE 482', '482'],
    ['decline 482 I am on a plane', '482'],
    ['refuser', null],
    ['REFUSE 482', '482'],
  ])('%j says no, or is at least not taken for an acknowledgement', (text, code) => {
    expect(parseReply(text)).toEqual(code === 'unknown' ? { kind: 'unknown' } : { kind: 'decline', code });
  });

  test.each([
    ['SNOOZE', null, 15],
    ['snooze 10', null, 10],
    ['Snooze 482 10', '482', 10],
    ['snooze 10min 482', '482', 10],
    ['RAPPELER 10', null, 10],
    ['rappelez-moi dans 20 minutes', null, 20],
    ['rappelle dans 20 minutes', null, 20],
    ['plus tard', null, 15],
    ['snooze 10 20', 'unknown', 0],
    ['ack later', 'unknown', 0],
  ])('%j puts it off, or is not understood', (text, code, minutes) => {
    expect(parseReply(text)).toEqual(code === 'unknown' ? { kind: 'unknown' } : { kind: 'snooze', code, minutes });
  });

  test.each(['help', 'Aide', '?', 'info', 'HELP 482'])('%j asks for help', (text) => {
    expect(parseReply(text)).toEqual({ kind: 'help' });
  });

  test.each([
    '',
    '   ',
    '\0',
    'STOP',
    'nonsense',
    'who is this',
    'ok but I am on a plane, call Sam',
    'not ok',
    'do not ack',
    'pas reçu',
    'ACK 482 513',
    'Liked “VIGIL CRITICAL 482”',
    'ok?',
    'yes no',
    'don’t ack 482',
    '12',
    '1234567',
  ])('%j is not understood', (text) => {
    expect(parseReply(text).kind).toMatch(/unknown|help/);
  });

  test('of any length and content is answered quickly and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(['acknowledge', 'decline', 'escalate', 'snooze', 'help', 'unknown']).toContain(parseReply(text).kind);
      }),
    );
    const before = performance.now();
    for (const text of ['on '.repeat(200_000), ' '.repeat(600_000), '>'.repeat(600_000), 'ack '.repeat(200_000)]) {
      parseReply(text);
    }
    expect(performance.now() - before).toBeLessThan(500);
  });
});

const seeded = (seed: number) => (below: number) => Math.abs(seed) % below;

describe('page codes', () => {
  test('are of three digits first, then of more, and are what a reply finds again', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const codes = pageCodes(seeded(seed));
        expect(codes.map(({ length }) => length)).toEqual([3, 3, 4, 4, 5, 5, 6, 6]);
        for (const code of codes) {
          expect(code).toMatch(/^[1-9]\d+$/);
          expect(parseReply(`ack ${code}`)).toEqual({ kind: 'acknowledge', code });
        }
      }),
    );
  });

  test('are picked', () => {
    expect(pageCodes(() => 0)[0]).toBe('100');
    expect(pageCodes((below) => below - 1)[0]).toBe('999');
    expect(pageCodes(seeded(382)).slice(0, 3)).toEqual(['482', '482', '1382']);
  });
});

const person = (key: string, role = 'responder') => ({ id: `id of ${key}`, key, role });

describe('whom a step wakes', () => {
  const watch: Watch = {
    people: [person('amelie'), person('daniel'), person('marc', 'manager')],
    onDuty: (schedule) => ({ watch: ['amelie'], night: ['daniel', 'gone'], managers: [] })[schedule] ?? [],
    nextOnDuty: (schedule) => (schedule === 'night' ? ['amelie'] : []),
    team: (schedule) => (schedule === 'watch' ? ['amelie', 'gone', 'daniel', 'amelie'] : []),
    turnsTaken: (list) => ({ 'schedule:watch': 3, 'people:daniel,marc': 4 })[list] ?? 0,
  };
  const found = (...targets: readonly Notify[]) => recipients(targets, watch).people.map(({ key }) => key);

  test.each<[string, readonly Notify[], readonly string[]]>([
    ['the person on duty', [{ kind: 'on-duty' }], ['amelie']],
    ['those on duty on another schedule who can be reached', [{ kind: 'on-duty', schedule: 'night' }], ['daniel']],
    ['nobody by a schedule that is gone', [{ kind: 'on-duty', schedule: 'gone' }], []],
    ['nobody when nobody is next', [{ kind: 'next-on-duty' }], []],
    ['who is next on another schedule', [{ kind: 'next-on-duty', schedule: 'night' }], ['amelie']],
    ['nobody when the person has left', [{ kind: 'person', person: 'gone' }], []],
    ['one person', [{ kind: 'person', person: 'daniel' }], ['daniel']],
    ['several at once', [{ kind: 'people', people: ['marc', 'daniel'] }], ['marc', 'daniel']],
    ['everyone of a role', [{ kind: 'role', role: 'responder' }], ['amelie', 'daniel']],
    ['everyone who takes turns', [{ kind: 'team', schedule: 'watch' }], ['amelie', 'daniel']],
    ['the next of a list', [{ kind: 'round-robin', people: ['daniel', 'marc'] }], ['daniel']],
    ['the next of a schedule', [{ kind: 'round-robin', schedule: 'watch' }], ['daniel']],
    ['nobody by a webhook', [{ kind: 'webhook', url: 'https://hooks.example/' }], []],
    ['each once', [{ kind: 'on-duty' }, { kind: 'role', role: 'responder' }], ['amelie', 'daniel']],
  ])('is %s', (_name, targets, expected) => {
    expect(found(...targets)).toEqual(expected);
  });

  test('names the webhooks to call and the lists that gave their next one', () => {
    const target = { kind: 'round-robin', schedule: 'watch' } as const;
    expect(recipients([target, { kind: 'webhook', url: 'https://hooks.example/' }], watch)).toMatchObject({
      webhooks: ['https://hooks.example/'],
      turns: ['schedule:watch'],
    });
  });

  test('is every manager in the last resort, and everyone where there is none', () => {
    expect(lastResort(watch).map(({ key }) => key)).toEqual(['marc']);
    expect(lastResort({ ...watch, people: [person('amelie')] }).map(({ key }) => key)).toEqual(['amelie']);
  });
});

const page = (code: string, incidentId = code) => ({ code, incidentId });

describe('which page a reply is to', () => {
  const [first, second, again] = [page('101'), page('202'), page('303', '101')];

  test.each([
    {
      what: 'the one with its code, though it is settled',
      pages: [first, second],
      open: [second],
      code: '101',
      is: first,
    },
    { what: 'none that has another code', pages: [first], open: [first], code: '999', is: null },
    { what: 'the only open one', pages: [first, second], open: [second], code: null, is: second },
    { what: 'either of two for one incident', pages: [again, first], open: [again, first], code: null, is: again },
    { what: 'none of two incidents', pages: [first, second], open: [first, second], code: null, is: null },
    { what: 'the newest when none is open', pages: [second, first], open: [], code: null, is: second },
    { what: 'none when there is none', pages: [], open: [], code: null, is: null },
  ])('is $what', ({ pages, open, code, is }) => {
    expect(answeredPage(pages, open, code)).toBe(is);
  });

  test.each([
    { earlier: [], may: true },
    { earlier: [false, false, false, false], may: true },
    { earlier: [false, false, false, false, false], may: false },
    { earlier: [false, false, false, false, true, false], may: true },
    { earlier: [true, false, false, false, false, false], may: true },
  ])('is asked again after $earlier: $may', ({ earlier, may }) => {
    expect(mayAskAgain(earlier)).toBe(may);
  });
});
