import type { DataSource } from 'typeorm';
import type { Config } from '#config';
import { announceCommits } from '#outbox';
import { Queues } from '#queue';
import { type Clock, Database, EmbeddedPostgres, SystemClock } from '#store';
import { Log } from './log.js';
import { type FirstRun, prepareStore } from './prepare-store.js';
import type { Secrets } from './secrets.js';

/** What one process holds open, from its first line to its last. */
export interface Runtime {
  readonly service: string;
  readonly config: Config;
  readonly clock: Clock;
  readonly databaseUrl: string;
  readonly database: Database;
  readonly queues: Queues;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly firstRun: FirstRun | null;
  /** Closes connections; the last phase of a shutdown but for the embedded server. */
  close(): Promise<void>;
}

export interface RuntimeOptions {
  readonly clock?: Clock;
  /** Where the database is, if not where the configuration says. */
  readonly databaseUrl?: string;
}

/** Opens everything, or throws without leaving anything open. */
export async function openRuntime(service: string, config: Config, options: RuntimeOptions = {}): Promise<Runtime> {
  const clock = options.clock ?? new SystemClock();
  const log = new Log(config.environment.logLevel, service);
  const databaseUrl = options.databaseUrl ?? (await findDatabase(config));
  const { source, secrets, firstRun } = await prepareStore(databaseUrl, config, clock);
  const queues = await openQueues(config, databaseUrl, source);
  const database = new Database(source, clock);
  const stopAnnouncing = announceCommits(database);
  return {
    service,
    config,
    clock,
    databaseUrl,
    database,
    queues,
    secrets,
    log,
    firstRun,
    close: async () => {
      stopAnnouncing();
      await queues.close();
      await source.destroy();
    },
  };
}

async function findDatabase({ environment }: Config): Promise<string> {
  const url = environment.databaseUrl ?? (await EmbeddedPostgres.findUrl(environment.dataDir));
  if (url === null) {
    throw new Error(
      `No database: set DATABASE_URL, or start the hotline first so that its embedded PostgreSQL runs in ${environment.dataDir}.`,
    );
  }
  return url;
}

async function openQueues({ environment }: Config, databaseUrl: string, source: DataSource): Promise<Queues> {
  try {
    return await Queues.connect(
      environment.queueBackend === 'redis'
        ? { kind: 'redis', url: environment.redisUrl ?? '' }
        : { kind: 'postgres', url: databaseUrl },
    );
  } catch (error) {
    await source.destroy();
    throw error;
  }
}
