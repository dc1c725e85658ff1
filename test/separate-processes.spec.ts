import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '#testing';
import { freePorts, hasRedis, type OwnRedis, startRedis } from './own-servers.js';
import { type App, ProductProcess } from './product-process.js';
import { startProxy } from './reverse-proxy.js';

interface Text {
  readonly kind: string;
  readonly direction: string;
  readonly body: string;
}

interface FirstRun {
  readonly users: readonly { readonly signIn: string; readonly password: string; readonly phone: string }[];
  readonly hotline: { readonly phone: string; readonly email: string };
}

const description = 'Our campaign email was hacked, the password was changed and I am locked out.';

const withRedis = hasRedis ? 'on Redis' : 'on Redis (skipped: there is no redis-server here)';

describe.runIf(hasRedis)(`the services, each a process of its own, ${withRedis}`, () => {
  const processes = new Map<App, ProductProcess>();
  let folder: string;
  let database: TestDatabase;
  let redis: OwnRedis;
  let stopProxy: () => Promise<void>;
  let env: Readonly<Record<string, string>>;
  let site: string;
  let carrier: string;
  let firstRun: FirstRun;

  const start = (app: App, more: Readonly<Record<string, string>> = {}): ProductProcess => {
    const started = ProductProcess.start(app, { logs: folder, env: { ...env, ...more } });
    processes.set(app, started);
    return started;
  };
  const texts = async (phone: string): Promise<readonly Text[]> => {
    const response = await fetch(`${carrier}/api/phones/${encodeURIComponent(phone)}/messages`);
    return ((await response.json()) as readonly Text[]).filter(({ direction }) => direction !== 'inbound');
  };
  const textFrom = (phone: string, body: string) =>
    fetch(`${carrier}/api/phones/${encodeURIComponent(phone)}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: firstRun.hotline.phone, body }),
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigil-separate-'));
    [database, redis] = await Promise.all([freshDatabase(), startRedis()]);
    const [public_ = 0, web = 0, phone = 0, desk = 0, smtp = 0, sandbox = 0] = await freePorts(6);
    site = `http://127.0.0.1:${public_}`;
    carrier = `http://127.0.0.1:${sandbox}`;
    env = {
      DATABASE_URL: database.url,
      QUEUE_BACKEND: 'redis',
      REDIS_URL: redis.url,
      DATA_DIR: join(folder, 'data'),
      PUBLIC_URL: site,
      SMTP_PORT: String(smtp),
      SANDBOX_PORT: String(sandbox),
      TWILIO_BASE_URL: carrier,
      TWILIO_ACCOUNT_SID: `AC${'5'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'shared with the carrier',
    };
    stopProxy = await startProxy(public_, [
      ['/hooks/', phone],
      [/^\/api\/v1\/reports\/[^/]+\/raw$/, desk],
      ['/api/v1/reports', web],
      ['/api/', desk],
      ['/ack/', desk],
      ['/', web],
    ]);
    start('intake/web', { PORT: String(web) });
    start('intake/email');
    start('intake/phone', { PORT: String(phone) });
    for (const app of ['triage', 'escalation', 'notification', 'records'] as const) start(app);
    start('desk', { PORT: String(desk) });
    await start('sandbox').answers(`${carrier}/api/phones`);
    for (const [app, running] of processes) if (app !== 'sandbox') await running.says('is running');
    await processes.get('desk')?.answers(`http://127.0.0.1:${desk}/health/ready`);
    firstRun = JSON.parse(await readFile(join(folder, 'data', 'first-run.json'), 'utf8')) as FirstRun;
  }, 120_000);

  afterAll(async () => {
    for (const running of processes.values()) await running.kill();
    await stopProxy?.();
    await redis?.stop();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('give every account its password though they all start at once on an empty database', () => {
    expect(firstRun.users.map(({ signIn }) => signIn)).toEqual(
      expect.arrayContaining(['amelie', 'daniel', 'priya', 'marc']),
    );
  });

  it('take a report to a page, and a texted answer to an acknowledgement that the desk shows', async () => {
    const sent = await fetch(`${site}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'separate-processes-1' },
      body: JSON.stringify({ language: 'en', description, contact: { email: 'staff@red-oak.example' } }),
    });
    expect(sent.status).toBe(201);
    const { reference } = (await sent.json()) as { readonly reference: string };

    const page = await eventually(async () => {
      for (const { phone } of firstRun.users) {
        const text = (await texts(phone)).find(({ body }) => body.includes(reference));
        if (text !== undefined) return { phone, code: /ACK (\d+)/.exec(text.body)?.[1] ?? '' };
      }
      return null;
    });
    expect((await textFrom(page.phone, `ACK ${page.code}`)).status).toBe(202);

    const manager = firstRun.users.find(({ signIn }) => signIn === 'marc');
    const session = await fetch(`${site}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vigil-request': '1' },
      body: JSON.stringify({ signIn: 'marc', password: manager?.password }),
    });
    expect(session.status).toBe(200);
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    const acknowledged = await eventually(async () => {
      const list = await fetch(`${site}/api/v1/incidents`, { headers: { cookie } });
      const { items } = (await list.json()) as { readonly items: readonly IncidentRow[] };
      const row = items.find((item) => item.reference === reference);
      return row === undefined || row.acknowledgedBy === null ? null : row;
    });
    const names = new Map(firstRun.users.map(({ phone, signIn }) => [phone, signIn]));
    expect(acknowledged.acknowledgedBy?.name.toLowerCase()).toContain(
      (names.get(page.phone) ?? 'nobody').replace('amelie', 'amélie'),
    );
    // What programs send to the same path goes to intake: the proxy tells them apart.
    const shown = await fetch(`${site}/api/v1/incidents/${acknowledged.id}`, { headers: { cookie } });
    const [report] = ((await shown.json()) as { readonly reports: readonly { readonly id: string }[] }).reports;
    const raw = await fetch(`${site}/api/v1/reports/${report?.id}/raw`, { headers: { cookie } });
    expect(raw.status).toBe(200);
    expect(await raw.text()).toContain(description);
    expect((await fetch(`${site}/api/v1/reports/${report?.id}/raw`)).status).toBe(401);
  });

  it('take a mail at a door of its own, and answer it', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: Number(env['SMTP_PORT']), ignoreTLS: true });
    const { response } = await transport.sendMail({
      from: 'chair@blue-heron.example',
      to: firstRun.hotline.email,
      subject: 'Hacked',
      text: description,
    });
    transport.close();
    expect(response).toMatch(/^250/);
    await eventually(async () => {
      const mails = await fetch(`${carrier}/api/mailbox?to=chair@blue-heron.example`);
      const received = (await mails.json()) as readonly { readonly text: string }[];
      return received.length > 0 ? received : null;
    });
  });

  it('take a text at a door of its own, and answer it', async () => {
    expect((await textFrom('+16135559001', description)).status).toBe(202);
    await eventually(async () => ((await texts('+16135559001')).length > 0 ? true : null));
  });

  it('stop each with exit code 0 when they are asked to', async () => {
    const exits = await Promise.all(
      [...processes].map(async ([app, running]) => ({ app, exit: await running.stop('SIGTERM', 10_000) })),
    );
    expect(exits).toEqual([...processes.keys()].map((app) => ({ app, exit: { code: 0, signal: null } })));
    const said = await Promise.all([...processes.values()].map((running) => running.errors()));
    expect(said.join('')).toBe('');
  });
});

interface IncidentRow {
  readonly id: string;
  readonly reference: string;
  readonly acknowledgedBy: { readonly name: string } | null;
}

/** What the look gives as soon as it gives something, within ten seconds. */
async function eventually<T>(look: () => Promise<T | null>): Promise<T> {
  for (const until = performance.now() + 10_000; performance.now() < until; await pause(50)) {
    const seen = await look();
    if (seen !== null) return seen;
  }
  throw new Error('it did not happen within ten seconds');
}
