/** Longest text that anything reads, in UTF-16 units. */
export const longestText = 200_000;

/** How much of a message that cannot be taken apart is shown, in UTF-16 units. */
const longestGlimpse = 20_000;

/** Text that every store and screen takes: no NUL, no half of a surrogate pair, not too long. */
export function plainText(text: string, most = longestText): string {
  return text.slice(0, most).replace(/[\0\p{Cs}]/gu, '\uFFFD');
}

/** One line of plain text, or null when nothing is in it. */
export function plainLine(text: string | null | undefined, most: number): string | null {
  const line = plainText(text ?? '', most)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return line === '' ? null : line;
}

/** The beginning of raw bytes as text: UTF-8 where they are, otherwise each byte as a Latin-1 character. */
export function glimpse(raw: Buffer): string {
  const head = raw.subarray(0, longestGlimpse * 2);
  const text = head.toString('utf8');
  const broken = text.split('\uFFFD', 50).length - 1;
  return plainText(broken > 8 ? head.toString('latin1') : text, longestGlimpse);
}
