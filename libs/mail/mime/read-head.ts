import { bounds, type BoundsMet } from '../bounds.js';

/** A header field: its name in lower case, its value unfolded, one character for each byte. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

export interface Entity {
  readonly fields: readonly Field[];
  readonly body: Buffer;
}

const fieldStart = /^([!-9;-~]{1,100})[ \t]*:/;
/** Fields that begin a header, so that one which a stray blank line broke in two can be put together again. */
const telling =
  /^(from|to|cc|subject|date|message-id|mime-version|content-type|content-transfer-encoding|received|reply-to|return-path|sender|references|in-reply-to|x-[a-z-]+|dkim-signature|user-agent|thread-topic|thread-index|delivered-to|list-[a-z]+)$/;
const mostBlankLines = 64;

/**
 * Parts a header from what follows it (RFC 5322, 2.1): any line ends, a mailbox's `From ` line or blank lines in front,
 * lines in it that are no fields, no blank line behind it, and a header that a stray blank line broke in two.
 */
export function readEntity(raw: Buffer, met: BoundsMet): Entity {
  const fields: { name: string; pieces: string[]; size: number }[] = [];
  let at = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0;
  for (let blank = 0; blank < mostBlankLines && isLineEnd(raw[at]); blank += 1) at += 1;
  const first = at;
  const limit = Math.min(raw.length, first + bounds.head);
  let body = raw.length;
  while (at < raw.length) {
    if (at >= limit) {
      met.note('head');
      body = endOfHead(raw, at);
      break;
    }
    const end = endOfLine(raw, at, limit);
    if (end.text - at > bounds.field) met.note('field');
    const line = raw.toString('latin1', at, Math.min(end.text, at + bounds.field));
    if (line.trim() === '') {
      const further = brokenHead(raw, end.next, fields);
      if (further === null) {
        body = end.next;
        break;
      }
      at = further;
      continue;
    }
    const found = fieldStart.exec(line);
    const last = fields.at(-1);
    if ((line[0] === ' ' || line[0] === '\t') && last !== undefined) {
      if (last.size + line.length <= bounds.field) last.pieces.push(line.trimStart());
      else met.note('field');
      last.size += line.length;
    } else if (found !== null) {
      if (fields.length < bounds.fields)
        fields.push({
          name: (found[1] ?? '').toLowerCase(),
          pieces: [line.slice(found[0].length).trim()],
          size: line.length,
        });
      else met.note('fields');
    } else if (fields.length === 0 && !/^>?From /.test(line) && !headFollows(raw, end.next)) {
      // No field at all: this is text already.
      body = first;
      break;
    }
    at = end.next;
  }
  return {
    fields: fields.map(({ name, pieces }) => ({ name, value: pieces.join(' ').trim() })),
    body: raw.subarray(body),
  };
}

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;

function endOfLine(raw: Buffer, from: number, limit: number): { text: number; next: number } {
  let at = from;
  while (at < limit && !isLineEnd(raw[at])) at += 1;
  if (at >= limit) return { text: at, next: at };
  let next = at + 1;
  // CR LF, and the CR CR LF of a program that converted line ends twice.
  if (raw[at] === 0x0d) {
    if (raw[next] === 0x0d && raw[next + 1] === 0x0a) next += 2;
    else if (raw[next] === 0x0a) next += 1;
  }
  return { text: at, next };
}

/** Whether a line in front, that a program wrote there, has a header right below it. */
function headFollows(raw: Buffer, from: number): boolean {
  const [first = '', second = ''] = raw.toString('latin1', from, from + 2_000).split(/\r\n|[\r\n]/);
  return [first, second].every((line) => telling.test(fieldStart.exec(line)?.[1]?.toLowerCase() ?? ''));
}

/** Where the body of a message starts whose header is longer than is read. */
function endOfHead(raw: Buffer, from: number): number {
  const ends = ['\n\r\n', '\n\n']
    .map((mark) => ({ mark, at: raw.indexOf(mark, from, 'latin1') }))
    .filter(({ at }) => at !== -1);
  ends.sort((one, other) => one.at - other.at);
  const [end] = ends;
  return end === undefined ? raw.length : end.at + end.mark.length;
}

/**
 * After a blank line, the place where the header goes on: when what comes is fields only, ends in a blank line, and brings
 * what the header so far lacks. Otherwise null: the header was whole.
 */
function brokenHead(raw: Buffer, from: number, fields: readonly { readonly name: string }[]): number | null {
  const names = new Set(fields.map(({ name }) => name));
  if (names.size === 0 || names.has('content-type') || (names.has('from') && names.has('subject'))) return null;
  // A part of a multipart has only content fields, and its text may well look like a header.
  if ([...names].every((name) => name.startsWith('content-'))) return null;
  let at = from;
  const brought = new Set<string>();
  for (let line = 0; line < 60 && at < raw.length; line += 1) {
    const end = endOfLine(raw, at, Math.min(raw.length, at + 2_000));
    const text = raw.toString('latin1', at, end.text);
    if (text.trim() === '') break;
    const name = fieldStart.exec(text)?.[1]?.toLowerCase();
    const isFolded = /^[ \t]/.test(text) && line > 0;
    if (!isFolded && (name === undefined || !telling.test(name))) return null;
    if (name !== undefined && !isFolded) brought.add(name);
    at = end.next;
  }
  const isNeeded = ['content-type', 'from', 'message-id'].some((name) => brought.has(name) && !names.has(name));
  return isNeeded && brought.size >= 2 ? from : null;
}

export function valueOf(fields: readonly Field[], name: string): string {
  return fields.find((field) => field.name === name)?.value ?? '';
}
