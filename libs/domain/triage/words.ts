/** One word of a report: folded for matching, with its place in the text as written. */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  /** Negation does not reach from one clause into the next. */
  readonly clause: number;
  /** Inside a quotation longer than a few words: somebody else's words, not what the reporter says happened. */
  readonly quoted: boolean;
}

/** No more of a report than this is read, whatever its length. */
export const scanLimit = 100_000;

/** Nor more words than this, however short they are. */
const mostWords = 20_000;

/** A quotation up to this many words is a name or scare quotes, and counts as the reporter's own. */
const shortQuotation = 4;

/** Quotation marks that never close leave the rest of the text unquoted. */
const longestQuotation = 2_000;

/** Numbers keep their thousands separators (71,000 and 58 412), else letters and digits of any script, then one apostrophe part. */
const wordOrMark =
  /(\d{1,3}(?:[,\u0020\u00a0\u202f]\d{3}(?!\d))+)|([\p{L}\p{M}\p{N}_]+)(?:['’ʼ]([\p{L}]+))?|([.!?…;:,()\u2013\u2014\n"“”«»])/gu;

/** What may stand after an English apostrophe; anything else before or after one is a French elision, thus two words. */
const englishEnding = new Set(['t', 's', 're', 've', 'll', 'd', 'm']);

/** Lower case, compatibility forms and accents folded away, so that `ＨＡＣＫÉ` and `hacke` are one word. */
export function fold(text: string): string {
  if (!/[^ -~]/u.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/gu, 'oe').replace(/æ/gu, 'ae');
}

/** Where somebody else's words are: from there on all are quoted; and whether quotation marks set words apart at all. */
export interface Reading {
  readonly othersFrom: number;
  readonly quotationMarks: boolean;
}

/** The words of a text (cut at `scanLimit`), with sentences, clauses and quotations. Linear time. */
export function wordsOf(
  text: string,
  reading: Reading = { othersFrom: Infinity, quotationMarks: true },
): readonly Word[] {
  const scanned = text.slice(0, scanLimit);
  const quotations = reading.quotationMarks ? quotationsOf(scanned.slice(0, reading.othersFrom)) : [];
  const words: Word[] = [];
  let sentence = 0;
  let clause = 0;
  let quotation = 0;
  const push = (written: string, start: number): void => {
    const folded = fold(written);
    while (quotation < quotations.length && (quotations[quotation]?.end ?? 0) <= start) quotation++;
    const quoted = start >= (quotations[quotation]?.start ?? Infinity) || start >= reading.othersFrom;
    if (folded !== '') words.push({ folded, start, end: start + written.length, sentence, clause, quoted });
  };
  for (const match of scanned.matchAll(wordOrMark)) {
    if (words.length >= mostWords) break;
    const [, number, word, after, mark] = match;
    const at = match.index;
    if (number !== undefined) {
      push(number.replace(/[^\d]/gu, ''), at);
    } else if (word !== undefined) {
      if (after === undefined) push(word, at);
      else if (after.toLowerCase() === 't') push(`${word}t`, at);
      else if (englishEnding.has(after.toLowerCase())) push(word, at);
      else {
        push(word, at);
        push(after, at + word.length + 1);
      }
    } else if (mark !== undefined) {
      clause++;
      if (endsSentence(scanned, at, mark)) sentence++;
    }
  }
  return words;
}

function endsSentence(text: string, at: number, mark: string): boolean {
  const next = text.charAt(at + 1);
  if (mark === '\n') return next === '\n' || at === 0;
  return /[.!?…;]/u.test(mark) && (next === '' || /[\s"”»)]/u.test(next));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const closing: Readonly<Record<string, string>> = { '«': '»', '“': '”', '"': '"' };

/** Long quotations, in order, not nested: the outermost marks count. */
function quotationsOf(text: string): readonly Span[] {
  const marks = [...text.matchAll(/[«»“”"]/gu)];
  const spans: Span[] = [];
  let open: { readonly at: number; readonly close: string } | undefined;
  for (const mark of marks) {
    if (open !== undefined && mark.index - open.at > longestQuotation) open = undefined;
    if (open === undefined) {
      const close = closing[mark[0]];
      if (close !== undefined) open = { at: mark.index, close };
    } else if (mark[0] === open.close) {
      const inside = text.slice(open.at + 1, mark.index);
      if (inside.trim().split(/\s+/u).length > shortQuotation) spans.push({ start: open.at, end: mark.index });
      open = undefined;
    }
  }
  return spans;
}
