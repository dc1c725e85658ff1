import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { type Config, loadConfig } from '#config';
import type { Board, IncidentList, IncidentView, ReportReceipt, TimelineView } from '#contracts';
import { type FirstRun, type Runtime, Workers } from '#service';
import type { Clock } from '#store';
import { type FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { type Hotline, startHotline } from '../apps/hotline/start-hotline.js';

export interface PhoneMessage {
  readonly sid: string;
  readonly kind: 'sms' | 'call';
  readonly direction: string;
  readonly body: string;
  readonly at: string;
  readonly status: string;
}

export interface ReceivedMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Mail {
  readonly from: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly raw?: string | Buffer;
  readonly inReplyTo?: string;
}

/** One signed-in person, as a script with a cookie would be. */
export class Desk {
  constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly language: 'en' | 'fr' = 'en',
  ) {}

  async call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        'x-vigil-request': 'test',
        'accept-language': this.language,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async incidents(state: 'open' | 'all' = 'open'): Promise<IncidentList['items']> {
    const list = await this.ok<IncidentList>('GET', `/incidents?state=${state}&limit=200`);
    return list.items;
  }

  incident(id: string): Promise<IncidentView> {
    return this.ok('GET', `/incidents/${id}`);
  }

  timeline(id: string): Promise<TimelineView> {
    return this.ok('GET', `/incidents/${id}/timeline`);
  }

  board(): Promise<Board> {
    return this.ok('GET', '/board');
  }

  act(id: string, action: string, body: unknown = {}): Promise<IncidentView> {
    return this.ok('POST', `/incidents/${id}/${action}`, body);
  }

  private async ok<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.call(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** The whole hotline in this process, on ports of its own, met only through real clients. */
export class HotlineRig {
  private constructor(
    readonly config: Config,
    readonly url: string,
    private readonly hotline: Hotline,
    private readonly scratch: TestDatabase,
    private readonly folder: string,
    private readonly clock: Clock | null,
    readonly firstRun: FirstRun,
  ) {}

  static async start(
    options: { readonly clock?: FakeClock; readonly env?: Readonly<Record<string, string>> } = {},
  ): Promise<HotlineRig> {
    const folder = await mkdtemp(join(tmpdir(), 'vigil-rig-'));
    const [port, smtp, sandbox] = await freePorts(3);
    const scratch = await freshDatabase();
    const config = loadConfig({
      DATA_DIR: folder,
      PORT: String(port),
      SMTP_PORT: String(smtp),
      SANDBOX_PORT: String(sandbox),
      LOG_LEVEL: 'fatal',
      ...options.env,
    });
    const hotline = await startHotline(config, {
      databaseUrl: scratch.url,
      ...(options.clock !== undefined && { clock: options.clock }),
    });
    const firstRun = JSON.parse(await readFile(join(folder, 'first-run.json'), 'utf8')) as FirstRun;
    return new HotlineRig(
      config,
      `http://localhost:${port}`,
      hotline,
      scratch,
      folder,
      options.clock ?? null,
      firstRun,
    );
  }

  get runtime(): Runtime {
    return this.hotline.runtime;
  }

  get carrier(): string {
    return `http://localhost:${this.config.environment.sandboxPort}`;
  }

  get hotlinePhone(): string {
    return this.config.hotline.phone;
  }

  async stop(): Promise<void> {
    await this.hotline.stop();
    await this.scratch.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Rows of the store, where a test must look behind the doors. */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.runtime.database.source.query(sql, [...parameters]);
  }

  /** Moves the clock, then lets every sweep find what has become due. */
  async fastForward(span: Parameters<FakeClock['advance']>[0]): Promise<void> {
    if (this.clock === null) throw new Error('the rig runs on the real clock');
    (this.clock as FakeClock).advance(span);
    await this.hotline.application.get(Workers).sweepOnce();
  }

  async reportByApi(body: Readonly<Record<string, unknown>>, key: string = crypto.randomUUID()): Promise<Response> {
    return fetch(`${this.url}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
  }

  async receipt(
    description: string,
    contact: Readonly<Record<string, string>> = {},
    language = 'en',
  ): Promise<ReportReceipt> {
    const response = await this.reportByApi({ language, description, contact });
    if (response.status !== 201) throw new Error(await response.text());
    return (await response.json()) as ReportReceipt;
  }

  /** The incident that a reference belongs to, once triage has found its place. */
  incidentOf(reference: string): Promise<string> {
    return this.until(`an incident for ${reference}`, async () => {
      const [row] = await this.query<{ incident_id: string | null }>(
        'SELECT t.incident_id FROM triage_result t JOIN report r ON r.id = t.report_id WHERE r.reference = $1',
        [reference],
      );
      return row?.incident_id ?? null;
    });
  }

  async text(from: string, body: string): Promise<void> {
    const response = await fetch(`${this.carrier}/api/phones/${from}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: this.hotlinePhone, body }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  async phone(number: string): Promise<readonly PhoneMessage[]> {
    const response = await fetch(`${this.carrier}/api/phones/${number}/messages`);
    return (await response.json()) as PhoneMessage[];
  }

  /** Texts that the hotline sent to this phone, oldest first. */
  async textsTo(number: string): Promise<readonly string[]> {
    return (await this.phone(number)).filter(({ direction }) => direction !== 'inbound').map(({ body }) => body);
  }

  /** The first text to this phone that has all the words. */
  textWith(number: string, ...words: readonly string[]): Promise<string> {
    return this.until(`a text to ${number} with ${words.join(', ')}`, async () => {
      const texts = await this.textsTo(number);
      return texts.find((body) => words.every((word) => body.includes(word))) ?? null;
    });
  }

  async mailbox(to: string): Promise<readonly ReceivedMail[]> {
    const response = await fetch(`${this.carrier}/api/mailbox?to=${encodeURIComponent(to)}`);
    return (await response.json()) as ReceivedMail[];
  }

  mailWith(to: string, words: string): Promise<ReceivedMail> {
    return this.until(`a mail to ${to} with ${words}`, async () => {
      const mails = await this.mailbox(to);
      return mails.find(({ subject, text }) => `${subject}\n${text}`.includes(words)) ?? null;
    });
  }

  /** Sends a mail over SMTP; resolves with the listener's answer to its data. */
  async mail({ from, to = this.config.hotline.email, subject, text, raw, inReplyTo }: Mail): Promise<string> {
    const transport = createTransport({ host: 'localhost', port: this.config.environment.smtpPort, ignoreTLS: true });
    try {
      const info = await transport.sendMail({
        envelope: { from, to },
        ...(raw === undefined ? { from, to, subject, text, ...(inReplyTo !== undefined && { inReplyTo }) } : { raw }),
      });
      return info.response;
    } finally {
      transport.close();
    }
  }

  person(key: string): FirstRun['users'][number] {
    const person = this.firstRun.users.find(({ signIn }) => signIn === key);
    if (person === undefined) throw new Error(`nobody is called ${key}`);
    return person;
  }

  async signIn(key: string, language: 'en' | 'fr' = 'en'): Promise<Desk> {
    const { signIn, password } = this.person(key);
    const response = await fetch(`${this.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vigil-request': 'test' },
      body: JSON.stringify({ signIn, password }),
    });
    if (!response.ok) throw new Error(await response.text());
    return new Desk(this.url, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', language);
  }

  /** Who is on duty now, and who is next. */
  async duty(): Promise<{ readonly now: FirstRun['users'][number]; readonly next: FirstRun['users'][number] }> {
    const { onDuty } = await (await this.signIn('marc')).board();
    const named = (name: string | null) => this.firstRun.users.find((user) => user.name === name);
    const [now, next] = [named(onDuty.now), named(onDuty.next)];
    if (now === undefined || next === undefined) throw new Error('nobody is on duty');
    return { now, next };
  }

  /** Asks again until there is an answer; the deadline is for a hotline that never gets there. */
  async until<T>(what: string, ask: () => Promise<T | null | undefined | false>, timeoutMs = 15_000): Promise<T> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await pause(25);
    }
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    ports.push(typeof address === 'object' && address !== null ? address.port : 0);
  }
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done()))));
  return ports;
}
