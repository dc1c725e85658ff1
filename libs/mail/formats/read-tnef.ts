import { decodeCharset } from '../mime/decode-charset.js';

export interface TnefFile {
  readonly filename: string | null;
  readonly contentType: string | null;
  readonly content: Buffer;
}

/** What Outlook packs into winmail.dat (MS-OXTNEF): its files, and the message's own words where it has them. */
export interface Tnef {
  readonly text: string;
  readonly html: string | null;
  readonly files: readonly TnefFile[];
}

const signature = 0x223e9f78;
const mostAttributes = 10_000;
const mostFiles = 200;
const mostProperties = 2_000;

const attribute = {
  body: 0x800c,
  attachTitle: 0x8010,
  attachData: 0x800f,
  attachRendData: 0x9002,
  mapiProps: 0x9003,
  attachment: 0x9005,
  codepage: 0x9007,
} as const;
const property = {
  body: 0x1000,
  html: 0x1013,
  codepage: 0x3fde,
  longName: 0x3707,
  shortName: 0x3704,
  displayName: 0x3001,
  mimeTag: 0x370e,
  data: 0x3701,
} as const;
/** MAPI property types (MS-OXCDATA 2.11.1): bytes that a value of fixed size takes, padded to four. */
const fixedSizes: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  0xa: 4,
  0xb: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};

interface OpenFile {
  title: string | null;
  contentType: string | null;
  content: Buffer | null;
}

/** Null when it is none. What is cut off or out of order is left out, never an error. */
export function readTnef(bytes: Buffer): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null;
  let codepage: string | null = null;
  let text = '';
  let html: string | null = null;
  const files: OpenFile[] = [];
  for (let at = 6, count = 0; at + 11 <= bytes.length && count < mostAttributes; count += 1) {
    const id = bytes.readUInt16LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, at + 9 + length);
    at += 9 + length + 2;
    const file = files.at(-1);
    if (id === attribute.codepage && data.length >= 4) codepage = `windows-${data.readUInt32LE(0)}`;
    else if (id === attribute.body) text ||= decodeText(data, codepage);
    else if (id === attribute.attachRendData && files.length < mostFiles)
      files.push({ title: null, contentType: null, content: null });
    else if (id === attribute.attachTitle && file !== undefined) file.title ??= decodeText(data, codepage);
    else if (id === attribute.attachData && file !== undefined) file.content ??= data;
    else if (id === attribute.attachment && file !== undefined) addProperties(file, readProperties(data), codepage);
    else if (id === attribute.mapiProps) {
      const properties = readProperties(data);
      text ||= textIn(properties, property.body, codepage);
      const markup = properties.get(property.html)?.data;
      html ??= markup === undefined ? null : decodeCharset(markup, codepage);
    }
  }
  return {
    text,
    html,
    files: files.flatMap(({ title, contentType, content }) =>
      content === null ? [] : [{ filename: title, contentType, content: Buffer.from(content) }],
    ),
  };
}

function addProperties(file: OpenFile, properties: ReadonlyMap<number, Property>, codepage: string | null): void {
  const name =
    textIn(properties, property.longName, codepage) ||
    textIn(properties, property.displayName, codepage) ||
    textIn(properties, property.shortName, codepage);
  if (name !== '') file.title = name;
  file.contentType ??= textIn(properties, property.mimeTag, codepage).toLowerCase() || null;
  const data = properties.get(property.data);
  // An object begins with its kind, 16 bytes.
  if (data !== undefined) file.content ??= data.type === 0xd ? data.data.subarray(16) : data.data;
}

interface Property {
  readonly type: number;
  readonly data: Buffer;
}

function readProperties(data: Buffer): ReadonlyMap<number, Property> {
  const properties = new Map<number, Property>();
  if (data.length < 4) return properties;
  const count = Math.min(data.readUInt32LE(0), mostProperties);
  let at = 4;
  for (let index = 0; index < count && at + 4 <= data.length; index += 1) {
    const kind = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) at = afterName(data, at);
    const type = kind & ~0x1000;
    const fixed = fixedSizes[type];
    const values = (kind & 0x1000) !== 0 || fixed === undefined ? readCount(data, at) : 1;
    if (fixed !== undefined) {
      at += ((kind & 0x1000) === 0 ? 0 : 4) + values * fixed;
      continue;
    }
    at += 4;
    for (let value = 0; value < values && at + 4 <= data.length; value += 1) {
      const length = data.readUInt32LE(at);
      if (value === 0) properties.set(id, { type, data: data.subarray(at + 4, at + 4 + length) });
      at += 4 + padded(length);
    }
  }
  return properties;
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;
const readCount = (data: Buffer, at: number): number =>
  at + 4 <= data.length ? Math.min(data.readUInt32LE(at), mostProperties) : 0;

/** Past the name that a property of a program's own has: a set's identifier, and a number or a text. */
function afterName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return data.length;
  return data.readUInt32LE(at + 16) === 0 ? at + 24 : at + 24 + padded(data.readUInt32LE(at + 20));
}

function textIn(properties: ReadonlyMap<number, Property>, id: number, codepage: string | null): string {
  const found = properties.get(id);
  if (found === undefined) return '';
  return found.type === 0x1f ? withoutEnd(found.data.toString('utf16le')) : decodeText(found.data, codepage);
}

const decodeText = (data: Buffer, codepage: string | null): string => withoutEnd(decodeCharset(data, codepage));

function withoutEnd(text: string): string {
  const end = text.indexOf('\0');
  return (end === -1 ? text : text.slice(0, end)).replace(/\r\n?/g, '\n');
}
