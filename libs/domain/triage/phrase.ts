import { fold, type Word } from './words.js';

/**
 * One phrase of the lexicon, compiled. As written in config/triage.yaml: words in a row; `a|b` one of them; `hack*` any
 * word that begins so; `word?` may be missing; `<3>` up to three words between. Accents and case do not matter.
 */
export interface Phrase {
  readonly source: string;
  readonly parts: readonly Part[];
  /** Neither gaps nor words that may be missing: matched word by word, which is most of the work saved. */
  readonly plain: boolean;
}

type Part =
  | { readonly kind: 'gap'; readonly upTo: number }
  | {
      readonly kind: 'word';
      readonly any: ReadonlySet<string>;
      readonly begins: readonly string[];
      readonly optional: boolean;
    };

export type PhraseProblem = { readonly outcome: 'bad-phrase'; readonly reason: string };

/** Longest gap and most parts of a phrase: together they bound the work for each word of a report. */
const longestGap = 16;
const mostParts = 12;

/** Compiles a phrase, or says in a sentence what is wrong with it. */
export function compilePhrase(source: string): { readonly outcome: 'phrase'; readonly phrase: Phrase } | PhraseProblem {
  const bad = (reason: string): PhraseProblem => ({ outcome: 'bad-phrase', reason: `"${source}": ${reason}` });
  const parts: Part[] = [];
  const written = fold(source)
    .replace(/['’](?:t)\b/gu, 't')
    .replace(/['’](?:s|re|ve|ll|d|m)\b(?!\w)/gu, '')
    .replace(/['’-]/gu, ' ');
  for (const piece of written.trim().split(/\s+/u)) {
    const gap = /^<(\d+)>$/u.exec(piece);
    if (gap !== null) {
      const upTo = Number(gap[1]);
      if (upTo < 1 || upTo > longestGap) return bad(`a gap is <1> to <${longestGap}>`);
      if (parts.length === 0) return bad('begins with a gap');
      parts.push({ kind: 'gap', upTo });
      continue;
    }
    const optional = piece.endsWith('?');
    if (optional && piece.includes('|')) return bad(`"${piece}": ? goes with one word, not with several`);
    const any = new Set<string>();
    const begins: string[] = [];
    for (const alternative of (optional ? piece.slice(0, -1) : piece).split('|')) {
      if (!/^[\p{L}\p{N}_]+\*?$/u.test(alternative)) return bad(`"${alternative}" is no word`);
      if (alternative.endsWith('*')) begins.push(alternative.slice(0, -1));
      else any.add(alternative);
    }
    if (begins.some((stem) => stem.length < 3)) return bad('a stem before * has at least three letters');
    if (optional && parts.length === 0) return bad('begins with a word that may be missing');
    parts.push({ kind: 'word', any, begins, optional });
  }
  if (parts.length > mostParts) return bad(`more than ${mostParts} parts`);
  if (parts.at(-1)?.kind === 'gap') return bad('ends with a gap');
  const plain = parts.every((part) => part.kind === 'word' && !part.optional);
  return { outcome: 'phrase', phrase: { source, parts, plain } };
}

/** Where in the words the phrase ends when it begins at `from` and stays in one sentence; null when it does not match there. */
export function matchPhrase(phrase: Phrase, words: readonly Word[], from: number): number | null {
  const sentence = words[from]?.sentence;
  if (phrase.plain) {
    let at = from;
    for (const part of phrase.parts) {
      const word = words[at++];
      if (word === undefined || word.sentence !== sentence || part.kind !== 'word' || !accepts(part, word.folded))
        return null;
    }
    return at;
  }
  if (!canFollow(phrase, words, from)) return null;
  let positions = new Set([from]);
  for (const part of phrase.parts) {
    const next = new Set<number>();
    for (const at of positions) {
      if (part.kind === 'gap') {
        for (let skip = 0; skip <= part.upTo; skip++) next.add(at + skip);
        continue;
      }
      if (part.optional) next.add(at);
      const word = words[at];
      if (word?.sentence === sentence && word !== undefined && accepts(part, word.folded)) next.add(at + 1);
    }
    if (next.size === 0) return null;
    positions = next;
  }
  return Math.min(...positions);
}

/** Whether any word that the second part asks for is near enough, looked up before the slower search. */
function canFollow(phrase: Phrase, words: readonly Word[], from: number): boolean {
  const second = phrase.parts[1];
  if (second === undefined) return true;
  const wanted = second.kind === 'gap' ? phrase.parts[2] : second;
  if (wanted?.kind !== 'word' || wanted.optional) return true;
  const last = from + 1 + (second.kind === 'gap' ? second.upTo : 0);
  for (let at = from + 1; at <= last; at++) {
    const word = words[at];
    if (word === undefined || word.sentence !== words[from]?.sentence) return false;
    if (accepts(wanted, word.folded)) return true;
  }
  return false;
}

function accepts(part: Extract<Part, { kind: 'word' }>, word: string): boolean {
  return part.any.has(word) || part.begins.some((stem) => word.startsWith(stem));
}

/** What the first word of a phrase may be: whole words, and stems. */
export function firstWords(phrase: Phrase): { readonly any: ReadonlySet<string>; readonly begins: readonly string[] } {
  const first = phrase.parts[0];
  return first?.kind === 'word' ? first : { any: new Set(), begins: [] };
}

/** Every whole word in a phrase: what spelling must not be corrected away from. */
export function wholeWords(phrase: Phrase): readonly string[] {
  return phrase.parts.flatMap((part) => (part.kind === 'word' ? [...part.any, ...part.begins] : []));
}
