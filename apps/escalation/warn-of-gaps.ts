import { Inject, Injectable } from '@nestjs/common';
import { gapsBetween } from '#domain';
import { raiseNotice, ReadWatch, readWindowEnd, Settings, Sweeps } from '#service';
import { Database } from '#store';
import { factTime } from './fact-time.js';

const hourMs = 3_600_000;
/** How many hours ahead the managers are told of a gap, once each. One that comes up late is told of at the next of them. */
const warnings = [2, 24, 72] as const;
const lookAheadMs = 14 * 24 * hourMs;

/** A time at which nobody is on duty on a schedule: told before it comes, and once a day while it lasts. */
@Injectable()
export class WarnOfGaps {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Sweeps({ everyMs: 30_000 })
  async warn(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [{ plan }, windowEnd] = await Promise.all([this.watch.at(tx), readWindowEnd(tx)]);
      const until = new Date(Math.min(tx.now.getTime() + lookAheadMs, windowEnd.getTime()));
      if (until <= tx.now) return;
      for (const { key, name: schedule, compiled } of plan) {
        for (const { from, to } of gapsBetween(compiled, tx.now, until)) {
          const hours = warnings.find((ahead) => from.getTime() - tx.now.getTime() <= ahead * hourMs);
          if (hours === undefined) break;
          const which = from > tx.now ? `${from.toISOString()} ${hours}` : `open ${tx.now.toISOString().slice(0, 10)}`;
          await raiseNotice(tx, {
            kind: 'gap-ahead',
            key: `${key} ${which}`,
            facts: { schedule, from: factTime(this.settings, from), to: factTime(this.settings, to) },
          });
        }
      }
    });
  }
}
