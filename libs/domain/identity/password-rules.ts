/** NIST SP 800-63B-4, 3.1.1.2: a password that stands alone has at least fifteen characters, and 64 must be possible. */
export const shortestPassword = 15;
export const longestPassword = 200;

export type PasswordFault = 'too-short' | 'too-long' | 'easily-guessed' | 'unchanged';

/** What attackers try first, and what speaks of this service (800-63B-4: "context-specific words"). */
const commonWords = [
  'password',
  'passphrase',
  'motdepasse',
  'vigil',
  'hotline',
  'welcome',
  'bienvenue',
  'election',
  'letmein',
  'admin',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'zxcvbnm',
  'azerty',
  'iloveyou',
  'correcthorsebatterystaple',
] as const;

/** So many characters must be left once everything is taken away that can be guessed of it. */
const leastUnguessed = 8;
const leastDifferent = 6;

/**
 * What is wrong with a password that somebody chose; null when nothing is. Long, and not made of what anybody would try: no
 * rule asks for kinds of characters, and none lets a password grow old (800-63B-4, 3.1.1.2).
 */
export function passwordFault(
  chosen: string,
  { before, about }: { readonly before: string; readonly about: readonly string[] },
): PasswordFault | null {
  const password = chosen.normalize('NFKC');
  const characters = Array.from(password);
  if (characters.length < shortestPassword) return 'too-short';
  if (characters.length > longestPassword) return 'too-long';
  if (password === before.normalize('NFKC')) return 'unchanged';
  const plain = password.toLowerCase();
  const words = [
    ...commonWords,
    ...about.flatMap((text) =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .split(/[\s'’.-]+/u),
    ),
  ];
  let rest = plain;
  for (const word of words.filter(({ length }) => length > 2).toSorted((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(word, ' ');
  }
  const kept = Array.from(rest).filter(
    (character, place, all) => character !== ' ' && !continues(all[place - 1], character),
  );
  return kept.length < leastUnguessed || new Set(plain).size < leastDifferent ? 'easily-guessed' : null;
}

/** Whether a character repeats the one before it or is its neighbour in a row such as `abc` or `321`. */
function continues(before: string | undefined, character: string): boolean {
  if (before === undefined) return false;
  return Math.abs((character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) <= 1;
}
