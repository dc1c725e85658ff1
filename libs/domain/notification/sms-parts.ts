import { smsSegments } from './sms-segments.js';
import { withFewestSegments } from './sms-smart-encoding.js';

/** Carriers take at most this many segments as one text; beyond it, or 1,600 characters, they refuse. */
export const mostSegments = 10;

/** Longest text message that carriers take, in UTF-16 units (Twilio error 21617). */
export const longestText = 1_600;

/**
 * A message as the texts that it is sent in, each short enough for carriers: one as it is, or several, numbered "(1/3)", that
 * end where a sentence, a line or at least a word does. Nothing is left out.
 */
export function splitForSms(text: string): readonly string[] {
  const whole = withFewestSegments(text);
  if (fits(whole)) return [whole];
  const parts: string[] = [];
  let rest = whole.trim();
  while (rest !== '') {
    const part = firstPart(rest);
    parts.push(part);
    rest = rest.slice(part.length).trim();
  }
  const pieces = parts.map((part) => part.trim()).filter((part) => part !== '');
  return pieces.map((part, index) => `(${index + 1}/${pieces.length}) ${part}`);
}

/** What the numbers take of a part at most. */
const numbering = '(999/999) ';

function fits(text: string): boolean {
  return text.length <= longestText && smsSegments(text) <= mostSegments;
}

/** The longest beginning that fits and ends well. */
function firstPart(text: string): string {
  if (fits(numbering + text)) return text;
  let low = 1;
  let high = Math.min(text.length, longestText);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(numbering + text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, goodEnd(text, low));
}

/** Where to part a text within its first so many units: after a sentence, a line, a word; never within a character. */
function goodEnd(text: string, most: number): number {
  const head = text.slice(0, most + 1);
  for (const end of [/[.!?…][)"'»”]?\s/g, /\n/g, /\s/g]) {
    let found = 0;
    for (const match of head.matchAll(end)) found = match.index + match[0].length;
    if (found > most / 2) return found;
  }
  const last = text.charCodeAt(most - 1);
  return last >= 0xd800 && last <= 0xdbff ? most - 1 : most;
}
