/** Longest text that is read for a keyword, a command or an answer, in UTF-16 units; a report may be longer, these never are. */
const longestRead = 1_600;

/** The words of a text in lower case without accents or punctuation, an apostrophe being no letter: "C'est réglé!" is three. */
export function plainWords(text: string): readonly string[] {
  return (
    text
      .slice(0, longestRead)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? []
  );
}

export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
