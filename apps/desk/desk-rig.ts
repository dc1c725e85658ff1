import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '#config';
import { advance, makeReference, type Severity, severityRank, type Watch } from '#domain';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import { type Clock, sha256, writeEscalationState } from '#store';
import { DeskModule } from './desk.module.js';
import { sessionCookie, Sessions } from './sessions.js';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: T;
}

export interface SeededIncident {
  readonly id: string;
  readonly reportId: string;
  readonly reference: string;
  readonly severity: Severity;
  readonly openedAt: Date;
}

export interface IncidentSeed {
  readonly severity?: Severity;
  /** Key of a party. */
  readonly party?: string;
  readonly openedAt?: Date;
  readonly acknowledgedBy?: string;
  readonly state?: string;
  readonly lifeSafety?: boolean;
  /** Keys of those who are being woken; without any, nothing pages. */
  readonly pages?: readonly string[];
}

/** A desk on a database of its own, with the people of the demonstration, for specs that speak HTTP to it. */
export class DeskRig {
  private constructor(
    readonly application: NestFastifyApplication,
    readonly runtime: Runtime,
    private readonly folder: string,
    private readonly ids: ReadonlyMap<string, string>,
  ) {}

  static async open(databaseUrl: string, clock: Clock): Promise<DeskRig> {
    const folder = await mkdtemp(join(tmpdir(), 'vigil-desk-'));
    const runtime = await openRuntime('test', loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'fatal' }), {
      databaseUrl,
      clock,
    });
    const application = await createHttpApplication(runtime, { modules: [DeskModule] });
    await application.init();
    await application.getHttpAdapter().getInstance().ready();
    const rows: { key: string; id: string }[] = await runtime.database.source.query('SELECT key, id FROM user_account');
    return new DeskRig(application, runtime, folder, new Map(rows.map(({ key, id }) => [key, id])));
  }

  async close(): Promise<void> {
    await this.application.close();
    await this.runtime.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  get secrets(): Runtime['secrets'] {
    return this.runtime.secrets;
  }

  userId(key: string): string {
    const id = this.ids.get(key);
    if (id === undefined) throw new Error(`nobody is called ${key}`);
    return id;
  }

  /** A person's open session, as the header that a browser sends. */
  async cookieOf(key: string): Promise<string> {
    const { token } = await this.application.get(Sessions).open(this.userId(key));
    return `${sessionCookie}=${token}`;
  }

  async get<T>(path: string, cookie?: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, cookie, undefined, headers);
  }

  async post<T>(
    path: string,
    cookie?: string,
    body: unknown = {},
    headers?: Record<string, string>,
  ): Promise<Answer<T>> {
    return this.send<T>('POST', path, cookie, body, headers ?? { 'x-vigil-request': 'spec' });
  }

  async send<T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    cookie: string | undefined,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<T>> {
    const answer = await this.application.inject({
      method,
      url: path,
      headers: { ...headers, ...(cookie !== undefined && { cookie }) },
      ...(body !== undefined && { payload: body as object }),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.payload,
      body: (isJson ? JSON.parse(answer.payload) : null) as T,
    };
  }

  /** An incident as triage and escalation leave it, with the report that opened it. */
  async seed({
    severity = 'high',
    party,
    acknowledgedBy,
    state = 'received',
    lifeSafety = false,
    pages = [],
    ...seed
  }: IncidentSeed = {}) {
    const openedAt = seed.openedAt ?? this.runtime.clock.now();
    const made = {
      id: randomUUID(),
      reportId: randomUUID(),
      reference: makeReference(randomBytes(16)),
      severity,
      openedAt,
    };
    const text = 'Somebody else reads my mail.';
    const pageIds = new Map<string, string>();
    await this.runtime.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, sender, language, received_at)
         VALUES ($1, $2, 'web', $2, $3, 'text/plain', $4, false, 'reporter@red-oak.example', 'en', $5)`,
        [made.reportId, made.reference, Buffer.from(text), sha256(text), openedAt],
      );
      tx.append({ subject: 'report', id: made.reportId, actor: 'reporter', type: 'report.received' });
      await tx.query(
        `INSERT INTO incident (id, reference, party_id, state, severity, severity_rank, severity_rule, category, rsit,
           account_kind, language, summary, life_safety, violence, foreign_interference, compromised_addresses,
           acknowledged_by, acknowledged_at, opened_at, updated_at, score, score_lacks)
         VALUES ($1, $2, (SELECT id FROM party WHERE key = $3), $4, $5, $6, 'H1', 'email_account_takeover', 'intrusions',
           'email', 'en', 'Mailbox taken over', $7, false, false, '{}', $8, $9, $10, $10, hashtext($2) & 63, 100 - (hashtext($2) & 63))`,
        [
          made.id,
          made.reference,
          party ?? null,
          state,
          severity,
          severityRank(severity),
          lifeSafety,
          acknowledgedBy === undefined ? null : this.userId(acknowledgedBy),
          acknowledgedBy === undefined ? null : openedAt,
          openedAt,
        ],
      );
      const verdict = {
        because: [{ rule: 'mail-taken', severityRule: 'H1', evidence: 'reads my mail', at: 14 }],
        indicators: [{ type: 'domain', value: 'evil.example', defanged: 'evil[.]example' }],
      };
      await tx.query(
        `INSERT INTO triage_result (report_id, incident_id, party_id, disposition, readable, text, verdict, rules_version, triaged_at)
         VALUES ($1, $2, (SELECT id FROM party WHERE key = $3), 'opened', true, $4, $5, '1', $6)`,
        [made.reportId, made.id, party ?? null, text, JSON.stringify(verdict), openedAt],
      );
      tx.append({ subject: 'incident', id: made.id, actor: 'service:triage', type: 'incident.opened' });
      tx.emit('incident.opened', { incidentId: made.id, severity });
      if (pages.length === 0) return;
      const policy = { policy: this.runtime.config.roster.policies[severity], version: 1 };
      const { state: paging } = advance(null, { kind: 'opened', policy, severity }, this.watchOf(pages), tx.now);
      if (paging === null) throw new Error('a policy without steps');
      await tx.query(
        'INSERT INTO escalation (incident_id, status, state, due_at, updated_at) VALUES ($1, $2, $3, $4, $5)',
        [made.id, paging.status, writeEscalationState(paging), paging.dueAt, tx.now],
      );
      for (const key of pages) {
        const pageId = randomUUID();
        pageIds.set(key, pageId);
        await tx.query(
          `INSERT INTO page (id, incident_id, user_id, step, round, code, state, requested_at)
           VALUES ($1, $2, $3, 0, 1, $4, 'open', $5)`,
          [pageId, made.id, this.userId(key), pageId.slice(0, 8), tx.now],
        );
      }
    });
    return { ...made, pageIds };
  }

  /** The link that a page's text carries. */
  link(pageId: string): string {
    const mac = this.runtime.secrets.sign('acknowledge-link', pageId).subarray(0, 16).toString('base64url');
    return `/ack/${pageId}.${mac}`;
  }

  /** A watch on which these people are on duty. */
  private watchOf(keys: readonly string[]): Watch {
    return {
      people: keys.map((key) => ({ id: this.userId(key), key, role: 'responder' })),
      onDuty: () => keys,
      nextOnDuty: () => [],
      team: () => keys,
      turnsTaken: () => 0,
    };
  }

  async rows<T>(sql: string, parameters: readonly unknown[] = []): Promise<readonly T[]> {
    return this.runtime.database.source.query(sql, [...parameters]);
  }
}
