import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '#config';
import { type EventData, type EventType, parseEvent, queues } from '#contracts';
import { makeReference, type Severity, type Verdict } from '#domain';
import { bindHandlers, type Once } from '#queue';
import { createHttpApplication, Metrics, openRuntime, type Runtime } from '#service';
import { type Delivery, sha256, type TriageResult } from '#store';
import { FakeClock, freshDatabase, RecordingCourier, type TestDatabase } from '#testing';
import { NotificationModule } from './notification.module.js';
import { SendDeliveries } from './send-deliveries.js';

const quietVerdict: Verdict = {
  category: 'email_account_takeover',
  rsit: { class: 'intrusions', type: 'privileged-account-compromise' },
  severity: 'high',
  severityRule: 'H1',
  accountKind: 'email',
  compromisedChannel: false,
  compromisedAddresses: [],
  foreignInterference: false,
  violence: false,
  lifeSafety: false,
  indicators: [],
  language: 'en',
  disposition: 'open_incident',
  because: [],
  rulesVersion: 'test',
};

export interface GivenReport {
  readonly channel?: 'web' | 'api' | 'email' | 'sms';
  readonly sender?: string | null;
  readonly language?: 'en' | 'fr' | null;
  readonly raw?: string;
  readonly followsReportId?: string;
  readonly disposition?: TriageResult['disposition'];
  readonly contactEmail?: string;
  readonly contactPhone?: string;
  readonly verdict?: Partial<Verdict> & { readonly automatic?: string | null };
  readonly incidentId?: string | null;
}

/** The notification service on a database of its own, with a courier that keeps what it is given. Nothing runs by itself. */
export class NotificationRig {
  private constructor(
    readonly clock: FakeClock,
    readonly courier: RecordingCourier,
    readonly runtime: Runtime,
    private readonly database: TestDatabase,
    private readonly application: NestFastifyApplication,
    private readonly folder: string,
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<NotificationRig> {
    const folder = await mkdtemp(join(tmpdir(), 'vigil-notification-'));
    const clock = new FakeClock();
    const database = await freshDatabase();
    const config = loadConfig({
      DATA_DIR: folder,
      LOG_LEVEL: 'fatal',
      PUBLIC_URL: 'https://hotline.example',
      ...environment,
    });
    const runtime = await openRuntime('notification', config, { databaseUrl: database.url, clock });
    const courier = new RecordingCourier();
    const application = await createHttpApplication(runtime, { modules: [NotificationModule.with(courier)] });
    return new NotificationRig(clock, courier, runtime, database, application, folder);
  }

  /** Lets the service run by itself: relay, queue and sweeps. */
  async run(): Promise<void> {
    await this.application.init();
  }

  /** Stops the service as a signal does. */
  async shutDown(): Promise<void> {
    await this.application.close();
  }

  async stop(): Promise<void> {
    await this.application.close();
    await this.runtime.close();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  get<T>(part: Type<T>): T {
    return this.application.get(part);
  }

  get sending(): SendDeliveries {
    return this.get(SendDeliveries);
  }

  async sql<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.runtime.database.transaction((tx) => tx.query<Row>(sql, parameters));
  }

  /** Records an event and lets its handler react, so many times, as a queue does that delivers it again. */
  async announce<T extends EventType>(type: T, data: EventData<T>, times = 1): Promise<void> {
    const id = await this.runtime.database.transaction((tx) => tx.emit(type, data));
    const [row] = await this.sql<Record<string, unknown>>(
      `SELECT id, type, version, to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "occurredAt",
         correlation_id AS "correlationId", causation_id AS "causationId", data FROM event WHERE id = $1`,
      [id],
    );
    const event = parseEvent(row);
    const providers = Reflect.getMetadata('providers', NotificationModule) as readonly unknown[];
    const classes = providers.filter((each): each is Type<object> => typeof each === 'function');
    const table = bindHandlers(
      classes.map((each) => this.application.get<object>(each)),
      [queues.notification],
    );
    const once: Once = (work) =>
      this.runtime.database.transaction(async (tx) => {
        const claimed = await tx.query(
          'UPDATE outbox SET handled_at = $2 WHERE event_id = $1 AND handled_at IS NULL RETURNING 1',
          [id, tx.now],
        );
        return claimed.length === 0 ? { first: false } : { first: true, value: await work(tx) };
      }, event);
    for (let time = 0; time < times; time += 1) await table.get(queues.notification)?.get(type)?.(event, once);
    await this.sending.idle();
  }

  async sweep(): Promise<void> {
    await this.sending.sweep();
    await this.sending.idle();
  }

  /** What has been said of deliveries that were lost reaches whoever follows them up, until nothing is new. */
  async followUpLost(): Promise<void> {
    for (let time = 0; time < 8; time += 1) {
      const [event] = await this.sql<{ id: string; data: EventData<'delivery.lost'> }>(
        `SELECT e.id, e.data FROM event e JOIN outbox o ON o.event_id = e.id
         WHERE e.type = 'delivery.lost' AND o.handled_at IS NULL ORDER BY e.occurred_at LIMIT 1`,
      );
      if (event === undefined) return;
      await this.sql('UPDATE outbox SET handled_at = now() WHERE event_id = $1', [event.id]);
      await this.announce('delivery.lost', event.data);
      await this.sql(
        `UPDATE outbox SET handled_at = now() WHERE handled_at IS NULL AND event_id IN (
           SELECT id FROM event WHERE type = 'delivery.lost' AND data->>'deliveryId' = $1)`,
        [event.data.deliveryId],
      );
    }
  }

  async incident(
    compromised: readonly string[] = [],
    severity: Extract<Severity, 'critical' | 'high'> = 'high',
  ): Promise<string> {
    const id = randomUUID();
    await this.sql(
      `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language,
         summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at)
       VALUES ($1, $2, 'received', $5, $6, 'H1', 'email_account_takeover', 'intrusions', 'email', 'en', 'secret words', false,
         false, false, $3, $4, $4)`,
      [id, makeReference(randomBytes(16)), compromised, this.clock.now(), severity, severity === 'critical' ? 0 : 1],
    );
    return id;
  }

  async report(given: GivenReport = {}): Promise<{ readonly reportId: string; readonly reference: string }> {
    const reportId = randomUUID();
    const reference = makeReference(randomBytes(16));
    const raw = Buffer.from(given.raw ?? 'help');
    await this.sql(
      `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, sender, language,
         follows_report_id, received_at) VALUES ($1, $2, $3, $4, $5, 'text/plain', $6, false, $7, $8, $9, $10)`,
      [
        reportId,
        reference,
        given.channel ?? 'web',
        reportId,
        raw,
        sha256(raw),
        given.sender ?? null,
        given.language ?? null,
        given.followsReportId ?? null,
        this.clock.now(),
      ],
    );
    await this.sql(
      `INSERT INTO triage_result (report_id, incident_id, disposition, readable, text, contact_email, contact_phone, verdict,
         rules_version, triaged_at) VALUES ($1, $2, $3, true, 'help', $4, $5, $6, 'test', $7)`,
      [
        reportId,
        given.incidentId ?? null,
        given.disposition ?? 'opened',
        given.contactEmail ?? null,
        given.contactPhone ?? null,
        JSON.stringify({ ...quietVerdict, ...given.verdict }),
        this.clock.now(),
      ],
    );
    return { reportId, reference };
  }

  /** A report that has been triaged, announced to the service. */
  async triaged(
    given: GivenReport = {},
    times = 1,
  ): Promise<{ readonly reportId: string; readonly reference: string }> {
    const made = await this.report(given);
    const { incidentId = null, disposition = 'opened' } = given;
    await this.announce('report.triaged', { reportId: made.reportId, incidentId, disposition }, times);
    return made;
  }

  async person(
    key: string,
  ): Promise<{ readonly id: string; readonly phone: string; readonly email: string; readonly name: string }> {
    const [row] = await this.sql<{ id: string; phone: string; email: string; name: string }>(
      'SELECT id, phone, email, name FROM user_account WHERE key = $1',
      [key],
    );
    if (row === undefined) throw new Error(`nobody is called ${key}`);
    return row;
  }

  async page(incidentId: string, userId: string, code: string): Promise<string> {
    const id = randomUUID();
    await this.sql(
      `INSERT INTO page (id, incident_id, user_id, step, round, code, state, requested_at) VALUES ($1, $2, $3, 0, 0, $4, 'open', $5)`,
      [id, incidentId, userId, code, this.clock.now()],
    );
    return id;
  }

  async deliveries(): Promise<readonly Delivery[]> {
    return this.runtime.database.source.manager.find<Delivery>('Delivery', { order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** What the histogram of the way from report to carrier holds, in seconds. */
  async timeToPage(): Promise<{ readonly count: number; readonly sum: number }> {
    const { values } = await this.get(Metrics).timeToPage.get();
    const value = (suffix: string) =>
      values.find(({ metricName }) => metricName?.endsWith(suffix))?.value ?? Number.NaN;
    return { count: value('_count'), sum: value('_sum') };
  }

  async timeline(
    subjectId: string,
  ): Promise<readonly { readonly type: string; readonly data: Record<string, unknown> }[]> {
    return this.sql('SELECT type, data FROM timeline_entry WHERE subject_id = $1 ORDER BY seq', [subjectId]);
  }
}
