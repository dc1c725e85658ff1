import { alphabet, isSymbol, symbolsFrom } from './alphabet.js';

/** 16 symbols of 31: log2(31) × 16 = 79.2 bits, too many to guess. */
const codeLength = 16;

/**
 * The secret that lets its holder follow a report, as it is shown once: `XXXX-XXXX-XXXX-XXXX`.
 * Throws a RangeError when the bytes run out: 32 random bytes are plenty.
 */
export function formatReceiptCode(randomBytes: Uint8Array): string {
  return grouped(symbolsFrom(randomBytes, codeLength));
}

/** The code as `formatReceiptCode` wrote it, from what somebody typed; null when it cannot be one. Compare and hash only this form. */
export function normalizeReceiptCode(text: string): string | null {
  if (text.length > 64) return null;
  const symbols = text.toUpperCase().replace(/[\s\-‐‑–—_.]/gu, '');
  return symbols.length === codeLength && Array.from(symbols).every(isSymbol) ? grouped(symbols) : null;
}

function grouped(symbols: string): string {
  return (symbols.match(/.{4}/gu) ?? []).join('-');
}

/** Bits of surprise in a code. */
export const receiptCodeBits = codeLength * Math.log2(alphabet.length);
