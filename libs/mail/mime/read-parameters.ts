import { decodeCharset, isCharset } from './decode-charset.js';
import { decodeWords } from './decode-words.js';

export interface Parametrized {
  /** In lower case. */
  readonly value: string;
  /** By name in lower case; the bytes of each value, one character for each. */
  readonly parameters: ReadonlyMap<string, string>;
}

const mostParameters = 100;

/** A field such as Content-Type: quoted or not, with comments, blanks and semicolons where they may not be. */
export function readParameters(field: string): Parametrized {
  const pieces = splitOutsideQuotes(field);
  const parameters = new Map<string, string>();
  for (const piece of pieces.slice(1, mostParameters)) {
    const equals = piece.indexOf('=');
    if (equals === -1) continue;
    const name = piece.slice(0, equals).trim().toLowerCase();
    const value = unquote(piece.slice(equals + 1).trim());
    if (name !== '' && !parameters.has(name)) parameters.set(name, value);
  }
  const value = withoutComments(pieces[0] ?? '')
    .trim()
    .toLowerCase();
  return { value: value.replace(/^["']|["']$/g, ''), parameters };
}

/** A parameter that people read, a file's name above all: RFC 2231 and 2047, in pieces, mixed, or raw. */
export function textParameter({ parameters }: Parametrized, name: string, hint: string | null): string | null {
  const extended = extendedParameter(parameters, name, hint);
  if (extended !== null) return extended;
  const plain = parameters.get(name);
  return plain === undefined ? null : decodeWords(plain, hint);
}

function extendedParameter(parameters: ReadonlyMap<string, string>, name: string, hint: string | null): string | null {
  const single = parameters.get(`${name}*`);
  if (single !== undefined) return decodeExtended(single, hint);
  const pieces: { text: string; encoded: boolean }[] = [];
  for (let index = 0; index < mostParameters; index += 1) {
    const encoded = parameters.get(`${name}*${index}*`);
    const plain = parameters.get(`${name}*${index}`);
    if (encoded === undefined && plain === undefined) {
      // Some count from one.
      if (index === 0) continue;
      break;
    }
    pieces.push({ text: encoded ?? plain ?? '', encoded: encoded !== undefined });
  }
  if (pieces.length === 0) return null;
  if (!pieces.some(({ encoded }) => encoded)) return decodeWords(pieces.map(({ text }) => text).join(''), hint);
  const { charset, rest } = splitCharset(pieces[0]?.text ?? '');
  const bytes = pieces.map(({ text, encoded }, index) => {
    const piece = index === 0 ? rest : text;
    return encoded ? percentDecoded(piece) : Buffer.from(piece, 'latin1');
  });
  return decodeCharset(Buffer.concat(bytes), charset, hint);
}

function decodeExtended(value: string, hint: string | null): string {
  const { charset, rest } = splitCharset(value);
  // Encoded words in an extended parameter are wrong twice, and seen.
  if (rest.startsWith('=?')) return decodeWords(rest, hint);
  return decodeCharset(percentDecoded(rest), charset, hint);
}

function splitCharset(value: string): { charset: string | null; rest: string } {
  const found = /^([^']{0,40})'([^']{0,20})'/.exec(value);
  if (found === null) return { charset: null, rest: value };
  const charset = found[1] ?? '';
  return charset === '' || isCharset(charset) || /^[\w-]+$/.test(charset)
    ? { charset, rest: value.slice(found[0].length) }
    : { charset: null, rest: value };
}

function percentDecoded(text: string): Buffer {
  return Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  );
}

function splitOutsideQuotes(field: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < field.length; at += 1) {
    const char = field[at];
    if (char === '\\' && quoted) at += 1;
    // A quote that never ends is none.
    else if (char === '"') quoted = !quoted && field.indexOf('"', at + 1) !== -1;
    else if (char === ';' && !quoted) {
      pieces.push(field.slice(start, at));
      start = at + 1;
      if (pieces.length > mostParameters) break;
    }
  }
  pieces.push(field.slice(start));
  return pieces;
}

function unquote(value: string): string {
  if (value.startsWith('"')) {
    const end = closingQuote(value);
    return value.slice(1, end).replace(/\\(["\\])/g, '$1');
  }
  if (value.startsWith("'") && value.endsWith("'") && value.length > 1) return value.slice(1, -1);
  return withoutComments(value).trim();
}

function closingQuote(value: string): number {
  for (let at = 1; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === '"') return at;
  }
  return value.length;
}

/** Without `(…)` after a blank or at the start: a file's name may hold brackets. */
function withoutComments(value: string): string {
  const start = value.search(/(^|\s)\(/);
  if (start === -1) return value;
  const end = value.indexOf(')', start);
  return end === -1 ? value : value.slice(0, start) + value.slice(end + 1);
}
