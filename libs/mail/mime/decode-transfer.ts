/** The bytes of a part without their transfer encoding (RFC 2045, 6). An encoding that cannot be true is not believed. */
export function decodeTransfer(bytes: Buffer, declared: string): Buffer {
  const encoding = declared
    .slice(0, 200)
    .toLowerCase()
    .replace(/\([^)]*\)|["';,\s]/g, '')
    .slice(0, 40);
  if (/^(quoted-?\/?printable|qp)/.test(encoding)) return decodeQuotedPrintable(bytes);
  if (/^base-?64/.test(encoding)) return looksLikeBase64(bytes) ? decodeBase64(bytes) : bytes;
  if (/^(x-)?uu(e|encode)?/.test(encoding)) return decodeUu(bytes) ?? bytes;
  return bytes;
}

const hex = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};

/** Takes what no encoder should write as it stands: lone equals signs, lower-case digits, blanks after a soft line end. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x3d) {
      const high = hex(bytes[at + 1]);
      const low = hex(bytes[at + 2]);
      if (high >= 0 && low >= 0) {
        out[length++] = high * 16 + low;
        at += 2;
        continue;
      }
      const end = endOfBlankLine(bytes, at + 1);
      if (end !== -1) {
        at = end - 1;
        continue;
      }
    }
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

/** Where the next line starts when nothing but blanks (76 at most, as long as a line may be) comes before it. */
function endOfBlankLine(bytes: Buffer, start: number): number {
  for (let at = start; at < start + 76; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return at;
    if (byte === 0x0a) return at + 1;
    if (byte === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1;
    if (byte !== 0x20 && byte !== 0x09) return -1;
  }
  return -1;
}

const isBase64 = new Uint8Array(256);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  isBase64[char.charCodeAt(0)] = 1;

function looksLikeBase64(bytes: Buffer): boolean {
  let foreign = 0;
  let own = 0;
  for (const byte of bytes.subarray(0, 2_048)) {
    if (isBase64[byte] === 1) own += 1;
    else if (byte !== 0x0a && byte !== 0x0d && byte !== 0x3d) foreign += 1;
  }
  return foreign * 12 <= own;
}

/** Base64 whatever the line ends; pieces that were padded each by itself; and text that a list server wrote below it is left out. */
export function decodeBase64(bytes: Buffer): Buffer {
  const padding = bytes.indexOf(0x3d);
  if (padding === -1 || isTail(bytes, padding)) return Buffer.from(bytes.toString('latin1'), 'base64');
  const pieces: Buffer[] = [];
  let piece: string[] = [];
  const close = () => {
    if (piece.length > 0) pieces.push(Buffer.from(piece.join(''), 'base64'));
    piece = [];
  };
  for (const line of bytes.toString('latin1').split(/\r?\n|\r/)) {
    const written = line.trim();
    if (/[^A-Za-z0-9+/=_-]|^[-_]+$/.test(written)) {
      if (pieces.length > 0 && piece.length === 0) break;
      continue;
    }
    for (const [index, run] of written.split(/=+/).entries()) {
      if (index > 0) close();
      if (run !== '') piece.push(run);
    }
  }
  close();
  return Buffer.concat(pieces);
}

function isTail(bytes: Buffer, from: number): boolean {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x3d && byte !== 0x0a && byte !== 0x0d && byte !== 0x20 && byte !== 0x09) return false;
  }
  return true;
}

export interface UuFile {
  readonly filename: string;
  readonly content: Buffer;
}

/** The first file between `begin` and `end`. */
function decodeUu(bytes: Buffer): Buffer | null {
  const text = bytes.toString('latin1');
  // Some leave out the line that names the file.
  return takeUuFiles(text, false).files[0]?.content ?? readUuLines(text.split('\n'), 0, false)?.content ?? null;
}

/** Files that stand in a text as uuencode wrote them, and the text without them. One that is not whole stays text. */
export function takeUuFiles(
  text: string,
  mustEnd = true,
): { readonly text: string; readonly files: readonly UuFile[] } {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const files: UuFile[] = [];
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const begin = /^begin [0-7]{3,4} (\S.{0,254})$/.exec((lines[at] ?? '').trimEnd());
    const file = begin === null || files.length >= 50 ? null : readUuLines(lines, at + 1, mustEnd);
    if (begin === null || file === null) {
      kept.push(lines[at] ?? '');
      continue;
    }
    files.push({ filename: begin[1] ?? 'file', content: file.content });
    at = file.end;
  }
  return { text: kept.join('\n'), files };
}

function readUuLines(
  lines: readonly string[],
  start: number,
  mustEnd: boolean,
): { content: Buffer; end: number } | null {
  const pieces: Buffer[] = [];
  let at = start;
  for (; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').replace(/\r$/, '');
    if (line.trim() === 'end') return { content: Buffer.concat(pieces), end: at };
    if (line.trim() === '' || line.startsWith('`')) continue;
    const piece = decodeUuLine(line);
    if (piece === null) break;
    pieces.push(piece);
  }
  return mustEnd || pieces.length === 0 ? null : { content: Buffer.concat(pieces), end: at };
}

function decodeUuLine(line: string): Buffer | null {
  const length = (line.charCodeAt(0) - 32) & 63;
  if (length === 0 || length > 45 || line.length > 90 || /[^ -`]/.test(line)) return null;
  const out = Buffer.alloc(Math.ceil(length / 3) * 3);
  const six = (index: number) => ((line.charCodeAt(index) || 32) - 32) & 63;
  for (let at = 1, to = 0; to < length; at += 4, to += 3) {
    const bits = (six(at) << 18) | (six(at + 1) << 12) | (six(at + 2) << 6) | six(at + 3);
    out.writeUIntBE(bits, to, 3);
  }
  return out.subarray(0, length);
}
