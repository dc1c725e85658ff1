import {
  type AttachmentStore,
  type Content,
  inspectFile,
  type Inspection,
  type Kept,
  type PutOutcome,
  readContent,
  safeFileName,
  Turns,
} from '#attachments';
import { WatchedContent } from './watched-content.js';

/** A file as its sender offers it; nothing about it is believed. */
export interface OfferedFile {
  readonly name: string | null;
  /** The media type that the sender gave. */
  readonly declaredType: string | null;
  readonly content: Content;
  /** Shown by the message in its own text, as a logo is. */
  readonly inline?: boolean;
}

/** Bytes that are kept and have been looked at, and no report's yet. */
export interface PreparedFile extends Kept, Omit<Inspection, 'isArchive'> {
  readonly name: string;
  readonly declaredType: string | null;
  readonly inline: boolean;
}

export type LeftOutReason = 'empty' | 'too-large' | 'too-many' | 'too-much' | 'not-stored';

export interface LeftOutFile {
  readonly name: string;
  /** In bytes; null when it was not counted to its end. */
  readonly size: number | null;
  readonly why: LeftOutReason;
  /** Known where the store alone is to blame. */
  readonly sha256: string | null;
}

export interface PreparedFiles {
  readonly kept: readonly PreparedFile[];
  /** What could not be taken, in the order in which it came. */
  readonly left: readonly LeftOutFile[];
}

export const noFiles: PreparedFiles = { kept: [], left: [] };

export interface FileBounds {
  /** In bytes. */
  readonly file: number;
  readonly files: number;
  /** In bytes, all files of one report together. */
  readonly report: number;
}

export interface Looking {
  readonly bounds: FileBounds;
  readonly inspect: (bytes: Buffer, name: string, declaredType: string | null) => Promise<Inspection>;
  readonly failed: (error: unknown) => void;
}

export const inspecting =
  (archives: Parameters<typeof inspectFile>[3]['archives']): Looking['inspect'] =>
  (bytes, name, declaredType) =>
    inspectFile(bytes, name, declaredType, { archives });

/** Each holds one file's bytes in memory. */
const looks = new Turns(2);
const longestType = 200;

/** Takes the files of one report, one after the other, as far as the bounds go. Nothing is a report's before it is recorded. */
export class FileGathering {
  private readonly kept: PreparedFile[] = [];
  private readonly left: LeftOutFile[] = [];
  private size = 0;

  constructor(
    private readonly store: AttachmentStore,
    private readonly looking: Looking,
  ) {}

  /** Reads the content to its end, whatever becomes of it. Throws only when the sender breaks off. */
  async add({ name, declaredType, content, inline = false }: OfferedFile): Promise<void> {
    const { bounds } = this.looking;
    const safe = safeFileName(name);
    const watched = new WatchedContent(content, bounds.file);
    if (this.kept.length >= bounds.files) {
      const rest = await watched.finish();
      this.left.push({ name: safe, size: rest?.size ?? null, why: 'too-many', sha256: null });
      return;
    }
    const put = await this.put(watched);
    if (put.outcome === 'too-large') {
      this.left.push({ name: safe, size: null, why: 'too-large', sha256: null });
      return;
    }
    const { size } = put;
    if (size === 0) this.left.push({ name: safe, size, why: 'empty', sha256: null });
    else if (this.size + size > bounds.report) this.left.push({ name: safe, size, why: 'too-much', sha256: null });
    else if (put.outcome === 'not-stored') this.leaveUnstored(safe, put, put.error);
    else await this.lookAt(safe, declaredType, inline, put);
  }

  /** Takes up what was kept before, on an earlier sending of the same form. */
  async addAgain(file: PreparedFile): Promise<void> {
    const { bounds } = this.looking;
    const { name, size } = file;
    if (this.kept.length >= bounds.files) this.left.push({ name, size, why: 'too-many', sha256: null });
    else if (this.size + size > bounds.report) this.left.push({ name, size, why: 'too-much', sha256: null });
    else if (await this.isThere(file.sha256)) this.take(file);
    else this.left.push({ name, size, why: 'not-stored', sha256: file.sha256 });
  }

  done(): PreparedFiles {
    return { kept: [...this.kept], left: [...this.left] };
  }

  /** A store that fails costs one file, never the words that it came with. */
  private async put(watched: WatchedContent): Promise<PutOutcome> {
    try {
      return await this.store.put(watched, this.looking.bounds.file);
    } catch (error) {
      if (watched.senderFailed) throw error;
      const rest = await watched.finish();
      return rest === null ? { outcome: 'too-large', seen: 0 } : { ...rest, outcome: 'not-stored', error };
    }
  }

  private async lookAt(
    name: string,
    declaredType: string | null,
    inline: boolean,
    { sha256, size }: Kept,
  ): Promise<void> {
    try {
      // What is looked at is what was kept, read back: a store that loses bytes is found out at once.
      const inspection = await looks.take(async () => {
        const bytes = await readContent(this.store, sha256, this.looking.bounds.file);
        if (bytes === null) throw new Error('kept bytes are gone');
        return this.looking.inspect(bytes, name, declaredType);
      });
      const { sniffedType, dangerous, why, archive } = inspection;
      const claimed = declaredType === null ? null : declaredType.slice(0, longestType).replaceAll(/[^\x20-\x7E]/g, '');
      this.take({ sha256, size, name, declaredType: claimed, inline, sniffedType, dangerous, why, archive });
    } catch (error) {
      this.leaveUnstored(name, { sha256, size }, error);
    }
  }

  private take(file: PreparedFile): void {
    this.kept.push(file);
    this.size += file.size;
  }

  private leaveUnstored(name: string, { sha256, size }: Kept, error: unknown): void {
    this.looking.failed(error);
    this.left.push({ name, size, why: 'not-stored', sha256 });
  }

  private async isThere(sha256: string): Promise<boolean> {
    try {
      return await this.store.has(sha256);
    } catch (error) {
      this.looking.failed(error);
      return false;
    }
  }
}
