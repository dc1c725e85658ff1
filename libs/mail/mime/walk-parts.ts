import { bounds, type BoundsMet } from '../bounds.js';
import { decodeCharset, isCharset } from './decode-charset.js';
import { decodeTransfer } from './decode-transfer.js';
import { decodeWords } from './decode-words.js';
import { type Field, readEntity, valueOf } from './read-head.js';
import { type Parametrized, readParameters, textParameter } from './read-parameters.js';

/** An entity of a message and what is in it. */
export interface Part {
  readonly fields: readonly Field[];
  /** `text/plain` and the like, in lower case; what stands there when nothing is declared is worked out. */
  readonly type: string;
  readonly contentType: Parametrized;
  /** `attachment`, `inline`, or empty when nothing is said. */
  readonly disposition: string;
  readonly filename: string | null;
  readonly contentId: string | null;
  /** The entity's body as it came. */
  readonly body: Buffer;
  readonly children: readonly Part[];
}

interface Walk {
  readonly met: BoundsMet;
  parts: number;
  readonly hint: string | null;
}

/** Takes a message apart, whole tree, within bounds. */
export function walkParts(raw: Buffer, met: BoundsMet): Part {
  const root = readEntity(withLineFeeds(raw), met);
  const hint = charsetHint(root.fields);
  return walk(root.fields, root.body, { met, parts: 0, hint }, 0, 'text/plain');
}

/** A text that only knows carriage returns gets line feeds; in any other they are left alone. */
function withLineFeeds(raw: Buffer): Buffer {
  if (raw.subarray(0, 64 * 1024).includes(10) || !raw.subarray(0, 64 * 1024).includes(13)) return raw;
  return Buffer.from(raw.map((byte) => (byte === 13 ? 10 : byte)));
}

function walk(fields: readonly Field[], body: Buffer, walking: Walk, depth: number, presumed: string): Part {
  walking.parts += 1;
  const contentType = readParameters(valueOf(fields, 'content-type'));
  const disposition = readParameters(valueOf(fields, 'content-disposition'));
  const hint = charsetHint(fields) ?? walking.hint;
  const type = typeOf(contentType.value, presumed);
  const part = {
    fields,
    type,
    contentType,
    disposition: dispositionOf(disposition.value),
    filename:
      textParameter(disposition, 'filename', hint) ??
      textParameter(contentType, 'name', hint) ??
      textParameter(disposition, 'name', hint) ??
      textParameter(contentType, 'filename', hint),
    contentId: valueOf(fields, 'content-id').replace(/[<>\s]/g, '') || null,
    body,
  };
  return { ...part, children: childrenOf(part, walking, depth) };
}

function childrenOf(part: Omit<Part, 'children'>, walking: Walk, depth: number): readonly Part[] {
  if (!part.type.startsWith('multipart/')) return [];
  if (depth >= bounds.depth) {
    walking.met.note('depth');
    return [];
  }
  const presumed = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const children: Part[] = [];
  for (const piece of splitParts(part.body, part.contentType.parameters.get('boundary') ?? null)) {
    if (walking.parts >= bounds.parts) {
      walking.met.note('parts');
      break;
    }
    const { fields, body } = readEntity(piece, walking.met);
    children.push(walk(fields, body, walking, depth + 1, presumed));
  }
  return children;
}

/** A boundary that is missing or wrong is looked for; a multipart without any has no parts, and is text. */
function* splitParts(body: Buffer, declared: string | null): Generator<Buffer> {
  let boundary = declared === null || declared === '' ? null : declared;
  let next = boundary === null ? null : findBoundary(body, boundary, 0);
  if (next === null && boundary !== null && boundary !== boundary.trimEnd()) {
    boundary = boundary.trimEnd();
    next = findBoundary(body, boundary, 0);
  }
  if (next === null) {
    boundary = sniffBoundary(body);
    next = boundary === null ? null : findBoundary(body, boundary, 0);
  }
  if (boundary === null) return;
  while (next !== null) {
    if (next.closes) {
      // Parts below the closing line are not seen by most programs; a person would look for them.
      const more = findBoundary(body, boundary, next.after);
      if (more === null) return;
      next = more;
      continue;
    }
    const start = next.after;
    next = findBoundary(body, boundary, start);
    yield body.subarray(start, next === null ? body.length : Math.max(start, next.before));
  }
}

interface BoundaryLine {
  /** Where the part in front ends: the line end before the boundary belongs to the boundary. */
  readonly before: number;
  readonly after: number;
  readonly closes: boolean;
}

function findBoundary(body: Buffer, boundary: string, from: number): BoundaryLine | null {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  for (let at = body.indexOf(mark, from); at !== -1; at = body.indexOf(mark, at + 1)) {
    if (at > 0 && body[at - 1] !== 10 && body[at - 1] !== 13) continue;
    const end = at + mark.length;
    const closes = body[end] === 0x2d && body[end + 1] === 0x2d;
    const after = endOfBoundaryLine(body, closes ? end + 2 : end);
    // One boundary may begin like another: what follows must be the line's end.
    if (after === -1) continue;
    let before = at;
    if (before > from && body[before - 1] === 10) before -= 1;
    if (before > from && body[before - 1] === 13) before -= 1;
    return { before, after, closes };
  }
  return null;
}

function endOfBoundaryLine(body: Buffer, from: number): number {
  for (let at = from; at < from + 200; at += 1) {
    const byte = body[at];
    if (byte === undefined) return at;
    if (byte === 10) return at + 1;
    if (byte === 13) return body[at + 1] === 10 ? at + 2 : at + 1;
    if (byte !== 0x20 && byte !== 0x09) return -1;
  }
  return -1;
}

/** The first line that looks like a boundary, with a header field below it. */
function sniffBoundary(body: Buffer): string | null {
  const head = body.toString('latin1', 0, 64 * 1024);
  const found = /^--([!-~][ -~]{0,98}[!-~])[ \t]*\r?\n(?:content-[a-z-]{1,40}[ \t]*:|\r?\n)/im.exec(head);
  return found?.[1] ?? null;
}

function typeOf(declared: string, presumed: string): string {
  const type = declared.split(/[\s;,]/, 1)[0] ?? '';
  if (/^[\w.+-]+\/[\w.+-]+/.test(type)) return type.slice(0, 100);
  if (type === '') return presumed;
  if (type === 'text' || type === 'plain') return 'text/plain';
  if (type === 'html') return 'text/html';
  if (type === 'multipart') return 'multipart/mixed';
  return type.startsWith('text') ? 'text/plain' : 'application/octet-stream';
}

function dispositionOf(value: string): string {
  if (value === '') return '';
  return value.startsWith('inline') ? 'inline' : 'attachment';
}

/** The charset that a header names for its body: the likeliest for what is in it unlabelled. */
export function charsetHint(fields: readonly Field[]): string | null {
  const charset = readParameters(valueOf(fields, 'content-type')).parameters.get('charset');
  return charset !== undefined && isCharset(charset) ? charset : null;
}

/** The bytes that a leaf carries. */
export function contentOf(part: Part): Buffer {
  const content = decodeTransfer(part.body, valueOf(part.fields, 'content-transfer-encoding'));
  // Line ends of what was sent as text are the transport's; kept is what its sender had. Encoded bytes are as they were.
  return content.buffer === part.body.buffer && /^(text|message)\/|^application\/pgp-/.test(part.type)
    ? withoutCarriageReturns(content)
    : content;
}

function withoutCarriageReturns(content: Buffer): Buffer {
  if (!content.includes('\r\n')) return content;
  const out = Buffer.allocUnsafe(content.length);
  let length = 0;
  for (let at = 0; at < content.length; at += 1) {
    if (content[at] === 13 && content[at + 1] === 10) continue;
    out[length++] = content[at] ?? 0;
  }
  return out.subarray(0, length);
}

/** What a text leaf says. */
export function textOf(part: Part, hint: string | null): string {
  const bytes = contentOf(part);
  const charset =
    part.contentType.parameters.get('charset') ?? (part.type === 'text/html' ? charsetInMarkup(bytes) : null);
  return decodeCharset(bytes.subarray(0, 4 * bounds.markup), charset, hint)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
}

/** Markup may name its charset itself. */
function charsetInMarkup(bytes: Buffer): string | null {
  return /<meta[^>]{0,200}charset=["']?([\w:.-]{1,40})/i.exec(bytes.toString('latin1', 0, 4_096))?.[1] ?? null;
}

/** A field as people read it. */
export function textField(fields: readonly Field[], name: string, hint: string | null): string {
  return decodeWords(valueOf(fields, name), hint)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
