import type { DataSource } from 'typeorm';
import type { AnyEvent } from '#contracts';
import { Clock } from './clock.js';
import { Tx } from './tx.js';

/** Whose rows a person may see: a party's id, or `*` for the watch. */
export type PartyScope = string;

/** The one way to change anything: a transaction that tells its story, and wakes the relay once it is durable. */
export class Database {
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly source: DataSource,
    readonly clock: Clock,
  ) {}

  /** Called after each commit that recorded events. Returns the way to stop listening. */
  onNews(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Runs the work of a service. Rolls back and rethrows when the work throws. */
  async transaction<T>(work: (tx: Tx) => Promise<T>, cause: AnyEvent | null = null): Promise<T> {
    return this.run(work, cause, null);
  }

  /** Runs work on behalf of a person: row-level security shows and accepts only what their party scope covers. */
  async transactionFor<T>(scope: PartyScope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(work, null, scope);
  }

  private async run<T>(work: (tx: Tx) => Promise<T>, cause: AnyEvent | null, scope: PartyScope | null): Promise<T> {
    let news = false;
    const result = await this.source.transaction(async (manager) => {
      const tx = new Tx(manager, this.clock, cause);
      if (scope !== null) {
        await tx.query(`SELECT set_config('role', 'vigil_desk', true), set_config('vigil.party', $1, true)`, [scope]);
      }
      const value = await work(tx);
      news = tx.hasNews;
      return value;
    });
    if (news) for (const listener of this.listeners) listener();
    return result;
  }
}
