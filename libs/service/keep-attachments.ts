import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AttachmentStore } from '#attachments';
import type { Attachment, Tx } from '#store';
import {
  type FileBounds,
  FileGathering,
  inspecting,
  type LeftOutFile,
  type Looking,
  type OfferedFile,
  type PreparedFile,
  type PreparedFiles,
} from './gather-files.js';
import { Log } from './log.js';
import { Settings } from './settings.js';

export type AttachmentSource = Attachment['source'];

const mebibyte = 1024 * 1024;
/** From where on an archive's ratio is asked, in bytes: small files compress to almost nothing quite innocently. */
const ratioFrom = 16 * mebibyte;

/**
 * The use case *keep attachments*, the same for every door. Bytes are durable before the transaction that names them
 * commits; the row commits with the report or with what triage made of it. Bytes without a row are orphans and go after a day.
 */
@Injectable()
export class KeepAttachments {
  private readonly looking: Looking;

  constructor(
    @Inject(AttachmentStore) private readonly store: AttachmentStore,
    @Inject(Settings) { config }: Settings,
    @Inject(Log) log: Log,
  ) {
    const { limits, archives } = config.attachments;
    this.looking = {
      bounds: {
        file: limits.fileMegabytes * mebibyte,
        files: limits.filesPerReport,
        report: limits.reportMegabytes * mebibyte,
      },
      inspect: inspecting({
        entries: archives.entries,
        depth: archives.depth,
        unpackedSize: archives.unpackedMegabytes * mebibyte,
        ratio: archives.ratio,
        ratioFrom,
        read: archives.readMegabytes * mebibyte,
        time: archives.seconds * 1_000,
      }),
      failed: (error) =>
        log.error({
          message: 'An attachment could not be kept',
          error: error instanceof Error ? error.message.slice(0, 200) : 'unknown',
        }),
    };
  }

  get bounds(): FileBounds {
    return this.looking.bounds;
  }

  /** For a door that reads files as they come in. */
  gather(): FileGathering {
    return new FileGathering(this.store, this.looking);
  }

  /** Puts the bytes and looks at each file, outside any transaction. `left` names what was not taken. */
  async prepare(files: readonly OfferedFile[]): Promise<PreparedFiles> {
    const gathering = this.gather();
    for (const file of files) await gathering.add(file);
    return gathering.done();
  }

  /**
   * Gives prepared files to a report, in the transaction of the report or of what triage made of it. A file that the report
   * has already (the same bytes under the same name) is not added again, so this can be repeated.
   */
  async record(tx: Tx, reportId: string, source: AttachmentSource, { kept, left }: PreparedFiles): Promise<void> {
    if (kept.length === 0 && left.length === 0) return;
    // Two who record for one report at once would both count from the same position.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 8142))', [reportId]);
    const known = await tx.query<KnownFile>(
      'SELECT position, sha256, name, size::int AS size FROM attachment WHERE report_id = $1 ORDER BY position',
      [reportId],
    );
    const surplus: LeftOutFile[] = [];
    let position = (known.at(-1)?.position ?? -1) + 1;
    let size = known.reduce((sum, file) => sum + file.size, 0);
    const unmatched = [...known];
    for (const file of kept) {
      const match = unmatched.findIndex(({ sha256, name }) => sha256 === file.sha256 && name === file.name);
      if (match !== -1) {
        unmatched.splice(match, 1);
        continue;
      }
      const why = position >= this.looking.bounds.files ? 'too-many' : 'too-much';
      if (why === 'too-many' || size + file.size > this.looking.bounds.report) {
        surplus.push({ name: file.name, size: file.size, why, sha256: file.sha256 });
        continue;
      }
      await this.insert(tx, reportId, source, position, file);
      position += 1;
      size += file.size;
    }
    await this.nameLeftOut(tx, reportId, source, [...left, ...surplus]);
  }

  /** Prepares and records in one go; for files that are few and already in memory. */
  async keep(
    tx: Tx,
    reportId: string,
    source: AttachmentSource,
    files: readonly OfferedFile[],
  ): Promise<PreparedFiles> {
    const prepared = await this.prepare(files);
    await this.record(tx, reportId, source, prepared);
    return prepared;
  }

  private async insert(
    tx: Tx,
    reportId: string,
    source: AttachmentSource,
    position: number,
    file: PreparedFile,
  ): Promise<void> {
    const { sha256, size, name, declaredType, sniffedType, dangerous, why, archive, inline } = file;
    const id = randomUUID();
    await tx.query(
      `INSERT INTO attachment (id, report_id, position, sha256, size, name, declared_type, sniffed_type, dangerous, why,
         archive, inline, source, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        reportId,
        position,
        sha256,
        size,
        name,
        declaredType,
        sniffedType,
        dangerous,
        why,
        archive === null ? null : JSON.stringify(archive),
        inline,
        source,
        tx.now,
      ],
    );
    tx.append({
      subject: 'report',
      id: reportId,
      actor: actorOf(source),
      type: 'attachment.kept',
      data: { attachmentId: id, name, sha256, size, sniffedType, dangerous, why, source },
    });
  }

  /** Once for each name and reason: a repetition says nothing new. */
  private async nameLeftOut(
    tx: Tx,
    reportId: string,
    source: AttachmentSource,
    left: readonly LeftOutFile[],
  ): Promise<void> {
    if (left.length === 0) return;
    const told = await tx.query<{ name: string; why: string }>(
      `SELECT data ->> 'name' AS name, data ->> 'why' AS why FROM timeline_entry
       WHERE subject_id = $1 AND type = 'attachment.left-out'`,
      [reportId],
    );
    for (const { name, size, why } of left.slice(0, mostNamed)) {
      if (told.some((entry) => entry.name === name && entry.why === why)) continue;
      tx.append({
        subject: 'report',
        id: reportId,
        actor: actorOf(source),
        type: 'attachment.left-out',
        data: { name, size, why, source },
      });
    }
    const more = left.length - mostNamed;
    if (more <= 0 || told.some(({ why }) => why === 'more')) return;
    tx.append({
      subject: 'report',
      id: reportId,
      actor: actorOf(source),
      type: 'attachment.left-out',
      data: { name: null, size: null, why: 'more', count: more, source },
    });
  }
}

interface KnownFile {
  readonly position: number;
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
}

/** Of hundreds that are left out, so many are named one by one. */
const mostNamed = 30;

/** Who brought the file: a reporter through a form, a carrier, or the service that took a mail apart. */
function actorOf(source: AttachmentSource): 'reporter' | 'carrier' | 'service:triage' {
  if (source === 'web') return 'reporter';
  return source === 'mms' || source === 'call' ? 'carrier' : 'service:triage';
}
