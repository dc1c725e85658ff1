/** No line that a mail program writes around a quotation is longer; what is beyond is not looked at. */
export const longestLookedAt = 500;

/** Spaces of other widths; and the marks of writing direction, which are dropped. */
const directionMarks = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const oddSpaces = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/gu;

/** A line as it is compared: bounded, with plain spaces and apostrophes, trimmed. */
export function plainLine(line: string): string {
  const bounded = line.length > longestLookedAt ? line.slice(0, longestLookedAt) : line;
  return bounded.replace(directionMarks, '').replace(oddSpaces, ' ').replaceAll('’', "'").trim();
}

/** Nothing to read on it: spaces of any kind. */
export const isBlank = (line: string): boolean => line.length <= longestLookedAt && line.trim() === '';

/** More `>` than any conversation nests: a drawn line, not a quotation. */
const deepestQuotation = 20;

/** Whether a mail program marked this line as quoted: `> text`, ` >> text`; not `>>> visit us <<<`. */
export function isMarkedQuoted(line: string): boolean {
  let at = 0;
  while (at < 8 && (line[at] === ' ' || line[at] === '\t' || line[at] === '\u00a0')) at += 1;
  if (line[at] !== '>') return false;
  let depth = 0;
  for (; at < line.length && depth <= deepestQuotation; at += 1) {
    if (line[at] === '>') depth += 1;
    else if (line[at] !== ' ') break;
  }
  return depth <= deepestQuotation && !line.endsWith('<<');
}

/** The line without its marks of quotation. */
export const withoutMarks = (line: string): string => line.replace(/^[ \t\u00a0]{0,8}>+ ?/u, '');
