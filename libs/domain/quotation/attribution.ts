import { attributionOpeners, wroteBeforeNameWords, weekdays, wroteWords } from './phrases.js';
import { isBlank, isMarkedQuoted, plainLine } from './plain-line.js';

/** Programs break an attribution into at most so many lines. */
const mostLines = 5;
const longest = 400;

const date = /\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\b(?:19|20)\d\d\b|(?:19|20)\d\d ?[年년]/u;
const time = /\b\d{1,2} ?[:h.] ?\d{2}\b/u;
const address = /[^\s<>()[\]"]{1,80}@[\w.-]{1,120}/u;
const opener = new RegExp(
  `^[-–—_* ]{0,80}(?:(?:${attributionOpeners}) (?:.{0,25}?)\\d|(?:${weekdays})[., ]|\\d|[在于] ?\\d|<?"?[\\p{L}\\p{N}._-]{1,60}@)`,
  'iu',
);
const wordOpener = new RegExp(`^[-–—_* ]{0,80}(?:${attributionOpeners}) `, 'iu');
const verbAtEnd = new RegExp(`(?:^|[\\s>)\\]"',.])?(?:${wroteWords})\\s?[:：]?\\s?[-–—_*]*$`, 'iu');
const verbInside = new RegExp(`\\s(?:${wroteBeforeNameWords})[\\s,].{1,200}[:：]\\s?[-–—_*]*$`, 'iu');
const betweenDashes = new RegExp(`^-{2,40}(?!-)\\s?\\S.{1,150}\\s(?:${wroteWords})\\s?[:：]?\\s?-{2,}$`, 'iu');
const ends = /[:：>\-–—*]$/u;

/** “…, Ann de la Tour wrote:” after the time: a name, not “we” or “the attacker”. */
const nameAfterTime =
  /\d(?:\s?[ap]\.?\s?m\.?)?(?:\s(?:[+-]\d{4}|[A-Z]{2,5}(?:[+-]\d{1,2}(?::\d{2})?)?))?,?\s(?:["'“]?(?!(?:I|We|He|She|They|The|Our|Nous|Je|Il|Elle|Ils|On|Notre|Nos)\s)[\p{Lu}][\p{L}'’.-]{0,30}["'”]?|de|la|le|du|van|von|der|den|dos|da)(?:\s(?:["'“(]?\p{Lu}[\p{L}'’.-]{0,30}["'”)]?|de|la|le|du|van|von|der|den|dos|da)){0,6}\s$/u;

/** “Ann Bee wrote:” alone, above marked lines: a name, no pronoun. */
const bareName = new RegExp(
  `^(?!(?:He|She|They|We|I|It|The|Il|Elle|Ils|Elles|On|Nous|Vous|Je) )["'“]?\\p{Lu}[\\p{L}.'-]{0,30}(?: \\p{Lu}[\\p{L}.'-]{0,30}){0,4}["'”]? (?:wrote|a écrit|schrieb|escribió|ha scritto|escreveu|schreef|skrev) ?:$`,
  'u',
);
const quoting = /^(?:Quoting|Zitat von|Citation de|Citando|Citát|Citerar) .{1,200}[:：]$/u;
/** “3 Apr 2019, 10:15 by ann@party.example:” */
const addressAtEnd = /\s(?:by|von|par|de|da|door|av|от|від|from)\s[^\s<>]{1,80}@[\w.-]{1,120}:$/u;

export interface Attribution {
  /** Lines that it takes, the first included. */
  readonly lines: number;
}

/** The next line that says something, at or after `from`; one past the end if there is none. */
export function nextSpoken(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at] ?? '')) at += 1;
  return at;
}

/**
 * “On 3 March 2026 at 10:15, Ann <ann@…> wrote:” at this line, in any language, over several lines.
 * A sentence that merely begins with “On” is none: it takes a verb of writing at its end, and a date, an address or `>` lines that
 * follow.
 */
export function readAttribution(lines: readonly string[], at: number): Attribution | null {
  const first = plainLine(lines[at] ?? '');
  if (first.length < 4 || first.length > longest) return null;
  if (!/[\d@:<]/u.test(first) && !/^-{2,}.*-{2,}$/u.test(first) && !wordOpener.test(first)) return null;
  let joined = '';
  let used = 0;
  for (let offset = 0; offset < mostLines && at + offset < lines.length; offset += 1) {
    const line = plainLine(lines[at + offset] ?? '');
    if (line === '') {
      // One program puts the address into a paragraph of its own.
      if (offset > 0 && plainLine(lines[at + offset + 1] ?? '').startsWith('<')) continue;
      return null;
    }
    if (offset > 0 && ((wordOpener.test(line) && opener.test(line)) || (isMarkedQuoted(line) && !verbAtEnd.test(line))))
      return null;
    joined = joined === '' ? line : `${joined} ${line}`;
    used += 1;
    if (joined.length > longest) return null;
    if ((ends.test(line) || verbAtEnd.test(line)) && isAttribution(joined, used, isQuotedAfter(lines, at + offset + 1)))
      return { lines: offset + 1 };
  }
  return null;
}

function isQuotedAfter(lines: readonly string[], at: number): boolean {
  const next = nextSpoken(lines, Math.min(at, lines.length));
  return next - at <= 12 && isMarkedQuoted(lines[next] ?? '');
}

function isAttribution(text: string, linesUsed: number, isQuotedNext: boolean): boolean {
  // A drawn line introduces nobody, and costs the patterns below the most.
  if (!/\p{L}/u.test(text)) return false;
  if (betweenDashes.test(text)) return true;
  const hasAddress = text.includes('@') && address.test(text);
  const hasDate = date.test(text);
  const hasTime = time.test(text);
  const endsWithVerb = verbAtEnd.test(text);
  const hasVerb = endsWithVerb || verbInside.test(text);
  const opens = opener.test(text);
  if (/^sent from .{1,120}@.{1,120}wrote ?:$/iu.test(text)) return true;
  if (isQuotedNext && (bareName.test(text) || quoting.test(text))) return true;
  if (isQuotedNext && hasVerb && hasDate && hasTime && linesUsed <= 2 && text.length <= 120) return true;
  if (!opens && (linesUsed > 2 || text.length > 200 || !hasAddress)) return false;
  if (hasVerb && isQuotedNext && (hasAddress || hasDate || hasTime || opens)) return true;
  if (hasVerb && hasAddress && (hasDate || hasTime)) return opens || /^["'“<(\p{Lu}]/u.test(text);
  if (endsWithVerb && hasDate && hasTime) {
    const name = verbAtEnd.exec(text);
    if (name !== null && (nameAfterTime.test(`${text.slice(0, name.index).trimEnd()} `) || /[-–—]{2,}$/u.test(text)))
      return true;
  }
  // “2014-10-17 11:28 GMT+03:00 Ann <ann@…>:” says no verb.
  if (!hasAddress || !hasDate) return false;
  const startsWithDate = /^\W{0,3}(?:\d|\p{L}{2,12}\.?, \d)/u.test(text);
  if (startsWithDate && hasTime && addressAtEnd.test(text)) return true;
  if (/[>)]\s?[:：]$/u.test(text)) return startsWithDate || (opens && hasTime);
  return startsWithDate && isQuotedNext && text.endsWith('>');
}

const inlineOpener = /\s?-{0,10}\s?(?:On|Le|Am|El|Il|Em|Op|Den)\s/gu;

/** Where in a line an attribution begins behind the writer's own words: “thanks! On Wed, 4 Apr 2012 at 3:59 PM, bob@… wrote:”. */
export function findInlineAttribution(lines: readonly string[], at: number): number | null {
  const line = lines[at] ?? '';
  if (
    line.length > longest ||
    opener.test(plainLine(line)) ||
    !verbAtEnd.test(plainLine(line)) ||
    !isQuotedAfter(lines, at + 1)
  )
    return null;
  let found: number | null = null;
  for (const match of line.matchAll(inlineOpener)) {
    const tail = line.slice(match.index).replace(/^[\s-]+/u, '');
    if (match.index > 0 && opener.test(tail) && date.test(tail) && time.test(tail)) found = match.index;
  }
  return found;
}
