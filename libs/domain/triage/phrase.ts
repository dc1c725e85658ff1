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
  /** Most words that it can stretch over. */
  readonly span: number;
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

/** Where matching marks the positions it has reached; written anew by each match, so that none has to make its own. */
const marks = [new Uint8Array(mostParts * (longestGap + 1) + 2), new Uint8Array(mostParts * (longestGap + 1) + 2)] as const; // prettier-ignore

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
  const span = parts.reduce((total, part) => total + (part.kind === 'gap' ? part.upTo : 1), 0);
  return { outcome: 'phrase', phrase: { source, parts, plain, span } };
}

/** Where in the words the phrase ends when it begins at `from` and stays in one sentence; null when it does not match there. */
export function matchPhrase(phrase: Phrase, words: readonly Word[], from: number): number | null {
  const sentence = words[from]?.sentence;
  if (phrase.plain) {
    for (let i = 0; i < phrase.parts.length; i++) {
      const part = phrase.parts[i];
      const word = words[from + i];
      if (word === undefined || word.sentence !== sentence || part?.kind !== 'word' || !accepts(part, word.folded))
        return null;
    }
    return from + phrase.parts.length;
  }
  if (!canFollow(phrase, words, from)) return null;
  // Positions reached, as marks counted from `from`: a phrase spans no more than its parts and gaps allow.
  let [here, next] = marks;
  let furthest = 0;
  here.fill(0, 0, phrase.span + 2);
  here[0] = 1;
  for (const part of phrase.parts) {
    next.fill(0, 0, phrase.span + 2);
    let reached = -1;
    for (let at = 0; at <= furthest; at++) {
      if (here[at] !== 1) continue;
      if (part.kind === 'gap') {
        next.fill(1, at, at + part.upTo + 1);
        reached = Math.max(reached, at + part.upTo);
        continue;
      }
      if (part.optional) {
        next[at] = 1;
        reached = Math.max(reached, at);
      }
      const word = words[from + at];
      if (word !== undefined && word.sentence === sentence && accepts(part, word.folded)) {
        next[at + 1] = 1;
        reached = Math.max(reached, at + 1);
      }
    }
    if (reached < 0) return null;
    furthest = reached;
    [here, next] = [next, here];
  }
  // The nearest end: one was reached, so the search ends there.
  return from + here.indexOf(1);
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
  if (part.any.has(word)) return true;
  for (const stem of part.begins) if (word.startsWith(stem)) return true;
  return false;
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
