import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Log, Metrics, raiseNotice, Sweeps } from '#service';
import { Clock, Database } from '#store';

/** What a door counts. */
export type Tally = 'came' | 'repeated' | 'refused';

type Counts = Record<Tally, number>;

interface Checked {
  readonly source: string;
  readonly hour: Date;
  readonly came: number;
  readonly stored: number;
  readonly missing: number;
}

const hourMs = 3_600_000;
/** A message that a mailbox holds and that is not stored after so long counts as missing, in milliseconds. */
const patienceMs = 10 * 60_000;
/** Hours are compared again until they are so long past, in milliseconds: what a restart finds is still noticed. */
const openMs = 3 * hourMs;

/**
 * What came by each source in each hour, counted apart from what is stored. A door counts a message after it is stored and
 * before it says so, and writes its counts down every second: a process that dies forgets at most a second of them, so `came`
 * may be too small and is never too large. More that came than rows that are there is therefore always a loss, and an alarm.
 */
@Injectable()
export class IntakeLedger implements BeforeApplicationShutdown {
  private counts = new Map<string, Counts>();
  private readonly difference: Gauge<'source'>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.difference = new Gauge({
      name: 'vigil_intake_missing',
      help: 'Messages that came in the last hours and are not stored, by source',
      labelNames: ['source'],
      registers: [metrics.registry],
    });
  }

  /** Counts one message in the hour of its row, which is where the comparison looks for it. */
  count(source: string, at: Date, ...tallies: readonly Tally[]): void {
    const key = `${hourOf(at).toISOString()} ${source}`;
    const counts = this.counts.get(key) ?? { came: 0, repeated: 0, refused: 0 };
    for (const tally of tallies) counts[tally] += 1;
    this.counts.set(key, counts);
  }

  /** Writes down what was counted since the last time; what cannot be written is kept for the next time. */
  @Sweeps({ everyMs: 1_000 })
  async flush(): Promise<void> {
    const counted = this.counts;
    if (counted.size === 0) return;
    this.counts = new Map();
    const rows = [...counted].map(([key, counts]) => ({ hour: key.slice(0, 24), source: key.slice(25), ...counts }));
    try {
      await this.database.source.query(
        `INSERT INTO intake_ledger (source, hour, came, repeated, refused)
         SELECT source, hour, came, repeated, refused
         FROM jsonb_to_recordset($1) AS r (source text, hour timestamptz, came int, repeated int, refused int)
         ON CONFLICT (source, hour) DO UPDATE SET came = intake_ledger.came + excluded.came,
           repeated = intake_ledger.repeated + excluded.repeated, refused = intake_ledger.refused + excluded.refused`,
        [JSON.stringify(rows)],
      );
    } catch (error) {
      for (const [key, counts] of counted) {
        const since = this.counts.get(key) ?? { came: 0, repeated: 0, refused: 0 };
        for (const tally of ['came', 'repeated', 'refused'] as const) since[tally] += counts[tally];
        this.counts.set(key, since);
      }
      throw error;
    }
  }

  /** Compares what came with what is stored, and tells the managers of a difference once for each source and hour. */
  @Sweeps({ everyMs: 60_000 })
  async compare(): Promise<void> {
    const now = this.clock.now();
    await this.countMailboxes(now);
    const checked = await this.countRows(now);
    this.difference.reset();
    for (const { source, missing } of checked) this.difference.inc({ source }, Math.max(0, missing));
    for (const { source, hour, came, stored, missing } of checked) {
      if (missing <= 0) continue;
      const isNew = await this.database.transaction((tx) =>
        raiseNotice(tx, {
          kind: 'ledger-differs',
          key: `${source} ${hour.toISOString()}`,
          facts: { source, came, stored },
        }),
      );
      if (isNew) this.log.error({ message: 'messages came that are not stored', source, missing });
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush().catch(() => {
      this.log.warn({ message: 'the last counts of the intake ledger are lost' });
    });
  }

  /** Of a mailbox every message seen has a row of its own, so its ledger is drawn from them. */
  private async countMailboxes(now: Date): Promise<void> {
    await this.database.source.query(
      `INSERT INTO intake_ledger (source, hour, came, repeated, refused)
       SELECT 'imap ' || folder, date_trunc('hour', seen_at, 'UTC'), count(*)::int,
         count(*) FILTER (WHERE state = 'repeated')::int, count(*) FILTER (WHERE state = 'vanished')::int
       FROM mailbox_message WHERE seen_at >= $1 GROUP BY 1, 2
       ON CONFLICT (source, hour) DO UPDATE SET came = excluded.came, repeated = excluded.repeated, refused = excluded.refused`,
      [hourOf(new Date(now.getTime() - openMs))],
    );
  }

  private async countRows(now: Date): Promise<readonly Checked[]> {
    const [rows]: [readonly Checked[], number] = await this.database.source.query(
      `WITH counted AS (
         SELECT CASE WHEN channel = 'email' THEN arrival ->> 'via' ELSE channel END AS source,
           date_trunc('hour', received_at, 'UTC') AS hour, count(*)::int AS stored
         FROM report WHERE received_at >= $2 GROUP BY 1, 2)
       UPDATE intake_ledger l SET checked_at = $1, stored = CASE WHEN l.source NOT LIKE 'imap %'
         THEN coalesce((SELECT c.stored FROM counted c WHERE c.source = l.source AND c.hour = l.hour), 0)
         ELSE (SELECT count(r.id)::int FROM mailbox_message m JOIN report r ON r.id = m.report_id
               WHERE 'imap ' || m.folder = l.source AND m.state = 'stored'
                 AND m.seen_at >= l.hour AND m.seen_at < l.hour + interval '1 hour') END
       WHERE l.hour >= $2
       RETURNING l.source, l.hour, l.came, l.stored, CASE WHEN l.source NOT LIKE 'imap %'
         THEN l.came - l.repeated - l.stored
         ELSE l.came - l.repeated - l.refused - l.stored - (SELECT count(*)::int FROM mailbox_message m
           WHERE 'imap ' || m.folder = l.source AND m.state = 'waiting' AND m.seen_at > $3
             AND m.seen_at >= l.hour AND m.seen_at < l.hour + interval '1 hour') END AS missing`,
      [now, hourOf(new Date(now.getTime() - openMs)), new Date(now.getTime() - patienceMs)],
    );
    return rows;
  }
}

function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hourMs) * hourMs);
}
