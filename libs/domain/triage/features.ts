import type { Hit } from './lexicon.js';
import type { Word } from './words.js';

/** Where in the text a feature was first read. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Features of one report by name, each with its first place. */
export type Features = ReadonlyMap<string, Place>;

/** So much of a word tells its meaning: "compromised" and « compromission » begin alike, and most inflections fall away. */
const stemLength = 6;

/** A longer report tells nothing more about its kind; bounds the work. */
const enoughWords = 1_500;

/**
 * What the second opinion looks at: concepts (`c:`, taken back `n:`), a thing or person and what happens in one sentence
 * (`p:`), and beginnings of words outside long quotations (`w:`).
 */
export function featuresOf(
  hits: readonly Hit[],
  words: readonly Word[],
  nouns: ReadonlySet<string>,
  events: ReadonlySet<string>,
): Features {
  const features = new Map<string, Place>();
  const note = (name: string, place: Place): void => {
    if (!features.has(name)) features.set(name, place);
  };
  const inSentence = new Map<number, Map<string, Hit>>();
  for (const hit of hits) {
    note(`${hit.negated ? 'n' : 'c'}:${hit.concept}`, hit);
    if (hit.negated) continue;
    const noun = nouns.has(hit.concept);
    if (!noun && !events.has(hit.concept)) continue;
    const here = inSentence.get(hit.sentence) ?? new Map<string, Hit>();
    inSentence.set(hit.sentence, here);
    for (const [other, first] of here) {
      if (nouns.has(other) === noun) continue;
      note(noun ? `p:${hit.concept}+${other}` : `p:${other}+${hit.concept}`, {
        start: Math.min(first.start, hit.start),
        end: Math.max(first.end, hit.end),
      });
    }
    if (!here.has(hit.concept)) here.set(hit.concept, hit);
  }
  let count = 0;
  for (const word of words) {
    if (word.quoted || !/^\p{L}+$/u.test(word.folded)) continue;
    if (++count > enoughWords) break;
    note(`w:${word.folded.slice(0, stemLength)}`, word);
  }
  return features;
}
