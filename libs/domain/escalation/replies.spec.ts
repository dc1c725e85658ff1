import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageCodes, parseReply, recipients, type Watch } from './index.js';

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
    ['non', null],
    ['No.', null],
    ["can't", null],
    ['can’t', null],
    ['pas disponible', 'unknown'],
    ['je ne peux pas', 'unknown'],
    ['escalate 482 I am on a plane', '482'],
    ['busy', null],
    ['indisponible', null],
  ])('%j passes it on, or is at least not taken for an acknowledgement', (text, code) => {
    expect(parseReply(text)).toEqual(code === 'unknown' ? { kind: 'unknown' } : { kind: 'escalate', code });
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
        expect(['acknowledge', 'escalate', 'help', 'unknown']).toContain(parseReply(text).kind);
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

describe('whom a step wakes', () => {
  const watch: Watch = {
    onDuty: 'amelie',
    nextOnDuty: null,
    people: [
      { key: 'amelie', role: 'responder' },
      { key: 'daniel', role: 'responder' },
      { key: 'marc', role: 'manager' },
    ],
  };
  test.each([
    ['the person on duty', { kind: 'on-duty' }, ['amelie']],
    ['the managers when nobody is next', { kind: 'next-on-duty' }, ['marc']],
    ['the managers when the person has left', { kind: 'person', person: 'gone' }, ['marc']],
    ['one person', { kind: 'person', person: 'daniel' }, ['daniel']],
    ['everyone of a role', { kind: 'role', role: 'responder' }, ['amelie', 'daniel']],
  ] as const)('is %s', (_name, notify, expected) => {
    expect(recipients(notify, watch)).toEqual(expected);
  });

  test('is everyone when there is no manager either', () => {
    const alone: Watch = { onDuty: null, nextOnDuty: null, people: [{ key: 'amelie', role: 'responder' }] };
    expect(recipients({ kind: 'role', role: 'manager' }, alone)).toEqual(['amelie']);
  });
});
