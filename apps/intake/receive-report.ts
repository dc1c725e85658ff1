import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { formatReceiptCode, type Lane, makeReference } from '#domain';
import { Metrics, Secrets } from '#service';
import { Database, sha256, type Tx } from '#store';
import type { Arrival } from './arrival.js';
import { IntakeLedger } from './intake-ledger.js';
import { type LaneChoice, LaneKeeper } from './lane-keeper.js';
import { Turnstile } from './turnstile.js';

export type { Arrival };

export type Receipt =
  | {
      /** `repeated`: the very same message had come before; the receipt is the same. */
      readonly outcome: 'received' | 'repeated';
      readonly reportId: string;
      readonly reference: string;
      readonly receiptCode: string;
      readonly receivedAt: Date;
      /** `bulk`: it is as safe as any other, and read after those that came before the many. */
      readonly lane: Lane;
    }
  /** The external id was used before, for another content. */
  | { readonly outcome: 'conflict'; readonly reportId: string };

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly sha256: string;
  readonly received_at: Date;
  readonly lane: Lane;
}

/** The row of a report; not fresh when it was there before. */
interface Stored {
  readonly row: Row;
  readonly fresh: boolean;
}

/** Reports of the bulk lane that are stored at once by one process. */
const bulkAtOnce = 4;

/**
 * Stores what someone sent in, raw, with the event that sets everything in motion. Once this resolves the report is on disk:
 * only then may a door confirm it. Throws when it is not.
 */
@Injectable()
export class ReceiveReport {
  private readonly turnstile = new Turnstile(bulkAtOnce);

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LaneKeeper) private readonly lanes: LaneKeeper,
    @Inject(IntakeLedger) private readonly ledger: IntakeLedger,
  ) {}

  async receive(arrival: Arrival): Promise<Receipt> {
    const hash = sha256(arrival.raw);
    const choice = this.lanes.choose(arrival);
    const store = () => this.store(arrival, hash, choice);
    // A flood waits its turn here, so that it leaves connections and time to what is express.
    const { row, fresh } = await this.counted(arrival, () =>
      choice.lane === 'bulk' ? this.turnstile.pass(store) : store(),
    );
    if (!fresh && row.sha256 !== hash && arrival.isIdentifiedByContent !== true)
      return { outcome: 'conflict', reportId: row.id };
    if (fresh) this.metrics.reportsReceived.inc({ channel: arrival.channel });
    return {
      outcome: fresh ? 'received' : 'repeated',
      reportId: row.id,
      reference: row.reference,
      receiptCode: this.receiptCode(row.id),
      receivedAt: row.received_at,
      lane: row.lane,
    };
  }

  /** Counts what was stored, after the commit and before anybody is told so. The mail doors count their own. */
  private async counted(arrival: Arrival, store: () => Promise<Stored>): Promise<Stored> {
    if (arrival.channel === 'email') return store();
    try {
      const stored = await store();
      const tallies = stored.fresh ? (['came'] as const) : (['came', 'repeated'] as const);
      this.ledger.count(arrival.channel, stored.fresh ? stored.row.received_at : this.database.clock.now(), ...tallies);
      return stored;
    } catch (error) {
      this.ledger.count(arrival.channel, this.database.clock.now(), 'refused');
      throw error;
    }
  }

  private async store(arrival: Arrival, hash: string, choice: LaneChoice): Promise<Stored> {
    return this.database.transaction(async (tx) => {
      const inserted = await this.insert(tx, arrival, hash, choice);
      if (inserted === null) {
        const row = await this.known(tx, arrival);
        if (row.sha256 === hash) await arrival.attach?.(tx, row.id);
        return { row, fresh: false };
      }
      tx.append({
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
          lane: choice.lane,
          ...(choice.lane === 'bulk' && { laneBecause: choice.because }),
        },
      });
      await arrival.attach?.(tx, inserted.id);
      if (choice.lane === 'bulk') await setAside(tx, inserted, choice);
      else tx.emit('report.received', { reportId: inserted.id }, inserted.id);
      return { row: inserted, fresh: true };
    });
  }

  /** The secret that goes with a report. Derived, so that a repeated arrival gets the same one and none is stored. */
  receiptCode(reportId: string): string {
    return formatReceiptCode(this.secrets.sign('receipt-code', reportId));
  }

  /** A reference is drawn again on the rare chance that it is taken. */
  private async insert(tx: Tx, arrival: Arrival, hash: string, { lane }: LaneChoice): Promise<Row | null> {
    for (;;) {
      const reference = makeReference(randomBytes(16));
      const [row] = await tx.query<Row>(
        `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, sender, language,
           follows_report_id, received_at, lane, arrival)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
         WHERE NOT EXISTS (SELECT FROM report WHERE reference = $2)
         ON CONFLICT (channel, external_id) DO NOTHING RETURNING id, reference, sha256, received_at, lane`,
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
          lane,
          arrival.arrival === undefined || arrival.arrival === null ? null : JSON.stringify(arrival.arrival),
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
      'SELECT id, reference, sha256, received_at, lane FROM report WHERE channel = $1 AND external_id = $2',
      [channel, externalId],
    );
    return row ?? null;
  }
}

/** Stored like any other, and put where the sorter finds it instead of where the triage workers do. */
async function setAside(tx: Tx, report: Row, { source, turn, because }: LaneChoice): Promise<void> {
  await tx.query('INSERT INTO backlog (report_id, source, turn, because, received_at) VALUES ($1, $2, $3, $4, $5)', [
    report.id,
    source.slice(0, 400),
    turn,
    because,
    report.received_at,
  ]);
  tx.emit('report.set-aside', { reportId: report.id }, report.id);
}
