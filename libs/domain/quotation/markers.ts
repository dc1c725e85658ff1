import { forwardedWords, originalWords, replyAboveWords } from './phrases.js';
import { plainLine } from './plain-line.js';

export type Marker = 'original' | 'forwarded' | 'reply-above';

const original = new RegExp(
  `^[-_=*>#][-_=*>#\\s]{0,80}(?:${originalWords})(?:\\s?[:：])?[-_=*<#\\s]{0,80}[-_=*<#]$`,
  'iu',
);
/** One phone puts the headers on the same line. */
const originalThenHeaders = new RegExp(`^-{2,40}\\s?(?:${originalWords})\\s?-{2,40}\\s?\\p{L}{1,12}\\s?:`, 'iu');
const forwarded = new RegExp(`^[-_=*>#][-_=*>#\\s]{0,80}(?:${forwardedWords})\\b.{0,80}?[-_=*<#]{2,40}$`, 'iu');
const forwardedDashed = new RegExp(`^[-_=*]{2,40}\\s?(?:${forwardedWords})\\s?[:：]?\\s?[-_=*]{2,40}$`, 'iu');
const forwardedAlone = new RegExp(`^(?:${forwardedWords})\\s?[:：]$`, 'iu');
const replyAbove = new RegExp(`^[^\\p{L}]{2,40}.{0,40}?(?:${replyAboveWords})`, 'iu');

/** Only lines that begin with such a sign, or end with a colon, are looked at closely. */
const signs = /^[-_=*>#]{2}|[:：]$/u;

/** The line that a program, or a helpdesk, puts between a reply and what it answers. */
export function readMarker(line: string): Marker | null {
  if (line.length < 8 || line.length > 400) return null;
  const text = plainLine(line).replace(/([-_=*#])\1{3,}/gu, '$1$1$1');
  if (!signs.test(text)) return null;
  if (original.test(text) || originalThenHeaders.test(text)) return 'original';
  if (forwardedDashed.test(text) || forwardedAlone.test(text) || forwarded.test(text)) return 'forwarded';
  return replyAbove.test(text) ? 'reply-above' : null;
}

/** A line of dashes or underscores, as Outlook draws one above the headers of what it quotes. */
export const isRule = (line: string): boolean => line.length <= 200 && /^[-_=*–—]{3,}$/u.test(line.trim());
