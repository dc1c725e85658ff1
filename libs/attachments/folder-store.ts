import { mkdir, open, opendir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AttachmentStore, type Content, isHash, placeOf, type PutOutcome } from './attachment-store.js';
import { spoolContent } from './spool-content.js';

/** Left free for everything else that lives on the disk, in bytes. */
const spareSpace = 512 * 1024 * 1024;

/**
 * Keeps bytes in a folder, `ab/cd/<sha256>`. A file appears under its hash whole or not at all: it is written beside, brought
 * to the disk, then renamed, and the folders that name it are brought to the disk too.
 */
export class FolderStore extends AttachmentStore {
  private readonly unfinished: string;

  constructor(private readonly root: string) {
    super();
    this.unfinished = join(root, 'unfinished');
  }

  async put(content: Content, most: number): Promise<PutOutcome> {
    await mkdir(this.unfinished, { recursive: true, mode: 0o700 });
    await this.refuseWhenFull();
    const spooled = await spoolContent(content, this.unfinished, most);
    if (spooled.outcome === 'too-large') return spooled;
    const { sha256, size, path } = spooled;
    try {
      const { folder, file } = this.pathOf(sha256);
      await this.makeFolder(sha256);
      // Renamed even over the same bytes: it makes them young again, so that no sweep takes them for orphans meanwhile,
      // and heals a file that the disk has spoilt.
      await rename(path, file);
      await syncFolder(folder);
      return { outcome: 'kept', sha256, size };
    } catch (error) {
      await rm(path, { force: true });
      return { outcome: 'not-stored', sha256, size, error };
    }
  }

  async get(sha256: string): Promise<Readable | null> {
    try {
      const handle = await open(this.pathOf(sha256).file, 'r');
      return handle.createReadStream();
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.age(this.pathOf(sha256).file)) !== null;
  }

  async *listOlder(than: Date): AsyncIterable<string> {
    for await (const outer of entriesOf(this.root)) {
      if (!/^[0-9a-f]{2}$/.test(outer)) continue;
      for await (const inner of entriesOf(join(this.root, outer))) {
        for await (const name of entriesOf(join(this.root, outer, inner))) {
          const changed = isHash(name) ? await this.age(join(this.root, outer, inner, name)) : null;
          if (changed !== null && changed < than.getTime()) yield name;
        }
      }
    }
    await this.clearUnfinished(than);
  }

  async removeOrphan(sha256: string, than: Date): Promise<boolean> {
    const { file } = this.pathOf(sha256);
    const doomed = join(this.unfinished, `${sha256}.orphan`);
    await mkdir(this.unfinished, { recursive: true, mode: 0o700 });
    try {
      // Taken away first and looked at then: bytes that are put from now on come to lie in a file of their own.
      await rename(file, doomed);
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    const changed = await this.age(doomed);
    if (changed !== null && changed >= than.getTime()) {
      await rename(doomed, file);
      return false;
    }
    await rm(doomed, { force: true });
    return true;
  }

  /** A file more is worth less than the database's next report, which may have to fit on the same disk. */
  private async refuseWhenFull(): Promise<void> {
    const { bavail, bsize } = await statfs(this.unfinished);
    if (bavail * bsize < spareSpace) throw new Error('the disk is nearly full');
  }

  private pathOf(sha256: string): { readonly folder: string; readonly file: string } {
    const place = placeOf(sha256);
    const folder = join(this.root, ...place.folders);
    return { folder, file: join(folder, place.file) };
  }

  /** Makes `ab/cd`, each level on the disk before the one below it is relied upon. */
  private async makeFolder(sha256: string): Promise<void> {
    let parent = this.root;
    for (const name of placeOf(sha256).folders) {
      const folder = join(parent, name);
      const made = await mkdir(folder, { recursive: true, mode: 0o700 });
      if (made !== undefined) await syncFolder(parent);
      parent = folder;
    }
  }

  /** When the file was last put, in milliseconds since the epoch; null when it is not there. */
  private async age(path: string): Promise<number | null> {
    try {
      return (await stat(path)).mtimeMs;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** What a process that died left behind. */
  private async clearUnfinished(than: Date): Promise<void> {
    for await (const name of entriesOf(this.unfinished)) {
      const path = join(this.unfinished, name);
      const changed = await this.age(path);
      if (changed !== null && changed < than.getTime()) await rm(path, { force: true });
    }
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* entriesOf(path: string): AsyncIterable<string> {
  try {
    for await (const entry of await opendir(path)) yield entry.name;
  } catch (error) {
    if (!isMissing(error) && !(error instanceof Error && 'code' in error && error.code === 'ENOTDIR')) throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
