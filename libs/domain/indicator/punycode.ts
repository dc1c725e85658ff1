/** An `xn--` label as people read it (RFC 3492); the label itself when it does not decode. Expects lower case. */
export function readPunycode(label: string): string {
  if (!label.startsWith('xn--') || label.length > longestLabel) return label;
  const encoded = label.slice(4);
  const delimiter = encoded.lastIndexOf('-');
  const output = Array.from(encoded.slice(0, Math.max(0, delimiter)), (character) => character.codePointAt(0) ?? 0);
  let code = 128;
  let bias = 72;
  let at = 0;
  for (let next = delimiter + 1; next < encoded.length;) {
    const before = at;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = digitOf(encoded.charAt(next++));
      if (digit === null) return label;
      at += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
      if (at > 0x7fffffff || weight > 0x7fffffff) return label;
    }
    const length = output.length + 1;
    bias = adapted(at - before, length, before === 0);
    code += Math.floor(at / length);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return label;
    at %= length;
    output.splice(at++, 0, code);
  }
  const decoded = String.fromCodePoint(...output);
  // A label that decodes to dots, spaces or marks would pass for several labels.
  return /^[\p{L}\p{N}\p{M}_-]+$/u.test(decoded) ? decoded : label;
}

/** Longest label of a domain name, in characters (RFC 1035). */
export const longestLabel = 63;

function digitOf(character: string): number | null {
  if (/^[a-z]$/u.test(character)) return character.charCodeAt(0) - 97;
  return /^[0-9]$/u.test(character) ? character.charCodeAt(0) - 22 : null;
}

function adapted(delta: number, length: number, first: boolean): number {
  let left = first ? Math.floor(delta / 700) : Math.floor(delta / 2);
  left += Math.floor(left / length);
  let k = 0;
  for (; left > 455; k += 36) left = Math.floor(left / 35);
  return k + Math.floor((36 * left) / (left + 38));
}
