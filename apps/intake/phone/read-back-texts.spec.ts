import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '#config';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { KeepTextMedia } from './keep-text-media.js';
import { PhoneDoorModule } from './phone-door.module.js';
import { ReadBackTexts } from './read-back-texts.js';
import { ReceiveText } from './receive-text.js';

interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

let folder: string;
let store: TestDatabase;
let runtime: Runtime;
let app: NestFastifyApplication;
let carrier: Server;
const clock = new FakeClock();
/** What was asked of the carrier: address, and whether our credentials were with it. */
let asked: { readonly path: string; readonly signedIn: boolean }[] = [];
let answer: (path: string, query: URLSearchParams) => Answer = () => ({ status: 503 });

beforeAll(async () => {
  carrier = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://carrier');
    const path = url.pathname.replace(/^.*\/Accounts\/\w+\//, '');
    asked.push({ path, signedIn: request.headers.authorization !== undefined });
    const { status = 200, json, bytes, headers = {} } = answer(path, url.searchParams);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(bytes ?? JSON.stringify(json ?? {}));
  });
  await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
  folder = await mkdtemp(join(tmpdir(), 'vigil-back-'));
  store = await freshDatabase();
  const config = loadConfig({
    DATA_DIR: folder,
    LOG_LEVEL: 'fatal',
    TWILIO_BASE_URL: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}`,
    TWILIO_ACCOUNT_SID: `AC${'0123456789abcdef'.repeat(2)}`,
    TWILIO_AUTH_TOKEN: 'a-token',
  });
  runtime = await openRuntime('test', config, { databaseUrl: store.url, clock });
  // Not started: nothing runs by itself.
  app = await createHttpApplication(runtime, { modules: [PhoneDoorModule] });
});

afterAll(async () => {
  await app.close();
  await runtime.close();
  await store.drop();
  await new Promise((resolve) => carrier.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  asked = [];
});

const rows = <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
  runtime.database.transaction((tx) => tx.query<Row>(sql, parameters));
const newSid = (prefix: string) => prefix + randomUUID().replaceAll('-', '');

const listed = (sid: string, body: string, more: Readonly<Record<string, unknown>> = {}) => ({
  sid,
  from: '+16135550177',
  to: runtime.config.hotline.phone,
  body,
  direction: 'inbound',
  num_media: '0',
  date_sent: new Date(clock.now().getTime() - 600_000).toUTCString(),
  ...more,
});
const page = (messages: readonly unknown[]): Answer => ({ json: { messages, next_page_uri: null, page_size: 200 } });

describe('the carrier’s list of texts', () => {
  test('brings in what never came, once, and nothing that is here or still on its way', async () => {
    const [lost, young, out] = [newSid('SM'), newSid('SM'), newSid('SM')];
    const list = [
      listed(young, 'just now', { date_sent: new Date(clock.now().getTime() - 5_000).toUTCString() }),
      listed(lost, 'Our site is defaced'),
      listed(out, 'ours', { direction: 'outbound-api' }),
    ];
    answer = (path) => (path === 'Messages.json' ? page(list) : { status: 404 });
    const read = app.get(ReadBackTexts);
    await read.readBackTexts();
    await read.readBackTexts();
    const found = await rows<{ external_id: string }>('SELECT external_id FROM report WHERE external_id = ANY($1)', [
      [lost, young, out],
    ]);
    expect(found).toEqual([{ external_id: lost }]);
    clock.advance('3m');
    await read.readBackTexts();
    expect(await rows('SELECT 1 FROM report WHERE external_id = $1', [young])).toHaveLength(1);
  });

  test('is asked for in shorter pieces where it is too full', async () => {
    const windows: number[] = [];
    answer = (_path, query) => {
      const [from, until] = ['DateSent>', 'DateSent<'].map((name) => Date.parse(query.get(name) ?? ''));
      windows.push((until ?? 0) - (from ?? 0));
      const tooFull = (until ?? 0) - (from ?? 0) > 3_600_000;
      const next = tooFull ? `/2010-04-01/Accounts/${runtime.secrets.carrierAccount}/Messages.json?Page=1` : null;
      const messages = tooFull
        ? Array.from({ length: 2_000 }, () => listed(newSid('SM'), 'x', { direction: 'x' }))
        : [];
      return { json: { messages, next_page_uri: next, page_size: 200 } };
    };
    clock.advance('5h');
    await app.get(ReadBackTexts).readBackTexts();
    expect(Math.max(...windows)).toBeGreaterThan(3_600_000);
    expect(windows.slice(-3).every((length) => length <= 5_400_000)).toBe(true);
  });

  test('that cannot be read for five minutes is told to the managers, once for each time', async () => {
    const notices = () => rows<{ kind: string }>(`SELECT kind FROM notice WHERE kind = 'carrier-unreadable'`);
    const read = app.get(ReadBackTexts);
    answer = () => ({ status: 503 });
    await read.readBackTexts();
    clock.advance('4m');
    await read.readBackTexts();
    expect(await notices()).toHaveLength(0);
    clock.advance('2m');
    await read.readBackTexts();
    await read.readBackTexts();
    expect(await notices()).toHaveLength(1);
    answer = () => page([]);
    await read.readBackTexts();
    expect(
      await rows(`SELECT 1 FROM carrier_reading WHERE source = 'messages' AND failing_since IS NULL`),
    ).toHaveLength(1);
  });
});

let nextLine = 2_000;

const webhook = async (sender: string, body: string) => {
  const sid = newSid('SM');
  const raw = Buffer.from(new URLSearchParams({ MessageSid: sid, From: sender, Body: body }).toString());
  await app.get(ReceiveText).receive({ sid, sender, body, raw, mediaType: 'application/x-www-form-urlencoded' });
};
/** `body` reached the carrier so many minutes ago, and its webhook never came. */
const readBack = async (sender: string, body: string, minutesAgo: number) => {
  const sentAt = new Date(clock.now().getTime() - minutesAgo * 60_000).toUTCString();
  answer = () => page([listed(newSid('SM'), body, { from: sender, date_sent: sentAt })]);
  await app.get(ReadBackTexts).readBackTexts();
};
const isOptedOut = async (phone: string) =>
  (await rows('SELECT 1 FROM text_opt_out WHERE phone = $1 AND lifted_at IS NULL', [phone])).length > 0;

describe('a STOP or START that is read back late', () => {
  test.each([
    ['a STOP from before a START', ['STOP', 'START'], 'STOP', 8, false],
    ['a STOP from before a START that lifted nothing', ['START'], 'STOP', 8, false],
    ['a STOP from after a START', ['START'], 'STOP', 3, true],
    ['a STOP alone', [], 'STOP', 8, true],
    ['a START from before a STOP', ['STOP'], 'START', 8, true],
    ['a START from after a STOP', ['STOP'], 'START', 3, false],
  ])('%s is weighed by when the carrier got it', async (_, heard, late, minutesAgo, optedOut) => {
    const phone = `+1613555${String((nextLine += 1)).padStart(4, '0')}`;
    for (const body of heard) {
      clock.advance('1s');
      await webhook(phone, body);
    }
    clock.advance('5m');
    await readBack(phone, late, minutesAgo);
    expect(await isOptedOut(phone)).toBe(optedOut);
  });
});

describe('a text of ours of which nothing is heard', () => {
  test('is asked after, and moves on by what the carrier says', async () => {
    const [id, sid] = [randomUUID(), newSid('SM')];
    await rows(
      `INSERT INTO delivery (id, purpose, channel, address, body, state, provider_id, created_at, updated_at)
       VALUES ($1, 'answer', 'sms', '+16135550178', 'x', 'accepted', $2, $3, $3)`,
      [id, sid, clock.now()],
    );
    const state = async () =>
      (
        await rows<{ state: string; last_error: string | null }>(
          'SELECT state, last_error FROM delivery WHERE id = $1',
          [id],
        )
      )[0];
    answer = (path) =>
      path === `Messages/${sid}.json` ? { json: { sid, status: 'undelivered', error_code: 30003 } } : { status: 404 };
    await app.get(ReadBackTexts).readBackStatuses();
    expect(await state()).toMatchObject({ state: 'accepted' });
    clock.advance('6m');
    await app.get(ReadBackTexts).readBackStatuses();
    expect(await state()).toEqual({ state: 'failed', last_error: '30003' });
  });
});

const fate = async (sid: string) =>
  (
    await rows<{ state: string; because: string | null; kept: number }>(
      `SELECT m.state, m.because, (SELECT count(*)::int FROM attachment a WHERE a.report_id = m.report_id) AS kept
       FROM text_media m WHERE m.sid = $1`,
      [sid],
    )
  )[0];

describe('the files of a text', () => {
  const media = newSid('ME');

  async function received(): Promise<string> {
    const sid = newSid('MM');
    const fields = {
      MessageSid: sid,
      From: '+16135550179',
      Body: '',
      NumMedia: '1',
      MediaUrl0: 'http://169.254.169.254/x',
    };
    const raw = Buffer.from(new URLSearchParams(fields).toString());
    const mediaType = 'application/x-www-form-urlencoded';
    await app.get(ReceiveText).receive({ sid, sender: fields.From, body: '', raw, mediaType });
    await app.get(KeepTextMedia).keepDue();
    return sid;
  }

  const carrierWith = (file: Answer) => (path: string) => {
    if (path.endsWith('/Media.json')) return { json: { media_list: [{ sid: media }], next_page_uri: null } };
    return path.endsWith(`/Media/${media}`)
      ? file
      : { status: 200, bytes: Buffer.from('%PDF-1.4 stolen'), headers: { 'content-type': 'application/pdf' } };
  };

  test('are fetched by their ids with our credentials, never from the address that the webhook names', async () => {
    answer = carrierWith({ bytes: Buffer.from('%PDF-1.4'), headers: { 'content-type': 'application/pdf' } });
    const sid = await received();
    expect(await fate(sid)).toEqual({ state: 'kept', because: null, kept: 1 });
    expect(asked.map(({ path }) => path)).toEqual([`Messages/${sid}/Media.json`, `Messages/${sid}/Media/${media}`]);
  });

  test('are followed on the carrier’s own server without our credentials', async () => {
    answer = carrierWith({ status: 307, headers: { location: '/files/one' } });
    expect(await fate(await received())).toEqual({ state: 'kept', because: null, kept: 1 });
    expect(asked.at(-1)).toEqual({ path: '/files/one', signedIn: false });
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:1/x',
    'https://media.example/x',
    'https://eviltwiliocdn.com/x',
    'https://mms.twiliocdn.com:8443/x',
    'http://mms.twiliocdn.com/x',
    'https://user@mms.twiliocdn.com/x',
    'file:///etc/passwd',
    '//elsewhere.example/x',
    'not an address',
  ])('are not followed to %s', async (location) => {
    answer = carrierWith({ status: 302, headers: { location } });
    const outcome = await fate(await received());
    // What is no address leads back to the carrier itself.
    expect(outcome?.kept === 0 ? outcome : location).toEqual(
      location === 'not an address' ? location : { state: 'lost', because: 'led-astray', kept: 0 },
    );
  });

  test('that are too large are given up, and said to be lost', async () => {
    answer = carrierWith({ bytes: Buffer.alloc(26 * 1024 * 1024) });
    expect(await fate(await received())).toEqual({ state: 'lost', because: 'too-large', kept: 0 });
  });

  test('are tried again while the carrier does not answer', async () => {
    answer = () => ({ status: 503 });
    const sid = await received();
    expect(await fate(sid)).toMatchObject({ state: 'waiting' });
    answer = carrierWith({ bytes: Buffer.from('%PDF-1.4'), headers: { 'content-type': 'application/pdf' } });
    clock.advance('1m');
    await app.get(KeepTextMedia).keepDue();
    expect(await fate(sid)).toMatchObject({ state: 'kept' });
  });
});
