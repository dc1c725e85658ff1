import { bounds, type BoundsMet } from '../bounds.js';
import { decodeRaw, decodeWords } from './decode-words.js';

/** An address as a message claims it. Either may be empty: what is written there is not always an address. */
export interface MailAddress {
  readonly address: string;
  readonly name: string;
}

/** What stands between two commas. */
interface Mailbox {
  words: string[];
  comments: string[];
  /** Between < and >; null when there was none. */
  angle: string | null;
}

const longestAddress = 320;
const longestName = 500;

/**
 * The addresses of a field (RFC 5322, 3.4) and whatever people and programs write instead: groups, comments, quotes
 * without end, names with commas or @ in them, whole addresses encoded, no address at all. Takes time in proportion to its length.
 */
export function readAddresses(field: string, hint: string | null, met: BoundsMet): readonly MailAddress[] {
  const found = mailboxesIn(field, met).flatMap((mailbox) => toAddress(mailbox, hint));
  if (found.some(({ address }) => address.includes('@'))) return found;
  // Nothing: perhaps the whole field was encoded, addresses and all.
  const decoded = decodeWords(field, hint);
  if (decoded === field || !decoded.includes('@')) return found;
  const again = mailboxesIn(decoded, met).flatMap((mailbox) => toAddress(mailbox, null));
  return again.some(({ address }) => address.includes('@')) ? again : found;
}

function mailboxesIn(field: string, met: BoundsMet): readonly Mailbox[] {
  const mailboxes: Mailbox[] = [];
  let current: Mailbox = { words: [], comments: [], angle: null };
  let word = '';
  const endWord = () => {
    if (word.trim() !== '') current.words.push(word.trim());
    word = '';
  };
  const endMailbox = () => {
    endWord();
    if (current.words.length > 0 || current.comments.length > 0 || current.angle !== null) mailboxes.push(current);
    current = { words: [], comments: [], angle: null };
  };
  for (let at = 0; at < field.length; at += 1) {
    if (mailboxes.length >= bounds.addresses) {
      met.note('addresses');
      break;
    }
    const char = field[at];
    if (char === '"') {
      const quoted = readQuoted(field, at);
      // A quoted local part belongs to what follows: "a b"@c.example
      if (field[quoted.end] === '@') {
        word += field.slice(at, quoted.end);
        at = quoted.end - 1;
        continue;
      }
      endWord();
      current.words.push(quoted.text);
      at = quoted.end - 1;
    } else if (char === '(') {
      const comment = readComment(field, at);
      endWord();
      current.comments.push(comment.text);
      at = comment.end - 1;
    } else if (char === '<') {
      endWord();
      const angle = readAngle(field, at);
      // `Name <name> <a@b.example>`: the last one with an @ counts, the others are words.
      if (current.angle !== null && !angle.text.includes('@')) current.words.push(angle.text);
      else {
        if (current.angle !== null && current.angle !== '') current.words.push(current.angle);
        current.angle = angle.text;
      }
      at = angle.end - 1;
    } else if (char === '>') {
      endWord();
    } else if (char === ',' || char === ';') {
      endMailbox();
    } else if (char === ':' && isGroupName(current, word)) {
      current = { words: [], comments: [], angle: null };
      word = '';
    } else if (char === ' ' || char === '\t' || char === '\r' || char === '\n') {
      endWord();
    } else {
      word += char;
    }
  }
  endMailbox();
  return mailboxes;
}

const isGroupName = ({ angle, words }: Mailbox, word: string): boolean =>
  angle === null &&
  !word.includes('@') &&
  !word.includes('[') &&
  !/^(mailto|https?|smtp)$/i.test(word) &&
  (words.length > 0 || word !== '');

/** A quote without end goes to the next `<` or to the end. */
function readQuoted(field: string, start: number): { text: string; end: number } {
  let text = '';
  for (let at = start + 1; at < field.length; at += 1) {
    const char = field[at];
    if (char === '\\' && at + 1 < field.length) {
      text += field[at + 1];
      at += 1;
    } else if (char === '"') {
      return { text, end: at + 1 };
    } else {
      text += char;
    }
  }
  const angle = field.indexOf('<', start);
  if (angle === -1) return { text, end: field.length };
  return { text: field.slice(start + 1, angle).trim(), end: angle };
}

function readComment(field: string, start: number): { text: string; end: number } {
  let depth = 0;
  let text = '';
  for (let at = start; at < field.length; at += 1) {
    const char = field[at];
    if (char === '\\' && at + 1 < field.length) {
      text += field[at + 1];
      at += 1;
      continue;
    }
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth === 0) return { text: text.slice(1).trim(), end: at + 1 };
    text += char;
  }
  return { text: text.slice(1).trim(), end: field.length };
}

function readAngle(field: string, start: number): { text: string; end: number } {
  const close = field.indexOf('>', start);
  // Without a `>` the address ends where the next one begins.
  const end = close === -1 ? endWithout(field, start) : close;
  return {
    text: field
      .slice(start + 1, end)
      .replace(/^<+/, '')
      .trim(),
    end: close === -1 ? end : close + 1,
  };
}

function endWithout(field: string, start: number): number {
  const comma = field.indexOf(',', start);
  return comma === -1 ? field.length : comma;
}

function toAddress({ words, comments, angle }: Mailbox, hint: string | null): readonly MailAddress[] {
  if (angle !== null) {
    const address = cleanAddress(angle, hint);
    const name = decodeName(words, comments, hint);
    // `"a@b.example" <>`: the name is all there is.
    if (address === '' && looksLikeAddress(name)) return [{ address: name, name: '' }];
    return address === '' && name === '' ? [] : [{ address, name }];
  }
  const at = words.findLastIndex((word) => looksLikeAddress(cleanAddress(word, hint)));
  if (at !== -1) {
    const name = decodeName(
      words.filter((_, index) => index !== at),
      comments,
      hint,
    );
    return [{ address: cleanAddress(words[at] ?? '', hint), name }];
  }
  const decoded = decodeName(words, [], hint);
  if (decoded === '') return [];
  // One word without an @, such as MAILER-DAEMON, is what a machine calls itself.
  if (!decoded.includes(' ') && words.length === 1)
    return [{ address: decoded.slice(0, longestAddress), name: decodeName([], comments, hint) }];
  return [{ address: '', name: decodeName(words, comments, hint) }];
}

function decodeName(words: readonly string[], comments: readonly string[], hint: string | null): string {
  const written = words.length > 0 ? words : comments;
  const name = decodeWords(written.join(' '), hint)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return name
    .replace(/^'(.*)'$/, '$1')
    .replace(/^"(.*)"$/, '$1')
    .slice(0, longestName)
    .trim();
}

function cleanAddress(written: string, hint: string | null): string {
  const decoded = written.includes('=?') ? decodeWords(written, hint) : decodeRaw(written, hint);
  // A name and an address in one encoded word are taken apart by whoever decodes the whole field.
  if (decoded !== written && decoded.includes('<')) return '';
  const address = decoded
    .replace(/^mailto:/i, '')
    .replace(/[\s\p{Cc}]+/gu, decoded.startsWith('"') ? ' ' : '')
    .replace(/[<>]/g, '')
    .replace(/^'([^']*)'$/, '$1')
    .replace(/\.$/, '');
  return address.slice(0, longestAddress).trim();
}

const looksLikeAddress = (text: string): boolean => {
  const at = text.lastIndexOf('@');
  return at > 0 && at < text.length - 1 && (text.startsWith('"') || !text.includes(' '));
};
