import { decodeCharset } from './decode-charset.js';
import { decodeBase64, decodeQuotedPrintable } from './decode-transfer.js';

interface Word {
  readonly charset: string;
  /** Its bytes; still in Base64 where that is how they came. */
  readonly content: Buffer | string;
  /** Where the word ends in the text it stands in. */
  readonly end: number;
}

/** Longest that a label before the encoded text may be. */
const longestLabel = 60;

/**
 * The text of a header field's bytes (one character for each byte): encoded words (RFC 2047) read also where no encoder
 * should have put them (in quotes, within a word, with blanks inside, cut off), characters split between two words put
 * together again, and eight-bit text without any encoding read as text.
 */
export function decodeWords(field: string, hint: string | null = null): string {
  const out: string[] = [];
  let charset = '';
  let pieces: (Buffer | string)[] = [];
  const settle = () => {
    if (pieces.length > 0) out.push(decodeCharset(joined(pieces), charset, hint));
    pieces = [];
  };
  for (let at = 0; ;) {
    const start = field.indexOf('=?', at);
    const between = field.slice(at, start === -1 ? undefined : start);
    const word = start === -1 ? null : readWord(field, start);
    // Between two encoded words blanks are no text.
    if (word === null || between.trim() !== '' || pieces.length === 0) {
      settle();
      out.push(decodeRaw(between, hint));
    }
    if (start === -1) break;
    if (word === null) {
      out.push('=?');
      at = start + 2;
      continue;
    }
    if (charset !== word.charset) settle();
    charset = word.charset;
    pieces.push(word.content);
    at = word.end;
  }
  settle();
  return out.join('');
}

/** Some cut Base64 where it cannot be cut: such pieces are joined before they are decoded. */
function joined(pieces: readonly (Buffer | string)[]): Buffer {
  const whole: (Buffer | string[])[] = [];
  let open: string[] | null = null;
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      whole.push(piece);
      open = null;
      continue;
    }
    if (open === null) whole.push((open = []));
    open.push(piece);
    if (piece.length % 4 === 0 || piece.endsWith('=')) open = null;
  }
  return Buffer.concat(
    whole.map((piece) => (Buffer.isBuffer(piece) ? piece : decodeBase64(Buffer.from(piece.join(''), 'latin1')))),
  );
}

/** Bytes of a field as text when nothing encodes them. */
export function decodeRaw(field: string, hint: string | null = null): string {
  return /[^\p{ASCII}]/u.test(field) || field.includes('\x1B')
    ? decodeCharset(Buffer.from(field, 'latin1'), null, hint)
    : field;
}

function readWord(field: string, start: number): Word | null {
  const afterCharset = field.indexOf('?', start + 2);
  if (afterCharset === -1 || afterCharset - start > longestLabel) return null;
  const charset = field
    .slice(start + 2, afterCharset)
    .toLowerCase()
    .replace(/\*.*$/, '');
  if (/[\s=<>@]/.test(charset)) return null;
  const encoding = field[afterCharset + 1]?.toLowerCase();
  if ((encoding !== 'q' && encoding !== 'b') || field[afterCharset + 2] !== '?') return null;
  const from = afterCharset + 3;
  const { to, end } = endOfWord(field, from, encoding);
  const written = Buffer.from(field.slice(from, to), 'latin1');
  if (encoding === 'b') return { charset, content: written.toString('latin1'), end };
  return {
    charset,
    content: decodeQuotedPrintable(Buffer.from(written.map((byte) => (byte === 0x5f ? 0x20 : byte)))),
    end,
  };
}

function endOfWord(field: string, from: number, encoding: 'q' | 'b'): { to: number; end: number } {
  const to = field.indexOf('?=', from);
  // Cut off: what is there is read up to the next blank, for it is still text.
  if (to === -1) {
    const blank = /[\s"<>]/.exec(field.slice(from, from + 1_000));
    const end = blank === null ? Math.min(field.length, from + 1_000) : from + blank.index;
    return { to: end, end };
  }
  // A question mark that should have been encoded, before an encoded byte: `?=C3`; a true end has another word's mark or a blank behind it.
  if (encoding === 'q' && /^\?=[0-9A-F]{2}/.test(field.slice(to, to + 4))) {
    const next = field.indexOf('?=', to + 2);
    const between = next === -1 ? ' ' : field.slice(to + 2, Math.min(next, to + 200));
    if (!/[\s]/.test(between) && !between.includes('=?')) return { to: next, end: next + 2 };
  }
  return { to, end: to + 2 };
}
