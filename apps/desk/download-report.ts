import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#store';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

export interface RawReport {
  readonly fileName: string;
  readonly raw: Buffer;
}

interface Row {
  readonly reference: string;
  readonly media_type: string;
  readonly raw: Buffer;
  readonly sha256: string;
}

/** Gives out the message that came, byte for byte, to whoever may see its incident; that it was given out is in the record. */
@Injectable()
export class DownloadReport {
  constructor(@Inject(Database) private readonly database: Database) {}

  async download(person: Person, reportId: string): Promise<RawReport> {
    return this.database.transactionFor(person.scope, async (tx) => {
      const [report] = await tx.query<Row>('SELECT reference, media_type, raw, sha256 FROM report WHERE id = $1', [
        reportId,
      ]);
      if (report === undefined) throw notFound();
      const { reference, raw, sha256, media_type: mediaType } = report;
      tx.append({
        subject: 'report',
        id: reportId,
        actor: `user:${person.id}`,
        type: 'report.downloaded',
        data: { sha256, size: raw.length },
      });
      return { fileName: `${reference}.${mediaType === 'message/rfc822' ? 'eml' : 'txt'}`, raw };
    });
  }
}
