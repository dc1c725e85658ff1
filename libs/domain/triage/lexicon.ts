import { firstWords, matchPhrase, wholeWords, type Phrase } from './phrase.js';
import { compileSpelling, corrected, type Spelling } from './spelling.js';
import { wordsOf, type Reading, type Word } from './words.js';

/** An idea that the rules speak about, and the words that express it in English and French. */
export interface Concept {
  readonly name: string;
  readonly phrases: readonly Phrase[];
  /** Whether "not" in front takes the idea back. Not for ideas that are themselves negative ("did not click"). */
  readonly negatable: boolean;
  /** Whether it also counts inside a long quotation: a threat does, a phish's own words do not. */
  readonly inQuotations: boolean;
}

export interface Lexicon {
  readonly byWord: ReadonlyMap<string, readonly Entry[]>;
  /** By the first three letters of the stem, the stems that begin so. */
  readonly byStem: ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>>;
  readonly spelling: Spelling;
  readonly negators: ReadonlySet<string>;
  readonly clauseBreakers: ReadonlySet<string>;
}

interface Entry {
  readonly concept: Concept;
  readonly phrase: Phrase;
  /** The phrase itself has a negator among its words ("not ours"), so one inside it takes nothing back. */
  readonly negative: boolean;
  /** The phrase is this one word, so that finding the word is finding the phrase. */
  readonly whole: boolean;
}

/** A concept found in a report. */
export interface Hit {
  readonly concept: string;
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
}

/** No concept is noted more often than this in one report. */
const mostHits = 20;

/** How many words a negation reaches over. */
const negationReach = 6;

const articles = new Set(['une', 'la', 'cette', 'autre', 'seule', 'meme', 'chaque', 'tierce', 'premiere']);
const notOnly = new Set(['only', 'just', 'seulement', 'juste', 'sure', 'certain', 'sur', 'know', 'idea']);

export function compileLexicon(
  concepts: readonly Concept[],
  words: {
    readonly misspelt: readonly string[];
    readonly variants: ReadonlyMap<string, string>;
    readonly negators: readonly string[];
    readonly clauseBreakers: readonly string[];
  },
): Lexicon {
  const byWord = new Map<string, Entry[]>();
  const byStem = new Map<string, Map<string, Entry[]>>();
  const known = new Set<string>();
  const negators = new Set(words.negators);
  const note = (map: Map<string, Entry[]>, key: string, entry: Entry): void => {
    const entries = map.get(key);
    if (entries === undefined) map.set(key, [entry]);
    else entries.push(entry);
  };
  for (const concept of concepts) {
    for (const phrase of concept.phrases) {
      const first = firstWords(phrase);
      const negative = wholeWords(phrase).some((word) => negators.has(word));
      const single = phrase.parts.length === 1;
      const entry = { concept, phrase, negative, whole: false };
      for (const word of first.any) note(byWord, word, single ? { ...entry, whole: true } : entry);
      for (const stem of first.begins) {
        const stems = byStem.get(stem.slice(0, 3)) ?? new Map<string, Entry[]>();
        byStem.set(stem.slice(0, 3), stems);
        note(stems, stem, single ? { ...entry, whole: true } : entry);
      }
      for (const word of wholeWords(phrase)) known.add(word);
    }
  }
  return {
    byWord,
    byStem,
    spelling: compileSpelling(words.misspelt, words.variants, known),
    negators,
    clauseBreakers: new Set(words.clauseBreakers),
  };
}

/** The words of a text as the lexicon reads them: misspellings mended. */
export function readWords(lexicon: Lexicon, text: string, reading?: Reading): readonly Word[] {
  return wordsOf(text, reading).map((word) => {
    const meant = corrected(lexicon.spelling, word.folded);
    return meant === word.folded ? word : { ...word, folded: meant };
  });
}

/** Every concept in the words, in order of place. */
export function findHits(lexicon: Lexicon, words: readonly Word[]): readonly Hit[] {
  const hits: Hit[] = [];
  const counts = new Map<string, number>();
  const tryAll = (entries: readonly Entry[] | undefined, word: Word, from: number): void => {
    for (const entry of entries ?? []) {
      const { concept, phrase } = entry;
      if (word.quoted && !concept.inQuotations) continue;
      const count = counts.get(concept.name) ?? 0;
      if (count >= mostHits) continue;
      const to = entry.whole ? from + 1 : matchPhrase(phrase, words, from);
      const last = to === null ? undefined : words[to - 1];
      if (to === null || last === undefined) continue;
      counts.set(concept.name, count + 1);
      const negated = concept.negatable && isNegated(lexicon, entry, words, from, to);
      hits.push({ concept: concept.name, sentence: word.sentence, start: word.start, end: last.end, negated });
    }
  };
  words.forEach((word, from) => {
    tryAll(lexicon.byWord.get(word.folded), word, from);
    if (word.folded.length < 3) return;
    for (const [stem, entries] of lexicon.byStem.get(word.folded.slice(0, 3)) ?? [])
      if (word.folded.startsWith(stem)) tryAll(entries, word, from);
  });
  return hits;
}

/** "Nobody has hacked us", "n'a pas été piraté": a negator before it in its clause, or French "ne … pas" around it. */
function isNegated(lexicon: Lexicon, entry: Entry, words: readonly Word[], from: number, to: number): boolean {
  if (!entry.negative && words.slice(from, to).some((word) => lexicon.negators.has(word.folded))) return true;
  const clause = words[from]?.clause;
  for (let at = from - 1; at >= Math.max(0, from - negationReach); at--) {
    const word = words[at];
    if (word === undefined || word.clause !== clause || lexicon.clauseBreakers.has(word.folded)) return false;
    if (!lexicon.negators.has(word.folded)) {
      if (word.folded !== 'ne' && word.folded !== 'n') continue;
      const after = [words[to], words[to + 1]]
        .filter((next) => next?.clause === clause)
        .map((next) => next?.folded ?? '');
      if (after.some((next) => lexicon.negators.has(next))) return true;
      continue;
    }
    if (word.folded === 'personne' && articles.has(words[at - 1]?.folded ?? '')) continue;
    if (notOnly.has(words[at + 1]?.folded ?? '')) continue;
    return true;
  }
  return false;
}
