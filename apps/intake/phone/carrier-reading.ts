import { Inject, Injectable } from '@nestjs/common';
import { Log, raiseNotice, Settings } from '#service';
import { Database } from '#store';
import { reasonOf } from './carrier-texts.js';

/** A list of the carrier's, by the name that the managers read when it cannot be read. */
export type CarrierList = 'messages' | 'statuses' | 'calls';

interface Row {
  readonly read_until: Date | null;
}

/**
 * Keeps count of how far each of the carrier's lists has been read back, and tells the managers when one cannot be read for
 * minutes. Several processes may read at once: what a list brings is taken in once, whoever reads it.
 */
@Injectable()
export class CarrierReading {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Log) private readonly log: Log,
  ) {}

  /**
   * Reads a list. `work` gets the instant before which everything is known to be here (null at first), reads on from there, and
   * returns how far it has come. A failure is noted, not thrown: the next sweep tries again.
   */
  async read(list: CarrierList, work: (readUntil: Date | null) => Promise<Date>): Promise<void> {
    const [row]: Row[] = await this.database.source.query('SELECT read_until FROM carrier_reading WHERE source = $1', [
      list,
    ]);
    try {
      await this.succeed(list, await work(row?.read_until ?? null));
    } catch (error) {
      await this.fail(list);
      const reason = reasonOf(error);
      this.log.warn({ message: 'a list of the carrier cannot be read', list, reason });
    }
  }

  private async succeed(list: CarrierList, readUntil: Date): Promise<void> {
    await this.database.source.query(
      `INSERT INTO carrier_reading (source, read_until, read_at) VALUES ($1, $2, $3)
       ON CONFLICT (source) DO UPDATE SET read_until = greatest(carrier_reading.read_until, $2), read_at = $3,
         failing_since = NULL`,
      [list, readUntil, this.database.clock.now()],
    );
  }

  private async fail(list: CarrierList): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ failing_since: Date }>(
        `INSERT INTO carrier_reading (source, failing_since) VALUES ($1, $2)
         ON CONFLICT (source) DO UPDATE SET failing_since = coalesce(carrier_reading.failing_since, $2)
         RETURNING failing_since`,
        [list, tx.now],
      );
      if (row === undefined) return;
      const { failing_since: since } = row;
      const { unreadableMinutes } = this.settings.config.phone.readBack;
      if (tx.now.getTime() - since.getTime() < unreadableMinutes * 60_000) return;
      const key = `${list} ${since.toISOString()}`;
      await raiseNotice(tx, { kind: 'carrier-unreadable', key, facts: { source: list } });
    });
  }
}
