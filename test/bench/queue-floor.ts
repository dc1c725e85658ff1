import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Client, Pool } from 'pg';

export type Backend = { readonly kind: 'postgres' | 'redis'; readonly url: string };

/** A bare BullMQ queue and worker with nothing to do, on the backend that the hotline uses. */
export interface QueueFloor {
  /** Adds so many jobs at a steady rate; resolves to the milliseconds from each add to its processing. */
  run(jobs: number, perSecond: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

export async function openQueueFloor(backend: Backend): Promise<QueueFloor> {
  const started = new Map<string, number>();
  const took: number[] = [];
  const process = async (job: { readonly data: { readonly key: string } }): Promise<void> => {
    const at = started.get(job.data.key);
    if (at !== undefined) took.push(performance.now() - at);
  };
  const floor: OpenFloor =
    backend.kind === 'postgres' ? await onPostgres(backend.url, process) : onRedis(backend.url, process);
  await floor.worker.waitUntilReady();
  return {
    run: async (jobs, perSecond) => {
      started.clear();
      took.length = 0;
      const began = performance.now();
      for (let index = 0; index < jobs; index += 1) {
        await pause(Math.max(0, began + (index * 1_000) / perSecond - performance.now()));
        const key = randomUUID();
        started.set(key, performance.now());
        await floor.queue.add('floor', { key }, { jobId: key, removeOnComplete: true });
      }
      for (const until = performance.now() + 30_000; took.length < jobs && performance.now() < until;) await pause(10);
      return [...took];
    },
    close: async () => {
      await floor.worker.close();
      await floor.queue.close();
      await floor.end();
    },
  };
}

type Work = (job: { readonly data: { readonly key: string } }) => Promise<void>;

interface OpenFloor {
  readonly queue: {
    add(name: string, data: { key: string }, options: { jobId: string; removeOnComplete: true }): Promise<unknown>;
    close(): Promise<void>;
  };
  readonly worker: { waitUntilReady(): Promise<unknown>; close(): Promise<void> };
  end(): Promise<void>;
}

/** In a database of its own on the same server, so that its tables are not among the hotline's. */
async function onPostgres(url: string, work: Work): Promise<OpenFloor> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE DATABASE floor');
  await client.end();
  const own = new URL(url);
  own.pathname = '/floor';
  const pool = new Pool({ connectionString: own.href, max: 24, options: '-c search_path=bullmq,public' });
  pool.setMaxListeners(200);
  const migrating = await pool.connect();
  await runMigrations(migrating, 'bullmq');
  migrating.release();
  const connection = { connection: pool };
  return {
    queue: new Queue('floor', connection, createPostgresBackend),
    worker: new Worker('floor', work, { ...connection, concurrency: 8 }, createPostgresBackend),
    end: () => pool.end(),
  };
}

function onRedis(url: string, work: Work): OpenFloor {
  const [producer, consumer] = [new Redis(url), new Redis(url, { maxRetriesPerRequest: null })];
  return {
    queue: new Queue('floor', { connection: producer }),
    worker: new Worker('floor', work, { connection: consumer, concurrency: 8 }),
    end: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}
