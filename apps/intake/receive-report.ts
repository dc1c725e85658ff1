import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { formatReceiptCode, makeReference } from '#domain';
import { Metrics, Secrets } from '#service';
import { Database, type Report, sha256, type Tx } from '#store';

/** What came through a door, before anybody has read it. */
export interface Arrival {
  readonly channel: Report['channel'];
  /** What makes a second arrival the same report: an idempotency key, a message's id and hash, a carrier's SID. */
  readonly externalId: string;
  readonly raw: Buffer;
  readonly mediaType: string;
  /** True when `raw` is only the beginning of what was sent. */
  readonly truncated?: boolean;
  /** The address it says it came from; a claim. */
  readonly sender: string | null;
  readonly language: 'en' | 'fr' | null;
  /** The earlier report that this one continues, proven by a receipt code or a keyed token; never by a bare reference. */
  readonly followsReportId?: string | null;
}

export type Receipt =
  | {
      /** `repeated`: the very same message had come before; the receipt is the same. */
      readonly outcome: 'received' | 'repeated';
      readonly reportId: string;
      readonly reference: string;
      readonly receiptCode: string;
      readonly receivedAt: Date;
    }
  /** The external id was used before, for another content. */
  | { readonly outcome: 'conflict'; readonly reportId: string };

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly sha256: string;
  readonly received_at: Date;
}

/**
 * Stores what someone sent in, raw, with the event that sets everything in motion. Once this resolves the report is on disk:
 * only then may a door confirm it. Throws when it is not.
 */
@Injectable()
export class ReceiveReport {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  async receive(arrival: Arrival): Promise<Receipt> {
    const hash = sha256(arrival.raw);
    const { row, fresh } = await this.database.transaction(async (tx) => {
      const inserted = await this.insert(tx, arrival, hash);
      if (inserted === null) return { row: await this.known(tx, arrival), fresh: false };
      await tx.append({
        subject: 'report',
        id: inserted.id,
        actor: 'reporter',
        type: 'report.received',
        data: {
          channel: arrival.channel,
          reference: inserted.reference,
          sha256: hash,
          size: arrival.raw.length,
          truncated: arrival.truncated ?? false,
          followsReportId: arrival.followsReportId ?? null,
        },
      });
      await tx.emit('report.received', { reportId: inserted.id }, inserted.id);
      return { row: inserted, fresh: true };
    });
    if (!fresh && row.sha256 !== hash) return { outcome: 'conflict', reportId: row.id };
    if (fresh) this.metrics.reportsReceived.inc({ channel: arrival.channel });
    return {
      outcome: fresh ? 'received' : 'repeated',
      reportId: row.id,
      reference: row.reference,
      receiptCode: this.receiptCode(row.id),
      receivedAt: row.received_at,
    };
  }

  /** The secret that goes with a report. Derived, so that a repeated arrival gets the same one and none is stored. */
  receiptCode(reportId: string): string {
    return formatReceiptCode(this.secrets.sign('receipt-code', reportId));
  }

  /** A reference is drawn again on the rare chance that it is taken. */
  private async insert(tx: Tx, arrival: Arrival, hash: string): Promise<Row | null> {
    for (;;) {
      const reference = makeReference(randomBytes(16));
      const [row] = await tx.query<Row>(
        `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, sender, language,
           follows_report_id, received_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
         WHERE NOT EXISTS (SELECT FROM report WHERE reference = $2)
         ON CONFLICT (channel, external_id) DO NOTHING RETURNING id, reference, sha256, received_at`,
        [
          randomUUID(),
          reference,
          arrival.channel,
          arrival.externalId,
          arrival.raw,
          arrival.mediaType,
          hash,
          arrival.truncated ?? false,
          arrival.sender,
          arrival.language,
          arrival.followsReportId ?? null,
          tx.now,
        ],
      );
      if (row !== undefined) return row;
      if ((await this.find(tx, arrival)) !== null) return null;
    }
  }

  private async known(tx: Tx, arrival: Arrival): Promise<Row> {
    const row = await this.find(tx, arrival);
    if (row === null) throw new Error('a report that was there is gone');
    return row;
  }

  private async find(tx: Tx, { channel, externalId }: Arrival): Promise<Row | null> {
    const [row] = await tx.query<Row>(
      'SELECT id, reference, sha256, received_at FROM report WHERE channel = $1 AND external_id = $2',
      [channel, externalId],
    );
    return row ?? null;
  }
}
