/** 31 symbols that survive being read over a bad line: digits without 0 and 1, letters without I, L and O. 31 is prime. */
export const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Largest multiple of 31 that a byte can hold: bytes at or above it are thrown away, else the first symbols would be likelier. */
const evenRange = Math.floor(256 / alphabet.length) * alphabet.length;

export function isSymbol(character: string): boolean {
  return character.length === 1 && alphabet.includes(character);
}

/** `count` symbols, each as likely as any other, from random bytes. Throws a RangeError when the bytes run out. */
export function symbolsFrom(randomBytes: Uint8Array, count: number): string {
  let symbols = '';
  for (const byte of randomBytes) {
    if (symbols.length === count) break;
    if (byte < evenRange) symbols += alphabet.charAt(byte % alphabet.length);
  }
  if (symbols.length < count)
    throw new RangeError(`${randomBytes.length} random bytes gave too few of ${count} symbols`);
  return symbols;
}

/**
 * A weighted sum modulo 31. The weights 1, 2, 3, … are below the prime 31 and differ by one, so no single
 * substitution and no swap of neighbours leaves the sum as it was.
 */
export function checkCharacter(payload: string): string {
  let sum = 0;
  for (let i = 0; i < payload.length; i++) sum += (i + 2) * alphabet.indexOf(payload.charAt(i));
  return alphabet.charAt(sum % alphabet.length);
}
