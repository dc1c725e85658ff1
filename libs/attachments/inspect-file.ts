import {
  type ArchiveFindings,
  type ArchiveLimits,
  type ArchiveLook,
  inspectArchive,
  isZip,
  opensArchive,
  zipType,
} from './inspect-archive.js';
import { extensionOf, isDisguised, startsByName } from './file-name.js';
import { sniffType } from './sniff-type.js';

/** Why a file must not simply be opened. The first that applies is told. */
export type Danger =
  /** It starts when it is opened: a program, an installer, a library. */
  | 'program'
  /** A script or a shortcut, which starts something too. */
  | 'script'
  /** A page: it can run scripts and imitate a sign-in page. */
  | 'web-page'
  /** A document with macros or other active content. */
  | 'active-document'
  /** It is not what its name says, or two things at once. */
  | 'disguised'
  /** It unpacks to more than anyone has room for. */
  | 'archive-bomb'
  /** Nobody can look into it: encrypted, damaged, or of a kind that is not opened here. */
  | 'closed-archive'
  /** An archive that holds something that starts. */
  | 'archive-with-program'
  /** Nothing that is recognised. */
  | 'unknown';

export interface Inspection {
  /** What the bytes show, whatever the name says. */
  readonly sniffedType: string;
  readonly dangerous: boolean;
  readonly why: Danger | null;
  readonly isArchive: boolean;
  /** Of archives, and of documents that are one inside. */
  readonly archive: ArchiveFindings | null;
}

export interface InspectionLimits {
  readonly archives: ArchiveLimits;
}

/**
 * Looks at a file without opening it in any program: what it is by its bytes, and whether it could do harm. It errs on the
 * side of danger; what is dangerous is not withheld, it only leaves in a sealed archive. Never throws.
 */
export async function inspectFile(
  bytes: Buffer,
  name: string,
  declaredType: string | null,
  { archives }: InspectionLimits,
): Promise<Inspection> {
  const sniffed = await sniffType(bytes, name);
  const container = isZip(bytes) ? zipType : sniffed;
  const look = opensArchive(container) ? await inspectArchive(bytes, container, archives) : null;
  const sniffedType = look === null ? sniffed : (packedType(look) ?? sniffed);
  const isArchive = archiveTypes.has(sniffedType);
  const why = judge(bytes, { name, declaredType, sniffedType, isArchive, look });
  const { entries, unpackedSize, encrypted, bomb } = look ?? closed;
  return {
    sniffedType,
    dangerous: why !== null,
    why,
    isArchive,
    archive: look === null && !isArchive ? null : { entries, unpackedSize, encrypted, bomb },
  };
}

const closed: ArchiveFindings = { entries: null, unpackedSize: null, encrypted: false, bomb: false };

interface Facts {
  readonly name: string;
  readonly declaredType: string | null;
  readonly sniffedType: string;
  readonly isArchive: boolean;
  readonly look: ArchiveLook | null;
}

function judge(bytes: Buffer, { name, declaredType, sniffedType, isArchive, look }: Facts): Danger | null {
  if (look?.bomb === true) return 'archive-bomb';
  const byType = dangerOfType(sniffedType);
  if (byType !== null) return byType;
  if (startsByName(name)) return isDisguised(name) ? 'disguised' : 'script';
  if (isDisguised(name)) return 'disguised';
  if (look !== null && hasMacros(look)) return 'active-document';
  if (isActiveDocument(bytes, sniffedType)) return 'active-document';
  if (isArchive) {
    if (look === null || look.entries === null || look.encrypted || look.damaged) return 'closed-archive';
    if (look.startsSomething) return 'archive-with-program';
  }
  if (isTwoThings(bytes, sniffedType)) return 'disguised';
  if (contradicts(extensionOf(name), declaredType, sniffedType)) return 'disguised';
  return sniffedType === 'application/octet-stream' ? 'unknown' : null;
}

const programs = new Set([
  'application/x-msdownload',
  'application/x-executable',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/x-msi',
  'application/wasm',
  'application/x-apple-diskimage',
  'application/x-iso9660-image',
  'application/x-deb',
  'application/x-rpm',
  'application/x-google-chrome-extension',
  'application/vnd.ms-htmlhelp',
  'application/x-xpinstall',
  'application/x-shockwave-flash',
]);
const scripts = new Set([
  'text/javascript',
  'text/vbscript',
  'text/x-powershell',
  'application/x-bat',
  'application/x-sh',
  'application/x-wsf',
  'application/hta',
  'text/x-ms-regedit',
  'application/x-mswinurl',
  'application/x-ms-shortcut',
  'application/x.ms.shortcut',
  'text/x-python',
  'text/x-perl',
]);
const pages = new Set(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'multipart/related']);

function dangerOfType(type: string): Danger | null {
  if (programs.has(type)) return 'program';
  if (scripts.has(type)) return 'script';
  if (pages.has(type)) return 'web-page';
  // The names that Office gives to what may carry macros.
  return /\.macroenabled\./i.test(`${type}.`) ? 'active-document' : null;
}

const archiveTypes = new Set([
  zipType,
  'application/gzip',
  'application/x-7z-compressed',
  'application/x-rar-compressed',
  'application/vnd.rar',
  'application/x-tar',
  'application/x-bzip2',
  'application/x-xz',
  'application/zstd',
  'application/x-lzip',
  'application/x-compress',
  'application/x-lz4',
  'application/x-ace-compressed',
  'application/x-arj',
  'application/x-lzh-compressed',
  'application/x-stuffit',
  'application/vnd.ms-cab-compressed',
  'application/x-cpio',
]);

const office = 'application/vnd.openxmlformats-officedocument';

/** What an archive is by what it holds: the library only looks at the first entries, whose order anyone may choose. */
function packedType({ names }: ArchiveLook): string | null {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^AndroidManifest\.xml$/)) return 'application/vnd.android.package-archive';
  if (has(/^META-INF\/MANIFEST\.MF$/i) && has(/\.class$/i)) return 'application/java-archive';
  if (!has(/^\[Content_Types\]\.xml$/i)) return null;
  if (has(/^word\//i)) return `${office}.wordprocessingml.document`;
  if (has(/^xl\//i)) return `${office}.spreadsheetml.sheet`;
  return has(/^ppt\//i) ? `${office}.presentationml.presentation` : null;
}

/** Macros, macro sheets, ActiveX and embedded objects; Basic scripts of OpenDocument. */
function hasMacros({ names }: ArchiveLook): boolean {
  return names.some((name) =>
    /(?:^|\/)(?:vbaProject[^/]*\.bin|activeX\/|macrosheets\/|embeddings\/oleObject|Basic\/|Scripts\/)/i.test(name),
  );
}

/** By the words that the formats use for what runs; a document may hide them, so this finds the plain ones only. */
function isActiveDocument(bytes: Buffer, type: string): boolean {
  if (type === 'application/pdf') {
    return ['/JavaScript', '/JS', '/Launch', '/EmbeddedFile', '/XFA', '/RichMedia', '/OpenAction /URI'].some((word) =>
      containsName(bytes, word),
    );
  }
  if (type === 'application/rtf') return bytes.includes('\\objdata') || bytes.includes('\\objupdate');
  // The older Office formats: streams in a compound file, named in UTF-16.
  return (
    type === 'application/x-cfb' &&
    ['_VBA_PROJECT', 'Macros', 'VBA', '\u0001Ole10Native', 'Excel 4.0'].some((name) =>
      bytes.includes(Buffer.from(name, 'utf16le')),
    )
  );
}

/** The word as a name of its own: `/JS` is not found in `/JSomething`. */
function containsName(bytes: Buffer, word: string): boolean {
  for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + word.length)) {
    const next = String.fromCharCode(bytes[at + word.length] ?? 0x20);
    if (!/[A-Za-z0-9]/.test(next)) return true;
  }
  return false;
}

/** Where ZIP keeps the end of its directory: at most so far from the end, with the longest comment. */
const zipEnd = 22 + 65_535;

/** One file that two programs read as two things: an image with a page or an archive in it. */
function isTwoThings(bytes: Buffer, type: string): boolean {
  const isPicture = /^(?:image|audio|video)\//.test(type);
  if (!isPicture && type !== 'application/pdf') return false;
  const tail = bytes.subarray(Math.max(0, bytes.length - zipEnd));
  if (tail.includes('PK\x05\x06')) return true;
  if (isPicture && bytes.subarray(0, 2_048).includes('%PDF-')) return true;
  if (!type.startsWith('image/')) return false;
  const text = bytes.toString('latin1');
  return /<script[\s>]|<\?php|<!doctype html|<html[\s>]|javascript:/i.test(text);
}

/** Extensions that say plainly what a file should be. */
const expected: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    ['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'tif', 'tiff', 'heic', 'heif', 'avif'].map((name) => [
      name,
      /^image\//,
    ]),
  ),
  pdf: /^application\/pdf$/,
  docx: /officedocument|opendocument|x-cfb/,
  xlsx: /officedocument|opendocument|x-cfb/,
  pptx: /officedocument|opendocument|x-cfb/,
  doc: /x-cfb|rtf|officedocument|opendocument|text\/plain/,
  xls: /x-cfb|officedocument|text\/(?:plain|csv)|application\/xml/,
  ppt: /x-cfb|officedocument/,
  zip: /^application\/(?:zip|java-archive|vnd\.|epub)/,
  ...Object.fromEntries(['mp3', 'wav', 'ogg', 'm4a', 'aac'].map((name) => [name, /^(?:audio|video)\//])),
  ...Object.fromEntries(['mp4', 'mov', 'webm', 'avi', 'mkv', '3gp'].map((name) => [name, /^(?:video|audio|image)\//])),
};

function contradicts(extension: string, declaredType: string | null, sniffedType: string): boolean {
  const byName = expected[extension];
  if (byName !== undefined) return !byName.test(sniffedType);
  // Without a telling name, a claim to be a picture must be true: it is what makes people look.
  return declaredType !== null && /^image\//i.test(declaredType) && !sniffedType.startsWith('image/');
}
