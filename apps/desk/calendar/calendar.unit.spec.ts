import { describe, expect, it } from 'vitest';
import { readCalendar } from './read-calendar.js';
import { writeCalendar } from './write-calendar.js';

const zone = 'America/Toronto';
const file = (...events: readonly string[][]): Uint8Array =>
  Buffer.from(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
      'END:VCALENDAR',
    ].join('\r\n'),
  );
const only = (...lines: readonly string[]) => {
  const read = readCalendar(file(['UID:1', 'SUMMARY:Priya Nair', ...lines]), zone);
  return read.outcome === 'read' ? read.entries[0] : read;
};
const time = (from: string, to: string) => ({ kind: 'time', from: new Date(from), to: new Date(to) });

describe('an event of a calendar', () => {
  it.each([
    ['in UTC', ['DTSTART:20270101T090000Z', 'DTEND:20270101T170000Z'], time('2027-01-01T09:00Z', '2027-01-01T17:00Z')],
    [
      'in a zone of its own',
      ['DTSTART;TZID=America/Edmonton:20270701T090000', 'DTEND;TZID=America/Edmonton:20270701T170000'],
      time('2027-07-01T15:00Z', '2027-07-01T23:00Z'),
    ],
    [
      'without a zone, in the calendar’s',
      ['DTSTART:20270101T090000', 'DTEND:20270101T170000'],
      time('2027-01-01T14:00Z', '2027-01-01T22:00Z'),
    ],
    [
      'of a whole day, in the calendar’s zone and half open',
      ['DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270102'],
      time('2027-01-01T05:00Z', '2027-01-02T05:00Z'),
    ],
    ['of a day without an end', ['DTSTART;VALUE=DATE:20270101'], time('2027-01-01T05:00Z', '2027-01-02T05:00Z')],
    [
      'of a day with 23 hours',
      ['DTSTART;VALUE=DATE:20270314', 'DTEND;VALUE=DATE:20270315'],
      time('2027-03-14T05:00Z', '2027-03-15T04:00Z'),
    ],
    [
      'with a duration over a clock change: its days are calendar days',
      ['DTSTART;TZID=America/Toronto:20270313T090000', 'DURATION:P1DT1H'],
      time('2027-03-13T14:00Z', '2027-03-14T14:00Z'),
    ],
  ])('%s', (_, lines, expected) => {
    expect(only(...lines)).toMatchObject(expected);
  });

  it.each([
    ['recurring', ['DTSTART:20270101T090000Z', 'DTEND:20270101T170000Z', 'RRULE:FREQ=SECONDLY']],
    ['no-time', ['SUMMARY:x']],
    ['unreadable', ['DTSTART:not-a-time']],
    ['unknown-zone', ['DTSTART;TZID=Mars/Olympus:20270101T090000', 'DTEND:20270101T170000Z']],
    ['out-of-order', ['DTSTART:20270101T090000Z', 'DTEND:20270101T090000Z']],
    ['too-long', ['DTSTART:20270101T090000Z', 'DTEND:20290101T090000Z']],
  ])('is refused as %s', (fault, lines) => {
    expect(only(...lines)).toMatchObject({ kind: 'refused', fault, line: 3 });
  });

  it('names whom it is for: its attendee, or its title', () => {
    const at = ['DTSTART:20270101T090000Z', 'DTEND:20270101T170000Z'];
    expect(only(...at)).toMatchObject({ who: 'Priya Nair' });
    expect(only(...at, 'ATTENDEE:mailto:daniel@vigil.example')).toMatchObject({ who: 'daniel@vigil.example' });
    const read = readCalendar(file(['UID:1', 'SUMMARY:Watch: Priya Nair', ...at]), zone);
    expect(read).toMatchObject({ entries: [{ who: 'Priya Nair' }] });
  });

  it('is told by its line when it is broken, and the others count', () => {
    const good = ['UID:2', 'DTSTART:20270101T090000Z', 'DTEND:20270101T170000Z', 'SUMMARY:priya'];
    const read = readCalendar(file(['UID:1', 'no colon here'], good, good, ['DTSTART:20270101T090000Z']), zone);
    expect(read).toMatchObject({
      entries: [
        { kind: 'refused', line: 3, fault: 'unreadable' },
        { kind: 'time', line: 7, uid: '2' },
        { kind: 'refused', line: 13, fault: 'uid-twice' },
        { kind: 'refused', line: 19, fault: 'no-uid' },
      ],
    });
  });

  it('takes an override back when it is cancelled', () => {
    expect(only('STATUS:CANCELLED', 'DTSTART:20270101T090000Z')).toMatchObject({ kind: 'cancelled', uid: '1' });
  });
});

describe('a calendar file', () => {
  it('is none, or too much', () => {
    expect(readCalendar(Buffer.from('<html>'), zone)).toEqual({ outcome: 'refused', reason: 'no-calendar' });
    const many = file(...Array.from({ length: 2_001 }, (_, index) => [`UID:${index}`]));
    expect(readCalendar(many, zone)).toEqual({ outcome: 'refused', reason: 'too-many' });
  });

  it.each([
    ['one endless line', `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:${'a'.repeat(1_000_000)}`],
    ['folded to the end', `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a${'\n a'.repeat(330_000)}\nEND:VEVENT`],
    ['nothing but parameters', `BEGIN:VCALENDAR\nBEGIN:VEVENT\nX${';A=b'.repeat(250_000)}:c\nEND:VEVENT`],
    ['quotes', `BEGIN:VCALENDAR\nBEGIN:VEVENT\nX;A=${'"'.repeat(900_000)}:c\nEND:VEVENT`],
    ['nesting', `BEGIN:VCALENDAR\nBEGIN:VEVENT\n${'BEGIN:VALARM\n'.repeat(70_000)}END:VEVENT`],
    ['escapes', `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:${'\\n\\,'.repeat(240_000)}\nEND:VEVENT`],
    ['a name of the language', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\n__proto__;__proto__=x:y\nconstructor:z\nEND:VEVENT'],
  ])('that is hostile is read in bounded time: %s', (_, text) => {
    const before = process.cpuUsage();
    expect(readCalendar(Buffer.from(text), zone).outcome).toBe('read');
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(500);
  });

  it('that we wrote is one that we can read', () => {
    const entry = {
      uid: 'watch-1@vigil',
      title: 'Watch: Priya Nair, née; \\N',
      from: new Date(0),
      to: new Date(3_600_000),
    };
    const text = writeCalendar({ name: 'Vigil', language: 'en', madeAt: new Date(0), entries: [entry] });
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT30M\r\n');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const { from, to, uid } = entry;
    expect(readCalendar(Buffer.from(text), zone)).toMatchObject({ entries: [{ kind: 'time', from, to, uid }] });
  });
});
