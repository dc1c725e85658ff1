import type { Severity } from '../incident/severity.js';
import type { Hit } from './lexicon.js';
import type { Category } from './verdict.js';
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

/** Words of every report, whatever it is about: they would teach by accident. */
const empty = new Set(
  `the a an and or of to in on at by for from with as is are was were be been being am it its this that these those there here he she they them his her
  their we our ours us you your i my me mine so if then than but because about into onto over under out up down off just very too also have has had having do does
  did will would can could should may im ive weve dont didnt doesnt one who what which when how hi hello dear please thanks thank regards good morning afternoon
  le la les l un une des du de d et ou a au aux en dans sur sous par pour avec chez est sont etait etaient ete etre suis ai as avons avez ont avait ce cet cette ces c
  ca cela il elle ils elles on nous vous je j tu te t me m mon ma mes ton ta tes son sa ses s notre nos votre vos leur leurs se qui que qu quoi dont ne n y si mais donc car
  puis pis alors plus tres bien bonjour bonsoir allo salut merci svp madame monsieur mesdames messieurs comme fait faire`.split(
    /\s+/u,
  ),
);

/** What was decided about a report before the decision that is asked for. */
export interface Decided {
  readonly category: Category;
  readonly band?: Severity;
}

/** What was decided before, as features (`k:`): the same words speak for another kind of account in another category. */
export function featuresGiven({ category, band }: Decided): readonly string[] {
  return band === undefined ? [`k:${category}`] : [`k:${category}`, `k:${band}`];
}

/** A longer report tells nothing more about its kind; bounds the work. */
const enoughWords = 1_500;

/**
 * What the second opinion looks at: concepts (`c:`, taken back `n:`) and beginnings of words, the reporter's own (`w:`)
 * and others' (`q:`).
 */
export function featuresOf(hits: readonly Hit[], words: readonly Word[]): Features {
  const features = new Map<string, Place>();
  const note = (name: string, place: Place): void => {
    if (!features.has(name)) features.set(name, place);
  };
  for (const hit of hits) note(`${hit.negated ? 'n' : 'c'}:${hit.concept}`, hit);
  let count = 0;
  for (const word of words) {
    if (empty.has(word.folded) || !/^\p{L}+$/u.test(word.folded)) continue;
    if (++count > enoughWords) break;
    note(`${word.quoted ? 'q' : 'w'}:${word.folded.slice(0, stemLength)}`, word);
  }
  return features;
}
