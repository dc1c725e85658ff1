/** Six digits: short enough to read out on the telephone; five tries at a million make one in 200,000. */
export const codeDigits = 6;

/** The code as people see it, `123 456`, from the first eight of some keyed bytes. Throws a RangeError when there are fewer. */
export function formatOneTimeCode(keyedBytes: Uint8Array): string {
  if (keyedBytes.length < 8) throw new RangeError('a one-time code takes eight bytes');
  const number = new DataView(keyedBytes.buffer, keyedBytes.byteOffset, 8).getBigUint64(0);
  // 2^64 is so far above a million that no code is noticeably more likely than another.
  const digits = (number % 10n ** BigInt(codeDigits)).toString().padStart(codeDigits, '0');
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}

/** A code from what somebody typed or dictated: its six digits, or null when it cannot be one. */
export function normalizeOneTimeCode(text: string): string | null {
  if (text.length > 40) return null;
  const digits = text.normalize('NFKC').replace(/[\s\-‐‑–—.,_]/gu, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** The code in a text message that has little else in it ("My code is 123 456."); null when it has none, or several. */
export function oneTimeCodeIn(text: string): string | null {
  if (text.length > 160) return null;
  const found =
    text.normalize('NFKC').match(/(?<![\d+]|\d[\s\-‐‑–—.])\d{3}[\s\-‐‑–—.]?\d{3}(?![\s\-‐‑–—.]?\d)/gu) ?? [];
  return found.length === 1 ? normalizeOneTimeCode(found[0] ?? '') : null;
}
