import { Inject, Injectable } from '@nestjs/common';
import { queueNames } from '#contracts';
import {
  alarmThresholds,
  type Beat,
  clockSkew,
  deadWorkers,
  failingCarriers,
  type FindingKind,
  type Look,
  monitorState,
  oldBacklogs,
  type QueueState,
  stalledOutbox,
  stalledQueues,
  type Trouble,
} from '#domain';
import { Sweeps } from '#service';
import { SystemClock, type Tx } from '#store';
import { AuditStore } from './audit-store.js';
import { settleFindings } from './settle-findings.js';

interface QueueRow {
  readonly queue: string;
  readonly unpublished: number;
  readonly oldest_unpublished: Date | null;
  readonly waiting: number;
  readonly event_id: string | null;
  readonly since: Date | null;
}

interface MonitorRow {
  readonly id: string;
  readonly name: string;
  readonly interval_minutes: number;
  readonly last_beat_at: Date | null;
}

/** Events are counted up to here: more is as bad. */
const countedAtMost = 10_000;

/** Looks at what carries the hotline, and tells the managers of what fails before it has cost a page. */
@Injectable()
export class RaiseAlarms {
  /** The machine's own clock, whatever time the hotline is told: its skew is what is asked. */
  private readonly machine = new SystemClock();
  private queuesBefore: readonly QueueState[] = [];
  private beatsBefore: readonly Beat[] | null = null;

  constructor(@Inject(AuditStore) private readonly store: AuditStore) {}

  @Sweeps({ everyMs: 10_000 })
  async look(): Promise<void> {
    await this.store.open();
    await this.store.database.transaction(async (tx) => {
      const [queues, beats] = await Promise.all([readQueues(tx), readBeats(tx)]);
      const troubles: Partial<Record<FindingKind, readonly Trouble[]>> = {
        'outbox-stalled': stalledOutbox(queues, tx.now),
        'backlog-old': oldBacklogs(queues, tx.now),
        'queue-stalled': stalledQueues(this.queuesBefore, queues, tx.now),
        'worker-dead': deadWorkers(queueNames, this.beatsBefore, beats, tx.now),
        'clock-skew': await this.readSkew(tx),
        'carrier-failing': failingCarriers(await readAttempts(tx)),
        'monitor-silent': await readSilentMonitors(tx),
      };
      for (const [kind, found] of Object.entries(troubles)) {
        await settleFindings(tx, { kind: kind as FindingKind, found, complete: true } satisfies Look);
      }
      this.queuesBefore = queues;
      this.beatsBefore = beats;
    });
  }

  private async readSkew(tx: Tx): Promise<readonly Trouble[]> {
    const before = this.machine.now();
    const [row] = await tx.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    return row === undefined ? [] : clockSkew(before, row.now, this.machine.now());
  }
}

/** What a flood has set aside may wait, and does not count. */
async function readQueues(tx: Tx): Promise<readonly QueueState[]> {
  const rows = await tx.query<QueueRow>(
    `WITH unhandled AS (
       (SELECT queue, event_id, created_at, published_at FROM outbox WHERE published_at IS NULL AND NOT bulk
        ORDER BY bulk, created_at LIMIT ${countedAtMost})
       UNION ALL
       (SELECT queue, event_id, created_at, published_at FROM outbox
        WHERE handled_at IS NULL AND parked_at IS NULL AND published_at IS NOT NULL AND NOT bulk
        ORDER BY published_at LIMIT ${countedAtMost}))
     SELECT queue, count(*) FILTER (WHERE published_at IS NULL)::int AS unpublished,
       min(created_at) FILTER (WHERE published_at IS NULL) AS oldest_unpublished, count(*)::int AS waiting,
       (array_agg(event_id ORDER BY created_at, event_id))[1] AS event_id, min(created_at) AS since
     FROM unhandled GROUP BY queue`,
  );
  return rows.map(
    ({ queue, unpublished, oldest_unpublished: oldestUnpublished, waiting, event_id: eventId, since }) => ({
      queue,
      unpublished,
      oldestUnpublished,
      waiting,
      oldest: eventId === null || since === null ? null : { eventId, since },
    }),
  );
}

async function readBeats(tx: Tx): Promise<readonly Beat[]> {
  const rows = await tx.query<{ service: string; beat_at: Date }>(
    'SELECT service, max(beat_at) AS beat_at FROM service_heartbeat GROUP BY service',
  );
  return rows.map(({ service, beat_at: beatAt }) => ({ service, beatAt }));
}

/** An attempt that is under way says nothing yet. A number that does not exist is no fault of the carrier's. */
async function readAttempts(tx: Tx) {
  return tx.query<{ channel: string; attempts: number; failed: number }>(
    `SELECT d.channel, count(*)::int AS attempts,
       count(*) FILTER (WHERE a.outcome <> 'accepted' AND a.detail !~ '^(address-refused|content-refused|opted-out)')::int AS failed
     FROM attempt a JOIN delivery d ON d.id = a.delivery_id
     WHERE a.started_at > $1 AND a.outcome IS NOT NULL GROUP BY d.channel`,
    [new Date(tx.now.getTime() - alarmThresholds.carrierWindowMs)],
  );
}

async function readSilentMonitors(tx: Tx): Promise<readonly Trouble[]> {
  const rows = await tx.query<MonitorRow>(
    `SELECT id, name, interval_minutes, last_beat_at FROM heartbeat_monitor
     WHERE revoked_at IS NULL AND last_beat_at IS NOT NULL`,
  );
  return rows
    .filter(
      ({ interval_minutes: intervalMinutes, last_beat_at: lastBeatAt }) =>
        monitorState({ intervalMinutes, lastBeatAt }, tx.now) === 'silent',
    )
    .map(({ id, name, interval_minutes: minutes }) => ({ subject: id, name, facts: { name, minutes } }));
}
