/** What a responder's text says about the watch. `other`: nothing, so it answers a page. */
export type WatchReply =
  | { readonly kind: 'take-swap'; readonly code: string }
  /** `plain`: said by a word that also answers a page, which it does while one is open. */
  | { readonly kind: 'confirm-shift'; readonly plain: boolean }
  | { readonly kind: 'take-over'; readonly plain: boolean }
  | { readonly kind: 'other' };

/** Longest part of a text that is read, in characters. */
const longestReply = 300;

const taking = new Set('take taking took prends prend prendre pris'.split(' '));
const shift = new Set('shift quart'.split(' '));
const relief = new Set('relief releve relieve handoff'.split(' '));
const agreeing = new Set(
  'ok okay k yes y yep yeah confirm confirmed oui o ouais confirme confirmee accord dac'.split(' '),
);
const filling = new Set(
  'i ll ill the a my it swap please thanks thank you je le la mon ma l merci svp stp code'.split(' '),
);

/**
 * Reads TAKE 1234, SHIFT (QUART) and RELIEF (RELÈVE). As with the answers to a page, a word that this does not know makes the
 * text something else: a mistaken yes would put somebody on duty who does not know of it.
 */
export function parseSwapReply(text: string): WatchReply {
  const words = wordsOf(text.slice(0, longestReply));
  const codes = new Set(words.filter((word) => /^\d+$/.test(word)));
  const rest = words.filter((word) => !codes.has(word) && !filling.has(word));
  const isOnly = (...sets: readonly ReadonlySet<string>[]): boolean =>
    rest.length > 0 && rest.every((word) => sets.some((set) => set.has(word)));
  const [code] = codes;
  if (code !== undefined) {
    return codes.size === 1 && /^\d{4}$/.test(code) && isOnly(taking) ? { kind: 'take-swap', code } : { kind: 'other' };
  }
  const has = (set: ReadonlySet<string>): boolean => rest.some((word) => set.has(word));
  if (has(shift) && isOnly(shift, agreeing)) return { kind: 'confirm-shift', plain: false };
  if (has(relief) && isOnly(relief, agreeing, taking)) return { kind: 'take-over', plain: false };
  if (isOnly(agreeing)) return { kind: 'confirm-shift', plain: true };
  return isOnly(taking) ? { kind: 'take-over', plain: true } : { kind: 'other' };
}

/** Lower case words and numbers, without accents or punctuation. A number is whole: 12345 is not the code 1234. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/\d+|[a-z]+|[\p{L}]+/gu) ?? [];
}
