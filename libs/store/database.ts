import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { AnyEvent } from '#contracts';
import { Clock } from './clock.js';
import type { RecordedEvent } from './record-events.js';
import { send } from './statement.js';
import { Tx } from './tx.js';

type NewsListener = (news: readonly RecordedEvent[]) => void;
type Work<T> = (tx: Tx) => T | Promise<T>;

/** Whose rows a person may see: a party's id, or `*` for the watch. */
export type PartyScope = string;

/** The one way to change anything: a transaction that tells its story, and wakes the relay once it is durable. */
export class Database {
  private readonly listeners = new Set<NewsListener>();

  constructor(
    readonly source: DataSource,
    readonly clock: Clock,
  ) {}

  /** Called after each commit that recorded events, with the events. Returns the way to stop listening. */
  onNews(listener: NewsListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Runs the work of a service. Rolls back and rethrows when the work throws. */
  async transaction<T>(work: Work<T>, cause: AnyEvent | null = null): Promise<T> {
    return this.run(work, cause, null);
  }

  /** Runs work on behalf of a person: row-level security shows and accepts only what their party scope covers. */
  async transactionFor<T>(scope: PartyScope, work: Work<T>): Promise<T> {
    return this.run(work, null, scope);
  }

  private async run<T>(work: Work<T>, cause: AnyEvent | null, scope: PartyScope | null): Promise<T> {
    const client = await this.pool.connect();
    // A connection that is lost while nothing is asked of it has nobody else to hear of it; the next statement tells.
    client.on('error', unheard);
    let tx: Tx;
    let value: T;
    let lost: unknown;
    try {
      tx = new Tx(client, this.clock, cause);
      // Not waited for: it travels with the first statement, which fails too if this does.
      const opened = send(client, { text: 'BEGIN' });
      opened.catch(() => undefined);
      if (scope !== null) {
        await tx.query(
          `SELECT set_config('role', 'vigil_desk', true), set_config('vigil.party', $1, true),
             set_config('plan_cache_mode', 'auto', true), set_config('enable_seqscan', 'on', true)`,
          [scope],
        );
      }
      value = await work(tx);
      await tx.commit();
    } catch (error) {
      lost = await rollBack(client);
      throw error;
    } finally {
      client.off('error', unheard);
      client.release(lost instanceof Error ? lost : undefined);
    }
    if (tx.news.length > 0) for (const listener of this.listeners) listener(tx.news);
    return value;
  }

  /** The same connections that the entities are read through. */
  private get pool(): Pool {
    return (this.source.driver as unknown as { readonly master: Pool }).master;
  }
}

const unheard = (): void => undefined;

/** Returns what went wrong: a connection on which even this fails is not used again. */
async function rollBack(client: PoolClient): Promise<unknown> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error;
  }
}
