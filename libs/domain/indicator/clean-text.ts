/**
 * Text as the eye reads it: what mail programs and copying leave in it is undone (invisible characters, full-width
 * letters, HTML entities, leftovers of quoted-printable). Linear time.
 */
export function cleanText(text: string): string {
  let clean = text
    .replace(invisible, '')
    .replace(/[\uFF01-\uFF5E]/gu, toAscii)
    .replace(/[\u3002\uFF61\u2024]/gu, '.');
  if (clean.includes('&')) clean = clean.replace(entity, decodeEntity);
  if (clean.includes('=') && quotedPrintable.test(clean))
    clean = clean.replace(/=\r?\n/gu, '').replace(/=([2-7][0-9A-F])/gu, (_, hex: string) => fromHex(hex));
  return clean;
}

/** Soft hyphen, zero-width characters, marks of direction, variation selectors, byte order mark. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u200E\u200F\u061C]/gu;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  period: '.',
  dot: '.',
  commat: '@',
  sol: '/',
  colon: ':',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lpar: '(',
  rpar: ')',
  lsqb: '[',
  rsqb: ']',
  hyphen: '-',
  shy: '',
};
const entity = /&(?:#(\d{2,6})|#x([0-9a-f]{2,5})|([a-z]{2,6}));/giu;

/** Soft line breaks, an encoded `=`, or letters with accents in two octets: what no ordinary text has. */
const quotedPrintable = /=\r?\n|=3D["'h]|=C[23]=[89AB][0-9A-F]/u;

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (code === 0x200b || code === 0xad || code === 0xfeff) return '';
  return code >= 0x20 && code < 0xd800 ? String.fromCodePoint(code) : whole;
}

function toAscii(wide: string): string {
  return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
}

function fromHex(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
