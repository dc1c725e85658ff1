/** What is left of a text when it is compared with others: enough to tell that two are alike, too little to read either. */
export interface Fingerprint {
  /** Of all words in their order; equal for texts that differ only in case, accents, punctuation, spacing and numbers. */
  readonly exact: string;
  /** Of the numbers in their order: what tells two filled-in forms apart. */
  readonly numbers: string;
  /** Four numbers (32 bits, signed). Texts that share most of their word pairs share at least one with high probability. */
  readonly bands: readonly number[];
  /** Sixteen minima, from which likeness is estimated. */
  readonly minima: readonly number[];
  readonly words: number;
}

/** A flood is told by its beginning; what is longer is not read. */
const longestText = 20_000;
const hashCount = 16;
const rowsInABand = 4;

/** Below so many words, two texts are alike only when they are the same: "my account is hacked" is nobody's in particular. */
export const fewestWords = 12;

/** The share of word pairs that two alike texts have in common, at least (an estimate by min-wise hashing, Broder 1997). */
export const alikeFrom = 0.8;

/**
 * The fingerprint of a text. Numbers count as one word whatever they are, and a link as its host, so that a counter or a
 * tracking id makes no difference. Linear in the text.
 */
export function fingerprint(text: string): Fingerprint {
  const { words, numbers } = wordsOf(text.slice(0, longestText));
  const exact = `${hex(hashOf(words, 0x811c9dc5))}${hex(hashOf(words, 0x2c1b3c6d))}`;
  const minima = minimaOf(words);
  const bands = Array.from({ length: hashCount / rowsInABand }, (_, band) =>
    minima.slice(band * rowsInABand, (band + 1) * rowsInABand).reduce((mixed, value) => mix(mixed ^ value), band + 1),
  );
  return { exact, numbers: hex(hashOf(numbers, 0x5bd1e995)), bands, minima, words: words.length };
}

/** Whether two reports say nearly the same, word for word, whatever numbers stand in them. */
export function alike(one: Fingerprint, other: Fingerprint): boolean {
  if (one.exact === other.exact) return true;
  if (one.words < fewestWords || other.words < fewestWords) return false;
  return likeness(one, other) >= alikeFrom;
}

/** Whether two reports are one that was sent twice: alike in their numbers too, and long enough to be somebody's own words. */
export function isRepetition(one: Fingerprint, other: Fingerprint): boolean {
  return one.words >= fewestWords && one.numbers === other.numbers && alike(one, other);
}

/** 0 to 1, in steps of a sixteenth. */
export function likeness(one: Pick<Fingerprint, 'minima'>, other: Pick<Fingerprint, 'minima'>): number {
  return one.minima.filter((value, index) => value === other.minima[index]).length / hashCount;
}

function wordsOf(text: string): { readonly words: readonly string[]; readonly numbers: readonly string[] } {
  const plain = text
    .toLowerCase()
    .replace(/(?:https?|hxxps?):\/\/([^\s/?#<>"]{1,255})[^\s<>"]*/gu, ' $1 ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return {
    words: words.map((word) => (/\p{N}/u.test(word) ? '0' : word)),
    numbers: words.filter((word) => /\p{N}/u.test(word)),
  };
}

function minimaOf(words: readonly string[]): number[] {
  const minima = Array.from({ length: hashCount }, () => 0x7fffffff);
  const pairs = words.length < 2 ? words.map((word) => hashOf([word], 7)) : pairHashes(words);
  for (const pair of pairs) {
    let value = pair;
    for (let index = 0; index < hashCount; index += 1) {
      value = mix(value + 0x9e3779b9);
      if (value < (minima[index] ?? 0)) minima[index] = value;
    }
  }
  return minima;
}

function pairHashes(words: readonly string[]): number[] {
  const single = words.map((word) => hashOf([word], 7));
  return single.slice(1).map((hash, index) => mix(Math.imul(hash, 31) ^ (single[index] ?? 0)));
}

/** FNV-1a over UTF-16 units, with a separator between words. */
function hashOf(words: readonly string[], seed: number): number {
  let hash = seed | 0;
  for (const word of words) {
    for (let index = 0; index < word.length; index += 1) {
      hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
    }
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  return mix(hash);
}

/** The finalizer of MurmurHash3 (Appleby, public domain): every bit of the input reaches every bit of the result. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
