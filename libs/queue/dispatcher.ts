import { type AnyEvent, mayWait, parseEvent, type QueueName } from '#contracts';
import { type Database, GroupCommit, type Tx } from '#store';
import { attempts, type Job } from './backend.js';
import type { HandlerTable, Once } from './handles.js';
import { alarmName, type Queues } from './queues.js';

export interface DispatchLog {
  failed(queue: QueueName, eventId: string, error: unknown, parked: boolean): void;
}

/** Events that wait in this process before further ones go by the queue. */
const mostInHand = 200;
/** What may wait for pages that are on their way waits no longer than so many milliseconds, and is then done together. */
const longestWait = 500;

/** What a handler does in the transaction in which its event counts as handled. */
interface Claim {
  readonly queue: QueueName;
  readonly event: AnyEvent;
  readonly work: (tx: Tx) => Promise<unknown>;
}

type Claimed = { readonly first: false } | { readonly first: true; readonly value: unknown };

/** Brings each event to its handler, and its effect into being once, whether it was handed over or came by the queue. */
export class Dispatcher {
  private readonly together: GroupCommit<Claim, Claimed>;

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly log: DispatchLog,
  ) {
    this.together = new GroupCommit(
      database,
      async (tx, claims) => {
        const done: Claimed[] = [];
        for (const claim of claims) done.push(await claimed(tx.causedBy(claim.event), claim));
        return done;
      },
      { turn: () => queues.pagesFirst.turn(longestWait) },
    );
  }

  /** Starts draining. `onAlarm` is told which row an alarm clock rang for. */
  start(handlers: HandlerTable, onAlarm: (queue: QueueName, rowId: string) => Promise<void>, concurrency = 8): void {
    for (const queue of handlers.keys()) {
      this.queues.drain(queue, (job) => this.work(queue, handlers, onAlarm, job), concurrency);
      this.queues.takeOver(queue, (event) => this.takeOver(queue, handlers, event), concurrency, mostInHand);
    }
  }

  private async work(
    queue: QueueName,
    handlers: HandlerTable,
    onAlarm: (queue: QueueName, rowId: string) => Promise<void>,
    job: Job,
  ): Promise<void> {
    if (job.name === alarmName) return onAlarm(queue, (job.data as { rowId: string }).rowId);
    try {
      await this.handle(queue, handlers, parseEvent(job.data));
    } catch (error) {
      const last = job.attemptsMade + 1 >= attempts;
      if (last) await this.park(queue, job.id, error);
      this.log.failed(queue, job.id, error, last);
      throw error;
    }
  }

  /** What fails here is tried again by the queue, which counts how often. */
  private async takeOver(queue: QueueName, handlers: HandlerTable, event: AnyEvent): Promise<void> {
    try {
      await this.handle(queue, handlers, event);
    } catch (error) {
      this.log.failed(queue, event.id, error, false);
      // Where even that fails, the relay finds the event in the outbox.
      await this.queues.publish(queue, [event]).catch(() => undefined);
    }
  }

  private async handle(queue: QueueName, handlers: HandlerTable, event: AnyEvent): Promise<void> {
    const handler = handlers.get(queue)?.get(event.type);
    if (handler === undefined) throw new Error(`${queue} has no handler for ${event.type}`);
    const once = ((work: Claim['work']) => {
      const claim = { queue, event, work };
      return mayWait(event.type)
        ? this.together.do(claim)
        : this.database.transaction((tx) => claimed(tx, claim), event);
    }) as Once;
    await handler(event, once);
  }

  private async park(queue: QueueName, eventId: string, error: unknown): Promise<void> {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await this.database.source.query(
      'UPDATE outbox SET parked_at = $3, last_error = $4 WHERE event_id = $1 AND queue = $2 AND handled_at IS NULL',
      [eventId, queue, this.database.clock.now(), reason.slice(0, 500)],
    );
  }
}

/** Does the work unless the event was handled before. */
async function claimed(tx: Tx, { queue, event, work }: Claim): Promise<Claimed> {
  const rows = await tx.query(
    `UPDATE outbox SET handled_at = $3, published_at = coalesce(published_at, $3), parked_at = NULL
     WHERE event_id = $1 AND queue = $2 AND handled_at IS NULL RETURNING 1`,
    [event.id, queue, tx.now],
  );
  return rows.length === 0 ? { first: false } : { first: true, value: await work(tx) };
}
