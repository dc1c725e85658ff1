/** Words worth recognising when they are misspelt, by each form that lacks one letter. */
export interface Spelling {
  /** Words that are right as they stand: the lexicon's own. */
  readonly known: ReadonlySet<string>;
  readonly meant: ReadonlySet<string>;
  readonly byDeletion: ReadonlyMap<string, string>;
  readonly variants: ReadonlyMap<string, string>;
  /** Answers given before, since most words come again and again; emptied when full. Never changes an answer. */
  readonly remembered: Map<string, string>;
}

/** No more answers than this are kept. */
const mostRemembered = 20_000;

const shortest = 5;
const longest = 16;

/**
 * `words` are recognised with a letter missing, doubled or added, or with two neighbours swapped (not with another
 * letter in its place: "looked" is not "locked"). `variants` are spellings further off, each with what it stands for.
 */
export function compileSpelling(
  words: readonly string[],
  variants: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): Spelling {
  const byDeletion = new Map<string, string>();
  for (const word of words)
    for (const shorter of deletions(word)) if (!byDeletion.has(shorter)) byDeletion.set(shorter, word);
  return { known: new Set([...known, ...words]), meant: new Set(words), byDeletion, variants, remembered: new Map() };
}

/** The word meant, or the word itself. */
export function corrected(spelling: Spelling, word: string): string {
  if (word.length > longest) return spelling.variants.get(word) ?? word;
  const { remembered } = spelling;
  const before = remembered.get(word);
  if (before !== undefined) return before;
  const meant = meantBy(spelling, word);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(word, meant);
  return meant;
}

function meantBy(spelling: Spelling, word: string): string {
  const variant = spelling.variants.get(word);
  if (variant !== undefined) return variant;
  if (word.length < shortest - 1 || spelling.known.has(word)) return word;
  const missing = spelling.byDeletion.get(word);
  if (missing !== undefined && missing[0] === word[0]) return missing;
  if (word.length < shortest) return word;
  for (const shorter of deletions(word)) {
    if (spelling.meant.has(shorter) && shorter[0] === word[0]) return shorter;
    const target = spelling.byDeletion.get(shorter);
    if (target !== undefined && target[0] === word[0] && target.length === word.length && sameLetters(target, word))
      return target;
  }
  return word;
}

function sameLetters(a: string, b: string): boolean {
  return Array.from(a).toSorted().join('') === Array.from(b).toSorted().join('');
}

function deletions(word: string): readonly string[] {
  const forms: string[] = [];
  for (let i = 0; i < word.length; i++) forms.push(word.slice(0, i) + word.slice(i + 1));
  return forms;
}
