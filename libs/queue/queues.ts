import { type AnyEvent, mayWait, type QueueName, queueNames } from '#contracts';
import {
  type Job,
  jobOptions,
  type JobQueue,
  type JobWorker,
  openBackend,
  type QueueBackend,
  type QueueBackendOptions,
} from './backend.js';
import { Lane } from './lane.js';
import { PagesFirst } from './pages-first.js';

/** The name of a job that carries no event: it rings for a row that is due (architecture, decision 5). */
export const alarmName = 'alarm';

/** An alarm is set at most so many milliseconds late. */
const alarmsTogetherMs = 100;

type BulkJobs = Parameters<JobQueue['addBulk']>[0][number][];

/** So many events that may wait are worked on together when their turn comes. */
const mostTogether = 50;

/** This process's own work on the events of one queue. */
interface Taken {
  readonly urgent: Lane<AnyEvent>;
  readonly waiting: Lane<AnyEvent>;
}

/** The queues of one process, on whichever backend. */
export class Queues {
  /** What wakes somebody goes first, across everything that this process does. */
  readonly pagesFirst = new PagesFirst();
  private readonly open = new Map<QueueName, JobQueue>();
  private readonly here = new Map<QueueName, Taken>();
  private readonly workers: JobWorker[] = [];
  private readonly alarms = new Map<QueueName, BulkJobs>();

  private constructor(private readonly backend: QueueBackend) {
    for (const name of queueNames) this.open.set(name, backend.queue(name));
  }

  static async connect(options: QueueBackendOptions): Promise<Queues> {
    return new Queues(await openBackend(options));
  }

  /**
   * Hands an event straight to this process's own worker of a queue. False when it has none, or enough to do: then the queue is
   * the way. What is handed over and dies with the process is in the outbox still.
   */
  handOver(name: QueueName, event: AnyEvent): boolean {
    const taken = this.here.get(name);
    if (taken === undefined) return false;
    return (mayWait(event.type) ? taken.waiting : taken.urgent).add(event);
  }

  /** The events that were handed over and have not come to an end. */
  get inHand(): string[] {
    return this.lanes.flatMap(({ ids }) => [...ids]);
  }

  /** Makes this process take events of a queue over. `work` must not throw. */
  takeOver(name: QueueName, work: (event: AnyEvent) => Promise<void>, atOnce: number, most: number): void {
    const urgent = (event: AnyEvent) => this.pagesFirst.during(() => work(event));
    this.here.set(name, { urgent: new Lane(atOnce, urgent, most), waiting: new Lane(mostTogether, work, most) });
  }

  /** Adds each event once: its id is the job's id, so what is still waiting is not added again. */
  async publish(name: QueueName, batch: readonly AnyEvent[]): Promise<void> {
    await this.queue(name).addBulk(
      batch.map((event) => ({ name: event.type, data: event, opts: { ...jobOptions, jobId: event.id } })),
    );
  }

  /**
   * Sets an alarm clock for a row. It may ring late or never; a sweep finds what it missed. Alarms that are set close together
   * are added together, since nobody waits for them.
   */
  wakeAt(name: QueueName, rowId: string, at: Date, now: Date): void {
    const delay = Math.max(0, at.getTime() - now.getTime());
    const jobId = `alarm-${rowId}-${at.getTime()}`;
    const alarm = { name: alarmName, data: { rowId }, opts: { ...jobOptions, attempts: 1, jobId, delay } };
    const waiting = this.alarms.get(name);
    if (waiting !== undefined) {
      waiting.push(alarm);
      return;
    }
    const batch = [alarm];
    this.alarms.set(name, batch);
    setTimeout(() => {
      this.alarms.delete(name);
      this.queue(name)
        .addBulk(batch)
        .catch(() => undefined);
    }, alarmsTogetherMs);
  }

  drain(name: QueueName, process: (job: Job) => Promise<void>, concurrency: number): void {
    const worker = this.backend.worker(name, process, concurrency);
    this.workers.push(worker);
    // `run` ends when the worker is closed; a failure to reach the store is retried by the worker itself.
    worker.run().catch(() => undefined);
  }

  async ping(): Promise<void> {
    await this.backend.ping();
  }

  async counts(): Promise<ReadonlyMap<QueueName, Record<string, number>>> {
    const counted = await Promise.all(
      [...this.open].map(async ([name, queue]) => [name, await queue.getJobCounts()] as const),
    );
    return new Map(counted);
  }

  /** First phase of a shutdown: finish the jobs that run, take no more. */
  async finishWork(): Promise<void> {
    const { lanes } = this;
    this.here.clear();
    for (const lane of lanes) lane.clear();
    await Promise.all([...this.workers.splice(0).map((worker) => worker.close()), ...lanes.map((lane) => lane.idle())]);
  }

  /** Last phase. */
  async close(): Promise<void> {
    await this.finishWork();
    await Promise.all([...this.open.values()].map((queue) => queue.close().catch(() => undefined)));
    await this.backend.close();
  }

  private get lanes(): readonly Lane<AnyEvent>[] {
    return [...this.here.values()].flatMap(({ urgent, waiting }) => [urgent, waiting]);
  }

  private queue(name: QueueName): JobQueue {
    const queue = this.open.get(name);
    if (queue === undefined) throw new Error(`There is no queue ${name}`);
    return queue;
  }
}
