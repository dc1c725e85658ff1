import { createPostgresBackend, type JobsOptions, Queue, runMigrations, Worker, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';

export type QueueBackendOptions =
  { readonly kind: 'postgres'; readonly url: string } | { readonly kind: 'redis'; readonly url: string };

export interface NewJob {
  readonly name: string;
  readonly data: unknown;
  readonly opts: JobsOptions;
}

export interface JobQueue {
  addBulk(jobs: NewJob[]): Promise<unknown>;
  getJobCounts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export interface JobWorker {
  run(): Promise<void>;
  /** Waits for the jobs that are running, takes no more. */
  close(): Promise<void>;
}

export interface Job {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly attemptsMade: number;
}

/**
 * What the rest needs of a job store, whichever it is. There is no transaction here on purpose: a job store is a courier,
 * and what must not be lost is a row before it is a job.
 */
export interface QueueBackend {
  queue(name: string): JobQueue;
  worker(name: string, process: (job: Job) => Promise<void>, concurrency: number): JobWorker;
  /** Throws when the store cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Tries ten times over about four minutes; then the row stands aside (`outbox.parked_at`). */
export const attempts = 10;
export const jobOptions: JobsOptions = {
  attempts,
  backoff: { type: 'exponential', delay: 250, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
};

/** A killed worker's job runs again after about ten seconds; a worker that dies again and again must not make it fail. */
const workerOptions = {
  lockDuration: 10_000,
  stalledInterval: 2_000,
  maxStalledCount: 1_000,
} satisfies Partial<WorkerOptions>;

export async function openBackend(options: QueueBackendOptions): Promise<QueueBackend> {
  return options.kind === 'redis' ? openRedis(options.url) : openPostgres(options.url);
}

async function openPostgres(url: string): Promise<QueueBackend> {
  // One pool for every queue and worker: BullMQ would otherwise open one for each.
  const pool = new Pool({
    connectionString: url,
    max: 24,
    options: '-c search_path=bullmq,public',
    application_name: 'vigil-queue',
    keepAlive: true,
  });
  pool.setMaxListeners(200);
  pool.on('error', () => undefined);
  // A client that BullMQ has checked out has nobody else to hear that its connection is lost.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const client = await pool.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    client.release();
  }
  return {
    queue: (name) => quiet(new Queue(name, { connection: pool }, createPostgresBackend)),
    worker: (name, process, concurrency) =>
      quiet(
        new Worker(
          name,
          (job) => process(plain(job)),
          { connection: pool, ...workerOptions, concurrency, autorun: false },
          createPostgresBackend,
        ),
      ),
    ping: async () => void (await pool.query('SELECT 1')),
    close: () => pool.end(),
  };
}

async function openRedis(url: string): Promise<QueueBackend> {
  const reconnect = { retryStrategy: (times: number) => Math.min(times * 100, 1_000) };
  // A producer fails at once when the store is down (the row waits in the outbox); a worker waits for it to come back.
  const producer = quiet(
    new Redis(url, { ...reconnect, maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: true }),
  );
  await producer.connect();
  const workers: Redis[] = [];
  return {
    queue: (name) => quiet(new Queue(name, { connection: producer, skipWaitingForReady: true })),
    worker: (name, process, concurrency) => {
      const connection = quiet(new Redis(url, { ...reconnect, maxRetriesPerRequest: null }));
      workers.push(connection);
      return quiet(
        new Worker(name, (job) => process(plain(job)), { connection, ...workerOptions, concurrency, autorun: false }),
      );
    },
    ping: async () => void (await producer.ping()),
    close: async () => {
      for (const connection of [...workers, producer]) connection.disconnect();
    },
  };
}

const plain = (job: { id?: string; name: string; data: unknown; attemptsMade: number }): Job => ({
  id: job.id ?? '',
  name: job.name,
  data: job.data,
  attemptsMade: job.attemptsMade,
});

/** A lost connection is reported by `ping` and mended by reconnecting; without a listener it would end the process. */
function quiet<T extends { on(event: 'error', listener: () => void): unknown }>(emitter: T): T {
  emitter.on('error', () => undefined);
  return emitter;
}
