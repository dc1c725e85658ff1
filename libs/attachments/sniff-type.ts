import { fileTypeFromBuffer } from 'file-type';
import { extensionOf } from './file-name.js';

/** How much of the beginning decides; what comes later is not asked what it is. In bytes. */
const beginning = 1024 * 1024;
const textBeginning = 64 * 1024;

/** The media type that the bytes show, whatever their name says. `application/octet-stream` when nothing is recognised. */
export async function sniffType(bytes: Buffer, name: string): Promise<string> {
  const head = bytes.subarray(0, beginning);
  const own = ownType(head);
  if (own !== null) return own;
  // Marked as UTF-16: the library takes the mark for the beginning of sound.
  const wide = isUtf16(head) ? textType(head.subarray(0, textBeginning), name) : null;
  if (wide !== null) return wide;
  const found = await recognised(head);
  // Its guess at XML is about the first characters only; what kind of XML it is, the text rules tell better.
  if (found !== null && found !== 'application/xml') return found;
  return textType(head.subarray(0, textBeginning), name) ?? found ?? 'application/octet-stream';
}

/** A copy, because a parser may keep views; a fault of the parser is no type. */
async function recognised(head: Buffer): Promise<string | null> {
  try {
    return (await fileTypeFromBuffer(new Uint8Array(head)))?.mime ?? null;
  } catch {
    return null;
  }
}

const starts = (bytes: Buffer, text: string): boolean =>
  bytes.subarray(0, text.length).equals(Buffer.from(text, 'latin1'));

/** What the library does not know, or calls by a wider name. */
function ownType(head: Buffer): string | null {
  if (starts(head, 'MZ')) return 'application/x-msdownload';
  if (starts(head, '\x7FELF')) return 'application/x-executable';
  if (starts(head, 'L\0\0\0\x01\x14\x02\0')) return 'application/x-ms-shortcut';
  if (starts(head, 'ITSF')) return 'application/vnd.ms-htmlhelp';
  // The one prefix is shared by Java classes and programs of several architectures; both start something.
  if (starts(head, '\xCA\xFE\xBA\xBE') || starts(head, '\xCF\xFA\xED\xFE') || starts(head, '\xCE\xFA\xED\xFE')) {
    return 'application/x-executable';
  }
  // A name of its own by whoever wrote MS-TNEF (Outlook's winmail.dat).
  if (starts(head, '\x78\x9F\x3E\x22')) return 'application/vnd.ms-tnef';
  if (starts(head, '%PDF-')) return 'application/pdf';
  if (starts(head, '{\\rtf')) return 'application/rtf';
  return null;
}

const mailHeader =
  /^(from|to|cc|received|return-path|delivered-to|mime-version|message-id|subject|date|x-[\w-]+|dkim-signature|content-type)[ \t]*:/i;
const scriptNames: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  jse: 'text/javascript',
  mjs: 'text/javascript',
  vbs: 'text/vbscript',
  vbe: 'text/vbscript',
  ps1: 'text/x-powershell',
  psm1: 'text/x-powershell',
  bat: 'application/x-bat',
  cmd: 'application/x-bat',
  hta: 'application/hta',
  wsf: 'application/x-wsf',
  reg: 'text/x-ms-regedit',
  url: 'application/x-mswinurl',
  sh: 'application/x-sh',
  py: 'text/x-python',
  pl: 'text/x-perl',
};

/** Null for what is no text. Marks of activity win over what the name says. */
function textType(head: Buffer, name: string): string | null {
  const text = decode(head);
  if (text === null) return null;
  const start = text.replace(/^\uFEFF/, '').trimStart();
  const small = start.slice(0, 4_096).toLowerCase();
  if (start.startsWith('#!')) return 'application/x-sh';
  if (small.startsWith('[internetshortcut]')) return 'application/x-mswinurl';
  if (small.startsWith('windows registry editor')) return 'text/x-ms-regedit';
  if (isMail(start)) return 'message/rfc822';
  if (/<(?:\w+:)?svg[\s>]/.test(small)) return 'image/svg+xml';
  if (/<hta:application/.test(small)) return 'application/hta';
  if (/<(?:!doctype html|html|head|body|script|iframe|meta|form|object|embed|img|style|a href)[\s>]/.test(small)) {
    return 'text/html';
  }
  const byName = scriptNames[extensionOf(name)];
  if (byName !== undefined) return byName;
  if (small.startsWith('<?xml')) return 'application/xml';
  if (small.startsWith('begin:vcalendar')) return 'text/calendar';
  if (small.startsWith('begin:vcard')) return 'text/vcard';
  if (/^-----begin [a-z ]{3,40}-----/.test(small)) return 'application/x-pem-file';
  if (extensionOf(name) === 'csv') return 'text/csv';
  return 'text/plain';
}

/** Two header lines that mails have, among the first few that are no continuation. */
function isMail(text: string): boolean {
  const lines = text.slice(0, 8_192).split(/\r?\n/, 40);
  if (lines[0]?.startsWith('From ') === true) lines.shift();
  if (!/^[\w-]{1,60}[ \t]*:/.test(lines[0] ?? '')) return false;
  const header = lines.slice(0, lines.includes('') ? lines.indexOf('') : lines.length);
  return header.filter((line) => mailHeader.test(line)).length >= 2;
}

const isUtf16 = (head: Buffer): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);

/** UTF-16 by its mark; otherwise byte by byte. Null when there are controls that text does not have. */
function decode(head: Buffer): string | null {
  const text = isUtf16(head) ? decodeUtf16(head) : head.toString('latin1');
  // oxlint-disable-next-line no-control-regex -- Controls are what tells bytes from text.
  return /[\0-\x07\x0E-\x1A\x1C-\x1F\x7F]/.test(text) ? null : text;
}

function decodeUtf16(head: Buffer): string {
  const even = head.subarray(0, head.length & ~1);
  return (head[0] === 0xff ? even : Buffer.from(even).swap16()).toString('utf16le');
}
