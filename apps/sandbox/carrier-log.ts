import { appendFile, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CarrierRecord, type MailRecord, carrierRecord, recordKey } from './carrier-records.js';

const FILE = 'carrier.jsonl';
/** The file is rewritten when it holds this many lines for each record that is kept. */
const LINES_PER_RECORD = 4;

/** How much is kept; the oldest goes first. */
export interface LogLimits {
  readonly records: number;
  /** Sum of the raw mails on disk, in bytes. */
  readonly mailBytes: number;
}

/**
 * What the carrier remembers: in memory, and as one JSON line for each change in an append-only file.
 * A line that does not parse (a torn write, another version's) is skipped when the file is read; the rest survives.
 */
export class CarrierLog {
  private readonly kept = new Map<string, CarrierRecord>();
  private mailBytes = 0;
  private lines: string[] = [];
  private linesInFile = 0;
  private written: Promise<void> = Promise.resolve();
  private changes = 0;

  private constructor(
    private readonly folder: string,
    private readonly limits: LogLimits,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Reads what an earlier run left and compacts the file. Throws when the folder cannot be written. */
  static async open(dataDir: string, limits: LogLimits, onFailure: (error: unknown) => void): Promise<CarrierLog> {
    const log = new CarrierLog(join(dataDir, 'sandbox'), limits, onFailure);
    await mkdir(join(log.folder, 'mail'), { recursive: true, mode: 0o700 });
    for (const line of await readLines(join(log.folder, FILE))) {
      const record = parseLine(line);
      if (record !== null) log.remember(record);
    }
    await log.compact();
    return log;
  }

  /** Goes up with every change: equal revisions mean equal contents. */
  get revision(): number {
    return this.changes;
  }

  find(key: string): CarrierRecord | undefined {
    return this.kept.get(key);
  }

  /** Oldest first. */
  all(): readonly CarrierRecord[] {
    return [...this.kept.values()];
  }

  /**
   * Visible at once; when the promise resolves the line has been handed to the operating system, so that it outlives
   * this process. Never rejects: a full disk is reported once for each write and the carrier goes on from memory.
   */
  put(record: CarrierRecord): Promise<void> {
    this.remember(record);
    this.lines.push(JSON.stringify(record));
    return this.afterWrites(() => this.writeLines());
  }

  async putMail(record: MailRecord, raw: Buffer): Promise<void> {
    await writeFile(this.mailPath(record.id), raw, { mode: 0o600 });
    await this.put(record);
  }

  readMail(id: string): Promise<Buffer> {
    return readFile(this.mailPath(id));
  }

  /** Resolves when everything put so far is in the file. */
  flushed(): Promise<void> {
    return this.written;
  }

  private remember(record: CarrierRecord): void {
    const key = recordKey(record);
    if (record.kind === 'mail' && !this.kept.has(key)) this.mailBytes += record.size;
    this.kept.set(key, record);
    this.changes += 1;
    while (this.kept.size > this.limits.records) this.forgetOldest(() => true);
    while (this.mailBytes > this.limits.mailBytes) this.forgetOldest((oldest) => oldest.kind === 'mail');
  }

  private forgetOldest(matches: (record: CarrierRecord) => boolean): void {
    for (const [key, record] of this.kept) {
      if (!matches(record)) continue;
      this.kept.delete(key);
      if (record.kind === 'mail') {
        this.mailBytes -= record.size;
        void this.afterWrites(() => unlink(this.mailPath(record.id)).catch(() => undefined));
      }
      return;
    }
    this.mailBytes = 0;
  }

  private async writeLines(): Promise<void> {
    if (this.lines.length === 0) return;
    const batch = this.lines;
    this.lines = [];
    await appendFile(join(this.folder, FILE), `${batch.join('\n')}\n`, { mode: 0o600 });
    this.linesInFile += batch.length;
    if (this.linesInFile > this.limits.records * LINES_PER_RECORD) await this.compact();
  }

  /** Written beside and renamed, so that a crash leaves either the old file or the new. */
  private async compact(): Promise<void> {
    const path = join(this.folder, FILE);
    const records = this.all();
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
    this.linesInFile = records.length;
  }

  private afterWrites(step: () => Promise<void>): Promise<void> {
    this.written = this.written.then(step).catch(this.onFailure);
    return this.written;
  }

  private mailPath(id: string): string {
    return join(this.folder, 'mail', `${id}.eml`);
  }
}

async function readLines(path: string): Promise<readonly string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function parseLine(line: string): CarrierRecord | null {
  if (line === '') return null;
  try {
    return carrierRecord.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
