import { createGunzip } from 'node:zlib';
import { configure, type Entry, type FileEntry, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js';
import { startsByName } from './file-name.js';

// In this process, without workers: what is read is bounded, and inflating runs on Node's own threads.
configure({ useWebWorkers: false });

/** How far an archive is looked into. Nothing is ever unpacked beyond these. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Archives within archives; the outermost is the first. */
  readonly depth: number;
  /** What it would come to unpacked, by what it says and by what was seen, in bytes. */
  readonly unpackedSize: number;
  /** Unpacked size over packed size, once it is more than `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** How much is truly unpacked to see whether it says the truth, in bytes. */
  readonly read: number;
  /** In milliseconds. */
  readonly time: number;
}

export interface ArchiveFindings {
  /** Null when it cannot be looked into. */
  readonly entries: number | null;
  /** In bytes, as it says, or as seen where that is more; null when unknown. */
  readonly unpackedSize: number | null;
  readonly encrypted: boolean;
  readonly bomb: boolean;
}

export interface ArchiveLook extends ArchiveFindings {
  /** Names within, those of archives within too; of bounded number. */
  readonly names: readonly string[];
  readonly damaged: boolean;
  readonly startsSomething: boolean;
}

/** What is spent on one archive, with all that it holds. */
interface Budget {
  entries: number;
  unpacked: number;
  read: number;
  encrypted: boolean;
  /** Something in it does not unpack. */
  damaged: boolean;
  bomb: boolean;
  startsSomething: boolean;
  readonly names: string[];
  readonly until: number;
  readonly limits: ArchiveLimits;
}

/** Names that are kept for judging; the count goes on. */
const mostNames = 2_000;
const gzipType = 'application/gzip';
export const zipType = 'application/zip';

/** Opened and looked into; the other kinds of archive are only recognised. */
export const opensArchive = (type: string): boolean => type === zipType || type === gzipType;

export async function inspectArchive(bytes: Buffer, type: string, limits: ArchiveLimits): Promise<ArchiveLook> {
  const budget: Budget = {
    entries: 0,
    unpacked: 0,
    read: 0,
    encrypted: false,
    damaged: false,
    bomb: false,
    startsSomething: false,
    names: [],
    until: performance.now() + limits.time,
    limits,
  };
  const readable = await look(bytes, type, 1, budget);
  return {
    entries: readable ? budget.entries : null,
    unpackedSize: readable ? budget.unpacked : null,
    encrypted: budget.encrypted,
    bomb: budget.bomb,
    damaged: budget.damaged,
    names: budget.names,
    startsSomething: budget.startsSomething,
  };
}

/** False when it cannot be read as what it seems to be. */
async function look(bytes: Buffer, type: string, depth: number, budget: Budget): Promise<boolean> {
  if (depth > budget.limits.depth) {
    budget.bomb = true;
    return true;
  }
  return type === gzipType ? lookIntoGzip(bytes, depth, budget) : lookIntoZip(bytes, depth, budget);
}

async function lookIntoZip(bytes: Buffer, depth: number, budget: Budget): Promise<boolean> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { strictness: 'tolerant', checkOverlappingEntry: true });
  try {
    let said = 0;
    const files: FileEntry[] = [];
    for await (const entry of reader.getEntriesGenerator()) {
      budget.entries += 1;
      if (budget.entries > budget.limits.entries || isLate(budget)) budget.bomb = true;
      if (budget.bomb) return true;
      noteEntry(entry, budget);
      said += entry.uncompressedSize;
      judgeSize(said, bytes.length, budget);
      if (!entry.directory && !entry.encrypted) files.push(entry);
    }
    for (const file of files) {
      if (budget.bomb) break;
      if (file.compressedSize > tooSmallToLie || archiveName.test(file.filename))
        await lookIntoEntry(file, depth, budget);
    }
    return true;
  } catch {
    return false;
  } finally {
    await reader.close().catch(() => undefined);
  }
}

function noteEntry(entry: Entry, budget: Budget): void {
  if (budget.names.length < mostNames) budget.names.push(entry.filename);
  budget.unpacked += entry.uncompressedSize;
  budget.encrypted ||= entry.encrypted;
  budget.startsSomething ||= startsByName(entry.filename);
}

/** DEFLATE makes at most 1032 bytes of one: entries of so few bytes come to little, whatever they say. */
const tooSmallToLie = 256;

/** Whether what it would come to, by what it says or by what was seen, is beyond the bounds. */
function judgeSize(unpacked: number, packed: number, budget: Budget): void {
  const { limits } = budget;
  const isDense = unpacked > limits.ratioFrom && unpacked > packed * limits.ratio;
  if (isDense || budget.unpacked > limits.unpackedSize) budget.bomb = true;
}

const isLate = ({ until }: Budget): boolean => performance.now() > until;
const archiveName = /\.(zip|gz|tgz|jar|docx|xlsx|pptx|docm|xlsm|pptm|odt|ods|odp|epub|apk)$/i;

/** Unpacks one entry as far as the budget goes: to see whether its size is true, and what is in it if it is an archive. */
async function lookIntoEntry(entry: FileEntry, depth: number, budget: Budget): Promise<void> {
  const most = budget.limits.read - budget.read;
  if (most <= 0) return;
  const isArchive = archiveName.test(entry.filename);
  const pieces: Uint8Array[] = [];
  let seen = 0;
  const counting = new WritableStream<Uint8Array>({
    write(chunk) {
      seen += chunk.length;
      if (isArchive) pieces.push(chunk);
      if (seen > Math.min(most, entry.uncompressedSize) || isLate(budget)) throw new Error('enough has been seen');
    },
  });
  try {
    await entry.getData(counting, { checkOverlappingEntry: true });
  } catch (error) {
    // Entries that share their packed bytes are how a few kilobytes unpack to petabytes.
    const reason = error instanceof Error ? error.message : '';
    if (/overlapping|uncompressed size/i.test(reason)) budget.bomb = true;
    else if (seen <= most) budget.damaged = true;
    if (isLate(budget)) budget.bomb = true;
  }
  budget.read += seen;
  // Unpacks to more than it says: whoever relies on what it says fills a disk.
  if (seen > entry.uncompressedSize) budget.bomb = true;
  if (budget.bomb || !isArchive || seen > most) return;
  const inner = Buffer.concat(pieces);
  const type = innerType(inner);
  if (type !== null) await look(inner, type, depth + 1, budget);
}

function innerType(bytes: Buffer): string | null {
  if (isZip(bytes)) return zipType;
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gzipType : null;
}

/** By its first entry, or by the end of its directory when it is empty. */
export function isZip(bytes: Buffer): boolean {
  const first = bytes.subarray(0, 4).toString('latin1');
  return first === 'PK\x03\x04' || first === 'PK\x05\x06';
}

/** Gzip says its size only modulo 4 GiB: it is unpacked as far as the budget goes, and what is not seen is not believed. */
async function lookIntoGzip(bytes: Buffer, depth: number, budget: Budget): Promise<boolean> {
  budget.entries += 1;
  const most = budget.limits.read - budget.read;
  const gunzip = createGunzip();
  const pieces: Buffer[] = [];
  let seen = 0;
  gunzip.end(bytes);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      seen += chunk.length;
      if (pieces.length === 0 ? innerType(chunk) !== null : innerType(pieces[0] ?? chunk) !== null) pieces.push(chunk);
      if (seen > most || isLate(budget)) break;
    }
  } catch {
    if (seen === 0) return false;
  } finally {
    gunzip.destroy();
  }
  budget.read += seen;
  budget.unpacked += seen;
  // By what was consumed for it: the rest of the file may be anything.
  judgeSize(seen, Math.max(gunzip.bytesWritten, 1), budget);
  if (isLate(budget)) budget.bomb = true;
  const inner = Buffer.concat(pieces);
  const type = innerType(inner);
  if (!budget.bomb && type !== null && seen <= most) await look(inner, type, depth + 1, budget);
  return true;
}
