import { alphabet, checkCharacter, isSymbol, symbolsFrom } from './alphabet.js';

/** How an incident or report is named out loud, on paper and in a subject line: `K7Q4-MPX`. */
export type Reference = string;

/** Characters that carry meaning, before the check character. */
const payloadLength = 6;

export type ParsedReference =
  | { readonly outcome: 'valid'; readonly reference: Reference }
  | { readonly outcome: 'malformed' }
  | { readonly outcome: 'wrong-check' };

/** The reference made of six symbols drawn evenly from the bytes. Throws a RangeError when they run out: 16 random bytes are plenty. */
export function makeReference(randomBytes: Uint8Array): Reference {
  const payload = symbolsFrom(randomBytes, payloadLength);
  return written(payload + checkCharacter(payload));
}

/**
 * Reads a reference as people type and say it: any case, spaces or hyphens anywhere, in brackets or not. The letters
 * that the alphabet leaves out (I, L, O, and the digits 0 and 1) are never guessed at: they make it malformed.
 */
export function parseReference(text: string): ParsedReference {
  if (text.length > 64) return { outcome: 'malformed' };
  const symbols = text.toUpperCase().replace(/[\s\-‐‑–—_.#[\]()]/gu, '');
  if (symbols.length !== payloadLength + 1 || !Array.from(symbols).every(isSymbol)) return { outcome: 'malformed' };
  return checks(symbols) ? { outcome: 'valid', reference: written(symbols) } : { outcome: 'wrong-check' };
}

/**
 * References with a right check character in a subject or a body, in order, each once. Only what is written as one is
 * looked at: `XXXX-XXX`, or seven symbols after the word VIGIL; so a word of seven letters is no reference. Linear time.
 */
export function findReferences(text: string, max = 5): readonly Reference[] {
  const found = new Set<Reference>();
  const candidates =
    /(?<![A-Z0-9-])(?:(VIGIL)[\s:#-]{0,3})?([2-9A-Z]{4})([-‐‑–][ ]?|[ ]?)([2-9A-Z]{3})(?![A-Z0-9-])/giu;
  for (const [, marker, head = '', separator = '', tail = ''] of text.matchAll(candidates)) {
    if (found.size >= max) break;
    if (marker === undefined && !/[-‐‑–]/u.test(separator)) continue;
    const parsed = parseReference(head + tail);
    if (parsed.outcome === 'valid') found.add(parsed.reference);
  }
  return [...found];
}

function written(symbols: string): Reference {
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

function checks(symbols: string): boolean {
  return checkCharacter(symbols.slice(0, payloadLength)) === symbols.charAt(payloadLength);
}

export { alphabet as referenceAlphabet };
