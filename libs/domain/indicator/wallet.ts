/** Whether a text in the form `bc1…` carries the checksum of BIP 173 or 350; short ones are words without it. */
export function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  if (lower !== text && text.toUpperCase() !== text) return false;
  const mark = lower.lastIndexOf('1');
  const values = Array.from(lower.slice(mark + 1), (character) => alphabet.indexOf(character));
  if (mark < 1 || values.length < 6 || values.includes(-1)) return false;
  const codes = Array.from(lower.slice(0, mark), (character) => character.charCodeAt(0));
  const sum = polymod([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values]);
  return sum === 1 || sum === 0x2bc830a3;
}

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function polymod(values: readonly number[]): number {
  return values.reduce((sum, value) => {
    const top = sum >>> 25;
    return generator.reduce(
      (next, part, bit) => ((top >> bit) & 1 ? next ^ part : next),
      ((sum & 0x1ffffff) << 5) ^ value,
    );
  }, 1);
}
