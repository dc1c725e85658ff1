import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AttachmentStore, previewImage, readContent, safeFileName, sealInArchive, Turns } from '#attachments';
import { Log, ProblemError, Settings } from '#service';
import { Database } from '#store';
import { findAttachment, type FoundAttachment } from './find-attachment.js';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

export interface HandedOut {
  readonly name: string;
  readonly mediaType: 'application/octet-stream' | 'application/zip';
  readonly content: Buffer | Readable;
  /** In bytes; null for an archive that is made while it is sent. */
  readonly size: number | null;
}

const mebibyte = 1024 * 1024;
/** Each holds one file in memory. */
const atOnce = 4;

/** Hands out what came with a report: never to be opened in the browser, and sealed where it could do harm. */
@Injectable()
export class OpenAttachment {
  private readonly turns = new Turns(atOnce);

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AttachmentStore) private readonly store: AttachmentStore,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Who took it and what is on the report's timeline before the first byte leaves. */
  async download(person: Person, id: string): Promise<HandedOut> {
    const found = await this.find(person, id);
    const bytes = await this.read(found);
    await this.database.transactionFor(person.scope, async (tx) => {
      tx.append({
        subject: 'report',
        id: found.reportId,
        actor: `user:${person.id}`,
        type: 'attachment.downloaded',
        data: { attachmentId: id, name: found.name, sha256: found.sha256, sealed: found.dangerous },
      });
    });
    if (!found.dangerous) {
      return { name: found.name, mediaType: 'application/octet-stream', content: bytes, size: bytes.length };
    }
    const { password } = this.settings.config.attachments;
    return {
      name: safeFileName(`${found.name}.zip`),
      mediaType: 'application/zip',
      content: sealInArchive(found.name, bytes, password),
      size: null,
    };
  }

  /** The picture drawn anew, without anything that was in its file besides pixels. */
  async preview(person: Person, id: string): Promise<Buffer> {
    const found = await this.find(person, id);
    const { longestEdge, megapixels, seconds } = this.settings.config.attachments.preview;
    const limits = { edge: longestEdge, pixels: megapixels * 1_000_000, time: seconds };
    const preview = await previewImage(await this.read(found), found.sniffedType, limits);
    if (preview.outcome === 'refused') throw notFound();
    return preview.content;
  }

  private async find(person: Person, id: string): Promise<FoundAttachment> {
    return this.database.transactionFor(person.scope, (tx) => findAttachment(tx, id));
  }

  private async read({ sha256 }: FoundAttachment): Promise<Buffer> {
    const most = this.settings.config.attachments.limits.fileMegabytes * mebibyte;
    try {
      const bytes = await this.turns.take(() => readContent(this.store, sha256, most));
      if (bytes !== null) return bytes;
      this.log.error({ message: 'An attachment is not in the store', sha256 });
    } catch (error) {
      this.log.error({ message: 'An attachment could not be read', error: error instanceof Error ? error.name : '' });
    }
    throw new ProblemError(503, 'attachment-unavailable', {
      en: 'The file cannot be read from its store right now. Try again; if it stays so, tell whoever runs the service.',
      fr: 'Le fichier ne peut pas être lu en ce moment. Réessayez; si cela persiste, avisez l’équipe qui gère le service.',
    });
  }
}
