import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '#config';
import { parseEvent, queues } from '#contracts';
import { bindHandlers, type Once } from '#queue';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import { verifyTimelines } from '#store';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { type Arrival, ReceiveReport } from '../intake/receive-report.js';
import { ReceiveReportModule } from '../intake/receive-report.module.js';
import { RereadReport } from './reread-report.js';
import { SortBacklog } from './sort-backlog.js';
import { TriageModule } from './triage.module.js';
import { TriageReport } from './triage-report.js';

export interface SentReport {
  readonly text: string;
  /** Where an answer is asked for; it names the party by its domain. */
  readonly email?: string;
  readonly network?: string;
}

export interface IncidentFound {
  readonly id: string;
  readonly reference: string;
  readonly category: string;
  readonly severity: string;
  readonly report_count: number;
  readonly campaign_id: string | null;
}

/** Intake and triage on a database of their own. Nothing runs by itself: a test lets each have its turn. */
export class TriageRig {
  private constructor(
    readonly clock: FakeClock,
    readonly runtime: Runtime,
    private readonly database: TestDatabase,
    private readonly application: NestFastifyApplication,
    private readonly folder: string,
  ) {}

  static async start(): Promise<TriageRig> {
    const folder = await mkdtemp(join(tmpdir(), 'vigil-triage-'));
    const clock = new FakeClock();
    const database = await freshDatabase();
    const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'fatal' });
    const runtime = await openRuntime('triage', config, { databaseUrl: database.url, clock });
    const application = await createHttpApplication(runtime, { modules: [ReceiveReportModule, TriageModule] });
    return new TriageRig(clock, runtime, database, application, folder);
  }

  async stop(): Promise<void> {
    await this.application.close();
    await this.runtime.close();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async receive({ text, email, network }: SentReport, more: Partial<Arrival> = {}): Promise<string> {
    const body = { language: 'en', description: text, contact: email === undefined ? {} : { email } };
    const receipt = await this.application.get(ReceiveReport).receive({
      channel: 'api',
      externalId: randomUUID(),
      raw: Buffer.from(JSON.stringify(body)),
      mediaType: 'application/json',
      sender: null,
      network: network ?? null,
      language: 'en',
      ...more,
    });
    return receipt.reportId;
  }

  /** Stores a report and has it triaged at once. */
  async send(report: SentReport, more: Partial<Arrival> = {}): Promise<string> {
    const reportId = await this.receive(report, more);
    await this.triageAll();
    return reportId;
  }

  /** Triages what waits in the first lane, in the order it came. */
  async triageAll(): Promise<number> {
    const waiting = await this.sql<Record<string, unknown>>(
      `SELECT e.id, e.type, e.version, to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "occurredAt",
         e.correlation_id AS "correlationId", e.causation_id AS "causationId", e.data
       FROM outbox o JOIN event e ON e.id = o.event_id
       WHERE o.queue = 'triage' AND o.handled_at IS NULL ORDER BY e.position`,
    );
    const table = bindHandlers(
      [TriageReport, RereadReport].map((each) => this.application.get<object>(each)),
      [queues.triage],
    );
    for (const row of waiting) {
      const event = parseEvent(row);
      const once: Once = (work) =>
        this.runtime.database.transaction(async (tx) => {
          const claimed = await tx.query(
            'UPDATE outbox SET handled_at = $2 WHERE event_id = $1 AND handled_at IS NULL RETURNING 1',
            [event.id, tx.now],
          );
          return claimed.length === 0 ? { first: false } : { first: true, value: await work(tx) };
        }, event);
      await table.get(queues.triage)?.get(event.type)?.(event, once);
    }
    return waiting.length;
  }

  /** Sorts the backlog as a sweep does. */
  async sortBacklog(): Promise<void> {
    await this.application.get(SortBacklog).sweep();
  }

  async sql<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.runtime.database.transaction((tx) => tx.query<Row>(sql, parameters));
  }

  async incidents(): Promise<readonly IncidentFound[]> {
    return this.sql<IncidentFound>(
      'SELECT id, reference, category, severity, report_count, campaign_id FROM incident ORDER BY opened_at, id',
    );
  }

  async count(table: string, where = 'true'): Promise<number> {
    const [row] = await this.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`);
    return row?.n ?? 0;
  }

  async resultOf(
    reportId: string,
  ): Promise<{ readonly disposition: string; readonly joined_by: string | null; readonly incident_id: string | null }> {
    const [row] = await this.sql<{ disposition: string; joined_by: string | null; incident_id: string | null }>(
      'SELECT disposition, joined_by, incident_id FROM triage_result WHERE report_id = $1',
      [reportId],
    );
    if (row === undefined) throw new Error('not triaged');
    return row;
  }

  async timelinesAreIntact(): Promise<boolean> {
    return (await verifyTimelines(this.runtime.database.source)).broken.length === 0;
  }
}
