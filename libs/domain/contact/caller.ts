/** What carriers write for a hidden number: a word as the keypad spells it, here ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE. */
const spelledWords: ReadonlySet<string> = new Set([
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+86282452253',
]);

/**
 * Whether a caller or sender of a text has a number of their own, in E.164: one that can be called back and that nobody else
 * has. A hidden number is written as a word, which all who hide theirs have in common.
 */
export function hasOwnNumber(sender: string | null): sender is string {
  return sender !== null && /^\+\d{5,15}$/.test(sender) && !spelledWords.has(sender);
}
