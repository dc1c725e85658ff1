import type { Database } from './database.js';
import type { Tx } from './tx.js';

interface Asked<Item, Result> {
  readonly item: Item;
  readonly done: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

export interface GroupOptions {
  /** Items in one transaction. */
  readonly most?: number;
  /** Resolves when a transaction may begin; what comes meanwhile goes into it. */
  readonly turn?: () => Promise<void>;
}

/**
 * Does in one transaction what many ask for in the same moment: while one transaction is under way the next ones' items gather,
 * so nobody waits when little happens, and the more happens the less each costs. An item that makes a transaction fail fails
 * alone: the others are done one by one.
 */
export class GroupCommit<Item, Result> {
  private waiting: Asked<Item, Result>[] = [];
  private busy = false;

  /** `work` answers for each item, in their order. */
  constructor(
    private readonly database: Database,
    private readonly work: (tx: Tx, items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly options: GroupOptions = {},
  ) {}

  /** Resolves after the commit. */
  async do(item: Item): Promise<Result> {
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (!this.busy) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      if (this.options.turn !== undefined) await this.options.turn();
      await this.doTogether(this.waiting.splice(0, this.options.most ?? 50));
    }
    this.busy = false;
  }

  private async doTogether(batch: readonly Asked<Item, Result>[]): Promise<void> {
    try {
      const results = await this.database.transaction((tx) =>
        this.work(
          tx,
          batch.map(({ item }) => item),
        ),
      );
      for (const [index, { done }] of batch.entries()) done(results[index] as Result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.failed(error);
      else for (const one of batch) await this.doTogether([one]);
    }
  }
}
