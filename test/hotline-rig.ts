import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import twilio from 'twilio';
import { loadConfig } from '#config';
import type { FollowUp, NewReport, ReportReceipt } from '#contracts';
import { type FirstRun, Workers } from '#service';
import { Clock } from '#store';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { type Hotline, startHotline } from '../apps/hotline/start-hotline.js';
import { DeskClient } from './desk-client.js';
import { freePorts, type OwnRedis, startRedis } from './own-servers.js';
import { until } from './until.js';

export interface RigOptions {
  /** Real time without one. */
  readonly clock?: Clock;
  readonly queueBackend?: 'postgres' | 'redis';
  /** More of the product's environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A text or call as the sandbox carrier shows it. */
export interface PhoneEntry {
  readonly sid: string;
  readonly kind: 'sms' | 'call';
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  readonly body: string;
  readonly at: string;
  readonly status: string;
  /** What became of the webhook that brings it to the hotline; null for what the hotline sent. */
  readonly webhook: { readonly state: 'sending' | 'answered' | 'refused' | 'gave-up'; readonly status: number } | null;
}

/** A mail as the sandbox mailbox shows it. */
export interface BoxedMail {
  readonly subject: string;
  readonly text: string;
  readonly from: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** The answer of an HTTP door, its body read as JSON where it is. */
export interface DoorAnswer<T> {
  readonly status: number;
  readonly type: string;
  /** Language of the answer, where it says so. */
  readonly language: string | null;
  readonly body: T;
}

/**
 * The whole hotline in this process, on a database of its own, with its sandbox carrier: spoken to as its clients speak to
 * it, over HTTP, SMTP and signed webhooks.
 */
export class HotlineRig {
  private constructor(
    private readonly hotline: Hotline,
    private readonly folder: string,
    private readonly database: TestDatabase,
    private readonly redis: OwnRedis | null,
    readonly firstRun: FirstRun,
  ) {}

  static async start({ clock, queueBackend = 'postgres', environment = {} }: RigOptions = {}): Promise<HotlineRig> {
    const folder = await mkdtemp(join(tmpdir(), 'vigil-rig-'));
    const [database, redis] = await Promise.all([freshDatabase(), queueBackend === 'redis' ? startRedis() : null]);
    const [web = 0, smtp = 0, sandbox = 0] = await freePorts(3);
    const config = loadConfig({
      PORT: String(web),
      SMTP_PORT: String(smtp),
      SANDBOX_PORT: String(sandbox),
      DATA_DIR: folder,
      PUBLIC_URL: `http://127.0.0.1:${web}`,
      LOG_LEVEL: 'fatal',
      ...environment,
      ...(redis !== null && { QUEUE_BACKEND: 'redis', REDIS_URL: redis.url }),
      ...environment,
    });
    const hotline = await startHotline(config, { databaseUrl: database.url, ...(clock !== undefined && { clock }) });
    const { firstRun } = hotline.runtime;
    if (firstRun === null) throw new Error('a new database without a first run');
    const rig = new HotlineRig(hotline, folder, database, redis, firstRun);
    await until('the hotline is ready', () => rig.isReady());
    return rig;
  }

  async stop(): Promise<void> {
    await this.hotline.stop();
    await this.redis?.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  get url(): string {
    return this.hotline.runtime.config.environment.publicUrl;
  }

  get smtpPort(): number {
    return this.hotline.runtime.config.environment.smtpPort;
  }

  get sandboxUrl(): string {
    return `http://127.0.0.1:${this.hotline.runtime.config.environment.sandboxPort}`;
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get runtime(): Hotline['runtime'] {
    return this.hotline.runtime;
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.url}/health/ready`)).status === 200;
  }

  /** What the store holds; a test may look, and leaves every change to the product. */
  async rows<T>(sql: string, parameters: readonly unknown[] = []): Promise<readonly T[]> {
    return this.hotline.runtime.database.source.query(sql, [...parameters]);
  }

  person(key: string): FirstRun['users'][number] {
    const person = this.firstRun.users.find(({ signIn }) => signIn === key);
    if (person === undefined) throw new Error(`nobody is called ${key}`);
    return person;
  }

  async signIn(key: string): Promise<DeskClient> {
    return DeskClient.signIn(this.url, key, this.person(key).password);
  }

  /** Sends anything at all to an HTTP door. */
  async knock<T>(path: string, init: RequestInit): Promise<DoorAnswer<T>> {
    const answer = await fetch(`${this.url}${path}`, { redirect: 'manual', ...init });
    const type = answer.headers.get('content-type') ?? '';
    const text = await answer.text();
    const language = answer.headers.get('content-language');
    return { status: answer.status, type, language, body: (type.includes('json') ? JSON.parse(text) : text) as T };
  }

  async postJson<T>(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<DoorAnswer<T>> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.knock<T>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: text,
    });
  }

  async reportByApi(
    report: Partial<NewReport> & { readonly description: string },
    key: string = randomUUID(),
  ): Promise<ReportReceipt> {
    const { status, body } = await this.postJson<ReportReceipt>('/api/v1/reports', report, { 'idempotency-key': key });
    if (status !== 201) throw new Error(`the report was refused: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async followUp({ reference, receiptCode, language }: ReportReceipt): Promise<FollowUp> {
    const asked = { reference, receiptCode, language };
    return (await this.postJson<FollowUp>('/api/v1/reports/follow-up', asked)).body;
  }

  /** Somebody texts the hotline from a phone. Resolves once the hotline has answered the webhook that brings it. */
  async textFrom(phone: string, body: string): Promise<void> {
    const answer = await fetch(`${this.sandboxUrl}/api/phones/${encodeURIComponent(phone)}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: this.firstRun.hotline.phone, body }),
    });
    if (answer.status !== 202) throw new Error(`the carrier refused the text: ${await answer.text()}`);
    const { sid } = (await answer.json()) as { readonly sid: string };
    await until('the hotline has taken the text', async () => {
      const text = (await this.phone(phone)).find((entry) => entry.sid === sid);
      return text?.webhook?.state === 'answered';
    });
  }

  /** A webhook as the carrier sends it; without `signature` it is signed as the carrier signs. */
  async webhook(
    path: string,
    params: Readonly<Record<string, string>>,
    signature?: string,
  ): Promise<DoorAnswer<string>> {
    const url = `${this.url}${path}`;
    const signed = twilio.getExpectedTwilioSignature(this.firstRun.sandbox.authToken, url, params);
    return this.knock<string>(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(signature !== '' && { 'x-twilio-signature': signature ?? signed }),
      },
      body: new URLSearchParams(params).toString(),
    });
  }

  /** Sends a mail over SMTP. The reference stands in the listener's answer. */
  async mail(
    mail: SendMailOptions,
  ): Promise<{ readonly response: string; readonly messageId: string; readonly reference: string }> {
    const transport = createTransport({
      host: '127.0.0.1',
      port: this.smtpPort,
      secure: false,
      ignoreTLS: true,
    });
    try {
      const sent = await transport.sendMail({ to: this.firstRun.hotline.email, ...mail });
      const [, reference = ''] = /Stored as (\S+)/.exec(sent.response) ?? [];
      return { response: sent.response, messageId: sent.messageId, reference };
    } finally {
      transport.close();
    }
  }

  /** What a phone got and sent, oldest first. */
  async phone(number: string): Promise<readonly PhoneEntry[]> {
    const answer = await fetch(`${this.sandboxUrl}/api/phones/${encodeURIComponent(number)}/messages`);
    return (await answer.json()) as readonly PhoneEntry[];
  }

  /** The texts that the hotline sent to a phone, oldest first. */
  async textsTo(number: string): Promise<readonly string[]> {
    return (await this.phone(number)).filter(({ direction }) => direction !== 'inbound').map(({ body }) => body);
  }

  /** Mails from the hotline to an address, oldest first. */
  async mailbox(to: string): Promise<readonly BoxedMail[]> {
    const answer = await fetch(`${this.sandboxUrl}/api/mailbox?to=${encodeURIComponent(to)}`);
    return (await answer.json()) as readonly BoxedMail[];
  }

  /** Resolves when every event has been handled and everything that is due has been sent; nothing may have been given up. */
  async settled(timeoutMs = 15_000): Promise<void> {
    await until(
      'every event is handled and every due delivery is sent',
      async () => {
        const [left] = await this.rows<{ events: number; parked: number; deliveries: number }>(
          `SELECT (SELECT count(*) FROM outbox WHERE handled_at IS NULL AND parked_at IS NULL)::int AS events,
             (SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL)::int AS parked,
             (SELECT count(*) FROM delivery WHERE state = 'sending' OR (state = 'pending' AND due_at <= $1))::int AS deliveries`,
          [this.runtime.clock.now()],
        );
        if (left === undefined || left.parked > 0) throw new Error('a handler gave up');
        return left.events + left.deliveries === 0;
      },
      timeoutMs,
    );
  }

  /** Moves a FakeClock on, does what has become due, and waits for all that comes of it. */
  async fastForward(span: Parameters<FakeClock['advance']>[0]): Promise<Date> {
    const { clock } = this.runtime;
    if (!(clock instanceof FakeClock)) throw new Error('real time cannot be moved');
    await this.settled();
    const now = clock.advance(span);
    await this.sweep();
    return now;
  }

  /** Runs every sweep once, and waits for all that comes of it. */
  async sweep(): Promise<void> {
    await this.hotline.application.get(Workers).sweepOnce();
    await this.settled();
  }
}
