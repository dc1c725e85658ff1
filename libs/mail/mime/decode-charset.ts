import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';

/** Labels that say nothing about the bytes. */
const meaningless = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  'x-user-defined',
  'default',
  'binary',
  '8bit',
  '7bit',
  'utf',
  'none',
  'null',
  '_autodetect',
  '_autodetect_all',
  '_autodetect_jp',
]);

/** Bytes that a charset is told by. */
const longestSample = 4_096;

/** Labels in use that neither the WHATWG table nor iconv knows by that name. */
const aliases: Readonly<Record<string, string>> = {
  ks_c_5601: 'euc-kr',
  'ks_c_5601-1987': 'euc-kr',
  ksc5601: 'euc-kr',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  johab: 'euc-kr',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  jis: 'iso-2022-jp',
  cp932: 'shift_jis',
  'shift-jis': 'shift_jis',
  'sjis-win': 'shift_jis',
  cp51932: 'euc-jp',
  cp936: 'gbk',
  'gb2312-80': 'gbk',
  gb_2312: 'gbk',
  cp54936: 'gb18030',
  'x-gb2312': 'gbk',
  'x-gbk': 'gbk',
  cp950: 'big5',
  'big-5': 'big5',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  'utf-8-mac': 'utf-8',
  utf8mb4: 'utf-8',
  'utf-8mb4': 'utf-8',
  cp65001: 'utf-8',
  cp65000: 'utf-7',
  unicode: 'utf-16le',
  utf16: 'utf-16',
  ansi: 'windows-1252',
  'x-ansi': 'windows-1252',
  western: 'windows-1252',
};

/**
 * Bytes as text, by what they are declared as where that can be true. Declarations lie in known ways: UTF-8 sent as
 * Latin-1 or ASCII, Windows-1252 sent as UTF-8, UTF-16 that is none; each is recognised by the bytes themselves.
 * `hint` stands in for a declaration that is missing: the charset that other parts of the message name.
 */
export function decodeCharset(bytes: Buffer, declared: string | null, hint: string | null = null): string {
  const label = normalizeLabel(declared ?? '');
  if (isAscii(bytes)) {
    if (label === 'utf-7') return viaIconv(bytes, 'utf-7');
    if (hasEscapes(bytes)) return viaDecoder(bytes, 'iso-2022-jp') ?? bytes.toString('latin1');
    if (!label.startsWith('iso-2022') && !label.startsWith('hz')) return bytes.toString('latin1');
    return label.startsWith('hz') ? decodeHz(bytes) : bytes.toString('latin1');
  }
  const utf8 = isUtf8(bytes) ? withoutMark(bytes.toString('utf8')) : null;
  if (meaningless.has(label)) return utf8 ?? guess(bytes, hint);
  if (label === 'utf-8') return utf8 ?? decodeBrokenUtf8(bytes, hint);
  // A Latin text whose bytes happen to be well-formed UTF-8 is next to impossible; the mistaken label is common.
  if (utf8 !== null && /^(iso-8859-|windows-125|latin|cp125)/.test(label)) return utf8;
  if (label.startsWith('utf-16') || label.startsWith('utf-32') || label.startsWith('ucs-')) {
    if (!bytes.subarray(0, 4_096).includes(0)) return utf8 ?? guess(bytes, hint);
  }
  // What some Japanese programs call ISO-2022-JP, which has seven bits.
  if (label === 'iso-2022-jp' && !hasEscapes(bytes)) return strictly(bytes, 'shift_jis') ?? utf8 ?? guess(bytes, hint);
  return viaDecoder(bytes, label) ?? (known(label) ? viaIconv(bytes, label) : (utf8 ?? guess(bytes, hint)));
}

/** Whether a label names a charset that can be read. */
export function isCharset(label: string): boolean {
  const normal = normalizeLabel(label);
  return !meaningless.has(normal) && (decoderFor(normal) !== null || known(normal));
}

function normalizeLabel(label: string): string {
  const plain = label
    .slice(0, 60)
    .toLowerCase()
    .replace(/^3d|["'\s;,]|charset=/g, '')
    .replace(/\*.*$/, '')
    .replace(/^x-(?=cp|utf|iso|windows)/, '');
  const known = aliases[plain];
  if (known !== undefined) return known;
  if (plain === 'utf8' || /^utf_?8/.test(plain)) return 'utf-8';
  const iso = /^(?:iso)?[-_ ]?8859[-_ ]?(\d{1,2})(?:-[ei])?/.exec(plain);
  if (iso !== null) return `iso-8859-${iso[1]}`;
  const windows = /^(?:cp|win|windows|ansi|ms|ibm)?[-_ ]?(125[0-8]|874)$/.exec(plain);
  if (windows !== null) return `windows-${windows[1]}`;
  return plain;
}

const known = (label: string): boolean => {
  try {
    return label !== '' && iconv.encodingExists(label);
  } catch {
    return false;
  }
};

function viaIconv(bytes: Buffer, label: string): string {
  return iconv.decode(bytes, label);
}

const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

/** Making a decoder costs more than using it on a line. */
const decoders = new Map<string, TextDecoder | null>();
const mostDecoders = 200;

function decoderFor(label: string): TextDecoder | null {
  const made = decoders.get(label);
  if (made !== undefined) return made;
  const decoder = makeDecoder(label);
  if (decoders.size < mostDecoders) decoders.set(label, decoder);
  return decoder;
}

function makeDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

function viaDecoder(bytes: Buffer, label: string): string | null {
  const decoder = decoderFor(label);
  // Node 20 reads Windows-1252 as Latin-1, without its quotes and dashes.
  return decoder?.encoding === 'windows-1252' ? viaIconv(bytes, 'win1252') : (decoder?.decode(bytes) ?? null);
}

function strictly(bytes: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Text said to be UTF-8 that is not: each line by itself, since a reply often quotes in another charset than it is in. */
function decodeBrokenUtf8(bytes: Buffer, hint: string | null): string {
  // Cut off in the middle of a character, or a byte lost here and there: still UTF-8.
  const loose = bytes.toString('utf8');
  const lost = count(loose, /\uFFFD/g);
  const whole = count(loose, /[\u0080-\uFFFC]/g);
  if (whole > 20 * lost) return loose;
  const lines = linesOf(bytes);
  const others = lines.filter((line) => !isUtf8(line));
  const label = guessLabel(Buffer.concat(others.slice(0, 200)).subarray(0, longestSample), hint);
  return lines
    .map((line) => (isUtf8(line) ? line.toString('utf8') : (viaDecoder(line, label) ?? line.toString('latin1'))))
    .join('\n');
}

function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; ;) {
    const end = bytes.indexOf(10, start);
    lines.push(bytes.subarray(start, end === -1 ? bytes.length : end));
    if (end === -1) return lines;
    start = end + 1;
  }
}

function guess(bytes: Buffer, hint: string | null): string {
  return viaDecoder(bytes, guessLabel(bytes, hint)) ?? bytes.toString('latin1');
}

/** Eight-bit text that nobody labelled: Chinese, Japanese and Russian are told by their bytes, all else is Windows-1252. */
function guessLabel(bytes: Buffer, hint: string | null): string {
  const label = normalizeLabel(hint ?? '');
  if (!meaningless.has(label) && label !== 'utf-8' && decoderFor(label) !== null && strictly(bytes, label) !== null)
    return label;
  let high = 0;
  let upperHalf = 0;
  let letters = 0;
  for (const byte of bytes.subarray(0, longestSample)) {
    if (byte > 0x7f) high += 1;
    if (byte >= 0xe0) upperHalf += 1;
    if (byte > 0x40) letters += 1;
  }
  if (high < 4 || high <= letters * 0.5) return 'windows-1252';
  const japanese = strictly(bytes, 'shift_jis');
  if (japanese !== null && shareOf(japanese, /[\u3040-\u30FF]/g) >= 0.3) return 'shift_jis';
  const chinese = strictly(bytes, 'gb18030');
  if (chinese !== null && shareOf(chinese, /[\u4E00-\u9FFF\u3000-\u303F\uFF00-\uFFEF]/g) >= 0.9) return 'gb18030';
  if (high <= 12) return 'windows-1252';
  return upperHalf * 2 > high ? 'windows-1251' : 'koi8-r';
}

/** How much of what is not ASCII is of a kind. */
function shareOf(text: string, kind: RegExp): number {
  const sample = text.slice(0, 2_000);
  return count(sample, kind) / Math.max(1, count(sample, /[^\0-\x7F]/g));
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** ESC $ or ESC ( begins Japanese in ISO-2022-JP; nothing else in a mail looks like it. */
function hasEscapes(bytes: Buffer): boolean {
  const escape = bytes.indexOf(0x1b);
  return escape !== -1 && (bytes[escape + 1] === 0x24 || bytes[escape + 1] === 0x28);
}

/** HZ (RFC 1843): GB 2312 in seven bits between ~{ and ~}. */
function decodeHz(bytes: Buffer): string {
  const out: number[] = [];
  let inChinese = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const next = bytes[at + 1];
    if (byte === 0x7e && (next === 0x7b || next === 0x7d || next === 0x7e || next === 0x0a)) {
      if (next === 0x7e) out.push(0x7e);
      inChinese = next === 0x7b || (next === 0x7e && inChinese);
      at += 1;
    } else {
      out.push(inChinese && byte > 0x20 ? byte | 0x80 : byte);
    }
  }
  return viaDecoder(Buffer.from(out), 'gbk') ?? bytes.toString('latin1');
}
