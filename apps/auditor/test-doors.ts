import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Trouble } from '#domain';
import { Log, Metrics, Secrets, Settings, Sweeps } from '#service';
import type { Tx } from '#store';
import { AuditStore } from './audit-store.js';
import { type Probe, type ProbeChannel, probeChannels, sendProbe } from './send-probe.js';
import { settleFindings } from './settle-findings.js';

/** A test that has not come out after so long is late, in milliseconds. */
const lateMs = 2 * 60_000;
const rememberedMs = 30 * 86_400_000;

interface Row {
  readonly id: string;
  readonly channel: ProbeChannel;
  readonly token: string;
  readonly sent_at: Date;
  readonly took_ms: number | null;
}

/**
 * Sends a marked report through each door at an interval and waits for its answer to be taken by a carrier: in by the real
 * intake, through the real rules, out by the real notifier. It says that it is an exercise, so it opens no incident and wakes
 * nobody. One that does not come out is told of, and by `TellDirectly` when the notifier is what is broken.
 */
@Injectable()
export class TestDoors {
  private readonly time: Gauge<'channel'>;

  constructor(
    @Inject(AuditStore) private readonly store: AuditStore,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Log) private readonly log: Log,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.time = new Gauge({
      name: 'vigil_self_test_seconds',
      help: 'From the last test report sent through a door until a carrier took its answer',
      labelNames: ['channel'],
      registers: [metrics.registry],
    });
  }

  @Sweeps({ everyMs: 5_000 })
  async test(): Promise<void> {
    const { selfTest } = this.settings.config.environment;
    if (selfTest === null) return;
    await this.store.open();
    const { database } = this.store;
    await database.transaction((tx) => this.look(tx, selfTest.email));
    for (const channel of probeChannels) {
      const { email, phone } = selfTest;
      const token = `${channel === 'sms' ? 'SM' : 'self-test-'}${randomBytes(16).toString('hex')}`;
      const isDue = await database.transaction((tx) => claim(tx, channel, token, selfTest.everyMinutes));
      if (isDue) await this.send(channel, { token, email, phone });
    }
  }

  private async send(channel: ProbeChannel, probe: Probe): Promise<void> {
    const { environment, hotline } = this.settings.config;
    const { publicUrl, smtpPort } = environment;
    const { carrierAccount, carrierToken } = this.secrets;
    try {
      await sendProbe(channel, probe, { publicUrl, smtpPort, hotline, carrierAccount, carrierToken });
    } catch (error) {
      // It will not come out, and is told of as late.
      this.log.warn({
        message: 'a test report was not taken',
        channel,
        because: error instanceof Error ? error.name : '',
      });
    }
  }

  private async look(tx: Tx, email: string): Promise<void> {
    await tx.query('DELETE FROM self_test WHERE sent_at < $1', [new Date(tx.now.getTime() - rememberedMs)]);
    const found: Trouble[] = [];
    for (const channel of probeChannels) {
      const [latest] = await tx.query<Row>(
        'SELECT id, channel, token, sent_at, took_ms FROM self_test WHERE channel = $1 ORDER BY sent_at DESC LIMIT 1',
        [channel],
      );
      if (latest === undefined || latest.took_ms !== null) continue;
      const out = await findAnswer(tx, latest, email);
      if (out !== null) {
        const tookMs = Math.max(0, out.at.getTime() - latest.sent_at.getTime());
        await tx.query('UPDATE self_test SET took_ms = $2 WHERE id = $1', [latest.id, tookMs]);
        this.time.set({ channel }, tookMs / 1_000);
        await closeExercise(tx, out.reportId);
      } else if (tx.now.getTime() - latest.sent_at.getTime() > lateMs) {
        found.push({ subject: channel, name: channel, facts: { channel, minutes: lateMs / 60_000 } });
      }
    }
    await settleFindings(tx, { kind: 'self-test-late', found, complete: true });
  }
}

/** When a carrier took the answer; null while none has. Mail has an identity of its own, so its sender tells. */
async function findAnswer(
  tx: Tx,
  { channel, token, sent_at: sentAt }: Row,
  email: string,
): Promise<{ readonly at: Date; readonly reportId: string } | null> {
  const [row] = await tx.query<{ id: string; at: Date }>(
    `SELECT r.id, coalesce(a.ended_at, a.started_at) AS at
     FROM report r JOIN delivery d ON d.report_id = r.id JOIN attempt a ON a.delivery_id = d.id AND a.outcome = 'accepted'
     WHERE r.channel = $1 AND ${channel === 'email' ? 'r.sender' : 'r.external_id'} = $2 AND r.received_at >= $3
     ORDER BY 2 LIMIT 1`,
    [channel, channel === 'email' ? email : token, sentAt],
  );
  return row === undefined ? null : { at: row.at, reportId: row.id };
}

/** Takes the incident of a test off the queue, unless it is more than the test, or anything but an exercise. */
async function closeExercise(tx: Tx, reportId: string): Promise<void> {
  const [closed] = await tx.query<{ id: string; from: 'received' }>(
    `UPDATE incident i SET state = 'closed', closed_at = $2, updated_at = $2, version = version + 1
     FROM triage_result t WHERE t.report_id = $1 AND i.id = t.incident_id AND i.state = 'received' AND i.report_count = 1
       AND i.category = 'exercise' AND i.severity = 'not-an-incident' AND i.acknowledged_by IS NULL
     RETURNING i.id, 'received' AS "from"`,
    [reportId, tx.now],
  );
  if (closed === undefined) return;
  const { id, from } = closed;
  const data = { from, to: 'closed', reason: 'self-test' } as const;
  tx.append({ subject: 'incident', id, actor: 'service:auditor', type: 'incident.moved', data });
  tx.emit('incident.moved', { incidentId: id, from, to: 'closed' });
}

/** Several copies of the auditor send one test. */
async function claim(tx: Tx, channel: ProbeChannel, token: string, everyMinutes: number): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(814205)');
  const sent = await tx.query(
    `INSERT INTO self_test (id, channel, token, sent_at) SELECT $1, $2, $3, $4
     WHERE NOT EXISTS (SELECT FROM self_test WHERE channel = $2 AND sent_at > $5) RETURNING 1`,
    [randomUUID(), channel, token, tx.now, new Date(tx.now.getTime() - everyMinutes * 60_000)],
  );
  return sent.length > 0;
}
