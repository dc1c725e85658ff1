import { type AnyEvent, parseEvent, type QueueName, reactionsTo } from '#contracts';
import type { Queues } from '#queue';
import { asEvent, type Database, type RecordedEvent, type Tx } from '#store';

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

type Told = Pick<Waiting, 'event_id' | 'queue'>;

const batchSize = 200;
/** Of what comes after everything else, so many are published in each sweep. */
const bulkBatch = 20;
const sweepEvery = 1_000;
/** What was committed this long ago and reached nobody is left over from a process that died. */
const leftAfter = 1_000;
/** A published event that nobody handled for this long is published again: its queue may have vanished. */
const lostAfter = 15_000;

const conditions = {
  left: 'o.published_at IS NULL AND o.handled_at IS NULL AND NOT o.bulk AND o.created_at < $1 AND NOT o.event_id = ANY($2) ORDER BY o.created_at',
  bulk: 'o.published_at IS NULL AND o.handled_at IS NULL AND o.bulk AND o.created_at <= $1 AND NOT o.event_id = ANY($2) ORDER BY o.created_at',
  lost: 'o.handled_at IS NULL AND o.parked_at IS NULL AND o.published_at < $1 AND NOT o.event_id = ANY($2) ORDER BY o.published_at',
} as const;

/**
 * Moves committed events to the services that react. What this process committed goes straight on: to its own workers where it
 * has them and they have time, else to the queue. A sweep moves what a process left behind that died in between, and what a
 * queue has lost. Any number of relays may run; handlers make it harmless that an event arrives twice.
 */
export class Relay {
  private stopListening: () => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private readonly publishing = new Set<Promise<void>>();
  private outgoing: { readonly queue: QueueName; readonly event: AnyEvent }[] = [];

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly failed: (error: unknown) => void,
  ) {}

  start(): void {
    this.stopListening = this.database.onNews((news) => this.moveOn(news));
    this.timer = setInterval(() => this.sweep(), sweepEvery);
    this.sweep();
  }

  async stop(): Promise<void> {
    this.stopListening();
    clearInterval(this.timer);
    await this.running;
    await Promise.all(this.publishing);
  }

  private moveOn(news: readonly RecordedEvent[]): void {
    for (const recorded of news) {
      if (recorded.bulk) continue;
      const event = asEvent(recorded);
      for (const queue of reactionsTo(recorded.type)) {
        if (!this.queues.handOver(queue, event)) this.send(queue, event);
      }
    }
  }

  /** What is committed in one turn is published together. */
  private send(queue: QueueName, event: AnyEvent): void {
    if (this.outgoing.push({ queue, event }) > 1) return;
    const publishing = new Promise<void>((done) => setImmediate(done))
      .then(() => this.publishOutgoing())
      // The sweep finds it in the outbox.
      .catch(this.failed)
      .finally(() => this.publishing.delete(publishing));
    this.publishing.add(publishing);
  }

  private async publishOutgoing(): Promise<void> {
    const outgoing = this.outgoing;
    this.outgoing = [];
    await this.publish(outgoing);
    const told = outgoing.map(({ queue, event }) => ({ event_id: event.id, queue }));
    await this.database.transaction((tx) => this.mark(tx, told));
  }

  private sweep(): void {
    this.running ??= this.sweepAll()
      .catch(this.failed)
      .finally(() => {
        this.running = null;
      });
  }

  private async sweepAll(): Promise<void> {
    while ((await this.move('left', leftAfter, batchSize)) === batchSize);
    await this.move('lost', lostAfter, batchSize);
    await this.move('bulk', 0, bulkBatch);
  }

  private async move(which: keyof typeof conditions, afterMs: number, most: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.query<Waiting>(
        `SELECT o.event_id, o.queue, e.id, e.type, e.occurred_at, e.correlation_id, e.causation_id, e.data
         FROM outbox o JOIN event e ON e.id = o.event_id
         WHERE ${conditions[which]} LIMIT ${most} FOR NO KEY UPDATE OF o SKIP LOCKED`,
        [new Date(tx.now.getTime() - afterMs), this.queues.inHand],
      );
      if (rows.length === 0) return 0;
      await this.publish(rows.map((row) => ({ queue: row.queue, event: toEvent(row) })));
      await this.mark(tx, rows);
      return rows.length;
    });
  }

  private async publish(all: readonly { readonly queue: QueueName; readonly event: AnyEvent }[]): Promise<void> {
    const batches = new Map<QueueName, AnyEvent[]>();
    for (const { queue, event } of all) batches.set(queue, [...(batches.get(queue) ?? []), event]);
    await Promise.all([...batches].map(([queue, batch]) => this.queues.publish(queue, batch)));
  }

  private async mark(tx: Tx, told: readonly Told[]): Promise<void> {
    await tx.query(
      `UPDATE outbox SET published_at = $3 FROM unnest($1::uuid[], $2::text[]) AS taken (event_id, queue)
       WHERE outbox.event_id = taken.event_id AND outbox.queue = taken.queue`,
      [told.map((row) => row.event_id), told.map((row) => row.queue), tx.now],
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
