import { type AnyEvent, parseEvent, type QueueName } from '#contracts';
import type { Queues } from '#queue';
import type { Database, Tx } from '#store';
import { Announcements } from './announce.js';

interface Waiting {
  readonly event_id: string;
  readonly queue: QueueName;
  readonly id: string;
  readonly type: string;
  readonly occurred_at: Date;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly data: unknown;
}

const batchSize = 200;
/** Of what comes after everything else, so many are published in each sweep. */
const bulkBatch = 20;
const sweepEvery = 1_000;
/** A published event that nobody handled for this long is published again: its queue may have vanished. */
const lostAfter = 15_000;

const conditions = {
  unpublished: 'o.published_at IS NULL AND NOT o.bulk ORDER BY o.created_at',
  bulk: 'o.published_at IS NULL AND o.bulk ORDER BY o.created_at',
  lost: 'o.handled_at IS NULL AND o.parked_at IS NULL AND o.published_at < $1 ORDER BY o.published_at',
} as const;

/**
 * Moves committed events to the queues of the services that react. Any number of relays may run: each takes rows that no
 * other holds. Dying between publishing and marking publishes twice, which the handlers make harmless.
 */
export class Relay {
  private readonly announcements: Announcements;
  private stopListening: () => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private again = false;
  /** Looking for lost events is for the sweep: nothing is lost in the moment between two commits. */
  private seekLost = false;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    url: string,
    private readonly failed: (error: unknown) => void,
  ) {
    this.announcements = new Announcements(url, () => this.nudge());
  }

  async start(): Promise<void> {
    this.stopListening = this.database.onNews(() => this.nudge());
    await this.announcements.start();
    this.timer = setInterval(() => this.sweep(), sweepEvery);
    this.sweep();
  }

  /** Publishes what waits, now. Resolves when nothing was left. */
  async drain(): Promise<void> {
    this.sweep();
    while (this.running !== null) await this.running;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.stopListening();
    clearInterval(this.timer);
    await this.announcements.stop();
    await this.running;
  }

  private sweep(): void {
    this.seekLost = true;
    this.nudge();
  }

  private nudge(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.work().finally(() => {
      this.running = null;
      if (this.again && !this.stopped) this.nudge();
    });
  }

  private async work(): Promise<void> {
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        while ((await this.publish('unpublished')) === batchSize);
        if (!this.seekLost) continue;
        this.seekLost = false;
        await this.publish('lost');
        await this.publish('bulk');
      }
    } catch (error) {
      this.again = false;
      this.failed(error);
    }
  }

  private async publish(which: keyof typeof conditions): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows = await this.take(tx, which);
      const batches = new Map<QueueName, AnyEvent[]>();
      for (const row of rows) {
        const batch = batches.get(row.queue) ?? [];
        batch.push(toEvent(row));
        batches.set(row.queue, batch);
      }
      await Promise.all([...batches].map(([queue, batch]) => this.queues.publish(queue, batch)));
      if (rows.length > 0) {
        await tx.query(
          `UPDATE outbox SET published_at = $3 FROM unnest($1::uuid[], $2::text[]) AS taken (event_id, queue)
           WHERE outbox.event_id = taken.event_id AND outbox.queue = taken.queue`,
          [rows.map((row) => row.event_id), rows.map((row) => row.queue), tx.now],
        );
      }
      return rows.length;
    });
  }

  private take(tx: Tx, which: keyof typeof conditions): Promise<Waiting[]> {
    const parameters = which === 'lost' ? [new Date(tx.now.getTime() - lostAfter)] : [];
    return tx.query<Waiting>(
      `SELECT o.event_id, o.queue, e.id, e.type, e.occurred_at, e.correlation_id, e.causation_id, e.data
       FROM outbox o JOIN event e ON e.id = o.event_id
       WHERE ${conditions[which]} LIMIT ${which === 'bulk' ? bulkBatch : batchSize} FOR UPDATE OF o SKIP LOCKED`,
      parameters,
    );
  }
}

function toEvent(row: Waiting): AnyEvent {
  return parseEvent({
    id: row.id,
    type: row.type,
    version: 1,
    occurredAt: row.occurred_at.toISOString(),
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    data: row.data,
  });
}
