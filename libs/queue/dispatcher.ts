import { parseEvent, type QueueName } from '#contracts';
import type { Database } from '#store';
import { attempts, type Job } from './backend.js';
import type { HandlerTable, Once } from './handles.js';
import { alarmName, type Queues } from './queues.js';

export interface DispatchLog {
  failed(queue: QueueName, eventId: string, error: unknown, parked: boolean): void;
}

/** Brings each job to its handler, and each event's effect into being once. */
export class Dispatcher {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly log: DispatchLog,
  ) {}

  /** Starts draining. `onAlarm` is told which row an alarm clock rang for. */
  start(handlers: HandlerTable, onAlarm: (queue: QueueName, rowId: string) => Promise<void>, concurrency = 8): void {
    for (const queue of handlers.keys()) {
      this.queues.drain(queue, (job) => this.process(queue, handlers, onAlarm, job), concurrency);
    }
  }

  private async process(
    queue: QueueName,
    handlers: HandlerTable,
    onAlarm: (queue: QueueName, rowId: string) => Promise<void>,
    job: Job,
  ): Promise<void> {
    if (job.name === alarmName) return onAlarm(queue, (job.data as { rowId: string }).rowId);
    try {
      const event = parseEvent(job.data);
      const handle = handlers.get(queue)?.get(event.type);
      if (handle === undefined) throw new Error(`${queue} has no handler for ${event.type}`);
      const once: Once = (work) =>
        this.database.transaction(async (tx) => {
          const claimed = await tx.query(
            'UPDATE outbox SET handled_at = $3, parked_at = NULL WHERE event_id = $1 AND queue = $2 AND handled_at IS NULL RETURNING 1',
            [event.id, queue, tx.now],
          );
          if (claimed.length === 0) return { first: false };
          return { first: true, value: await work(tx) };
        }, event);
      await handle(event, once);
    } catch (error) {
      const last = job.attemptsMade + 1 >= attempts;
      if (last) await this.park(queue, job.id, error);
      this.log.failed(queue, job.id, error, last);
      throw error;
    }
  }

  private async park(queue: QueueName, eventId: string, error: unknown): Promise<void> {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await this.database.source.query(
      'UPDATE outbox SET parked_at = $3, last_error = $4 WHERE event_id = $1 AND queue = $2 AND handled_at IS NULL',
      [eventId, queue, this.database.clock.now(), reason.slice(0, 500)],
    );
  }
}
