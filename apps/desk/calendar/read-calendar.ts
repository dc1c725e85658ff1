import ICAL from 'ical.js';
import { instantOfReading, isZone } from '#domain';

/** Larger than any year of shifts. */
export const largestCalendar = 1_048_576;
const mostEntries = 2_000;
/** Of one event, in characters: beyond it the parser is not even asked. */
const longestEvent = 65_536;
/** Longer than any leave that somebody stands in for. */
const longestMs = 400 * 86_400_000;

export type EntryFault =
  'unreadable' | 'no-uid' | 'uid-twice' | 'recurring' | 'no-time' | 'unknown-zone' | 'out-of-order' | 'too-long';

/** An entry of a calendar file, with the line on which it begins. */
export type ReadEntry =
  | { readonly kind: 'refused'; readonly line: number; readonly fault: EntryFault; readonly who: string | null }
  | { readonly kind: 'cancelled'; readonly line: number; readonly uid: string }
  | {
      readonly kind: 'time';
      readonly line: number;
      readonly uid: string;
      readonly from: Date;
      readonly to: Date;
      /** Whom the entry names: an address where it has an attendee, otherwise the title. */
      readonly who: string;
    };

export type CalendarFile =
  | { readonly outcome: 'read'; readonly entries: readonly ReadEntry[] }
  | { readonly outcome: 'refused'; readonly reason: 'no-calendar' | 'too-many' };

/**
 * Reads a calendar file from anywhere. Each event is parsed by itself, so that a broken one is named by its line and the others
 * still count; an event that repeats is refused, because an override is one time. `zone`: of days without a time and of times
 * without a zone, unless the file names its own.
 */
export function readCalendar(bytes: Uint8Array, zone: string): CalendarFile {
  const text = new TextDecoder().decode(bytes).replaceAll('\0', '');
  if (!/^\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 1_000))) return { outcome: 'refused', reason: 'no-calendar' };
  const { blocks, header } = split(text.split(/\r\n|\n|\r/));
  if (blocks.length > mostEntries) return { outcome: 'refused', reason: 'too-many' };
  const named = /^X-WR-TIMEZONE(?:;[^:]*)?:(.{1,60})$/im.exec(header)?.[1]?.trim();
  const ownZone = named !== undefined && isZone(named) ? named : zone;
  const cancels = /^METHOD:CANCEL\s*$/im.test(header);
  const seen = new Set<string>();
  const entries = blocks.map((block): ReadEntry => {
    const entry = readEvent(block, ownZone, cancels);
    if (entry.kind === 'refused') return entry;
    if (seen.has(entry.uid)) return { kind: 'refused', line: entry.line, fault: 'uid-twice', who: null };
    seen.add(entry.uid);
    return entry;
  });
  return { outcome: 'read', entries };
}

interface Block {
  readonly line: number;
  readonly lines: readonly string[];
}

/** The events of a file, and what stands around them. An event that never ends goes to the end of the file, and cannot be read. */
function split(lines: readonly string[]): { readonly blocks: readonly Block[]; readonly header: string } {
  const blocks: { line: number; lines: string[] }[] = [];
  const header: string[] = [];
  let open: { line: number; lines: string[] } | null = null;
  for (const [index, line] of lines.entries()) {
    if (open === null && isMark(line, 'BEGIN:VEVENT')) {
      open = { line: index + 1, lines: [line] };
      blocks.push(open);
    } else if (open === null) header.push(line);
    else {
      open.lines.push(line);
      if (isMark(line, 'END:VEVENT')) open = null;
    }
  }
  return { blocks, header: header.join('\n') };
}

const isMark = (line: string, mark: string): boolean =>
  line.length <= mark.length + 2 && line.trim().toUpperCase() === mark;

function readEvent(block: Block, zone: string, cancels: boolean): ReadEntry {
  try {
    return interpret(block.line, parseEvent(block.lines), zone, cancels);
  } catch {
    // The parser throws at what is not iCalendar, and at a value only when it is asked for it.
    return { kind: 'refused', line: block.line, fault: 'unreadable', who: null };
  }
}

function interpret(line: number, event: ICAL.Component | null, zone: string, cancels: boolean): ReadEntry {
  const refused = (fault: EntryFault, who: string | null = null): ReadEntry => ({ kind: 'refused', line, fault, who });
  if (event === null) return refused('unreadable');
  const uid = textOf(event, 'uid');
  if (uid === '') return refused('no-uid');
  if (cancels || textOf(event, 'status').toUpperCase() === 'CANCELLED') return { kind: 'cancelled', line, uid };
  const who = whoOf(event);
  if (['rrule', 'rdate', 'recurrence-id'].some((name) => event.hasProperty(name))) return refused('recurring', who);
  const time = timeOf(event, zone);
  if (typeof time === 'string') return refused(time, who);
  if (time.to <= time.from) return refused('out-of-order', who);
  if (time.to.getTime() - time.from.getTime() > longestMs) return refused('too-long', who);
  return { kind: 'time', line, uid, who, ...time };
}

function parseEvent(lines: readonly string[]): ICAL.Component | null {
  const text = lines.join('\r\n');
  if (text.length > longestEvent) return null;
  const parsed = ICAL.parse(text) as unknown;
  return Array.isArray(parsed) && parsed[0] === 'vevent' ? new ICAL.Component(parsed) : null;
}

const longestText = 300;

function textOf(event: ICAL.Component, name: string): string {
  const value: unknown = event.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim().slice(0, longestText) : '';
}

/** `Watch: Priya Nair`, as our own feeds title a shift, names Priya Nair. */
function whoOf(event: ICAL.Component): string {
  const attendees = event.getAllProperties('attendee');
  const address: unknown = attendees.length === 1 ? attendees[0]?.getFirstValue() : undefined;
  if (typeof address === 'string') return address.replace(/^mailto:/i, '').slice(0, longestText);
  const title = textOf(event, 'summary');
  return title.slice(title.lastIndexOf(':') + 1).trim();
}

type Time = { readonly from: Date; readonly to: Date };

function timeOf(event: ICAL.Component, zone: string): Time | EntryFault {
  const start = readingOf(event, 'dtstart', zone);
  if (start === null) return 'no-time';
  if (!isZone(start.zone)) return 'unknown-zone';
  const from = instantOfReading(start.text, start.zone);
  if (from === null) return 'no-time';
  const end = readingOf(event, 'dtend', zone);
  if (end !== null) {
    if (!isZone(end.zone)) return 'unknown-zone';
    const to = instantOfReading(end.text, end.zone);
    return to === null ? 'no-time' : { from, to };
  }
  const duration: unknown = event.getFirstPropertyValue('duration');
  // Days of a duration are calendar days, its hours are hours (RFC 5545, 3.3.6).
  const [days, seconds] = duration instanceof ICAL.Duration ? partsOf(duration) : start.isDay ? [1, 0] : [0, 0];
  const day = instantOfReading(start.text, start.zone, days);
  return day === null ? 'no-time' : { from, to: new Date(day.getTime() + seconds * 1_000) };
}

function partsOf({ isNegative, weeks, days, hours, minutes, seconds }: ICAL.Duration): readonly [number, number] {
  if (isNegative || weeks * 7 + days > 1_000) return [0, 0];
  return [weeks * 7 + days, hours * 3_600 + minutes * 60 + seconds];
}

interface Reading {
  readonly text: string;
  readonly zone: string;
  readonly isDay: boolean;
}

/** A day is in the calendar's zone; a time is in its own, if it names one. */
function readingOf(event: ICAL.Component, name: 'dtstart' | 'dtend', zone: string): Reading | null {
  const property = event.getFirstProperty(name);
  const value: unknown = property?.getFirstValue();
  if (property === null || property === undefined || !(value instanceof ICAL.Time)) return null;
  const text = value.toString();
  if (value.isDate) return { text, zone, isDay: true };
  if (text.endsWith('Z')) return { text: text.slice(0, -1), zone: 'UTC', isDay: false };
  const own: unknown = property.getParameter('tzid');
  return { text, zone: typeof own === 'string' ? own.replace(/^\//, '') : zone, isDay: false };
}
