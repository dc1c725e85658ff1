import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '#config';
import { createHttpApplication, Metrics, openRuntime, type Runtime } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { PhoneDoorModule } from './phone-door.module.js';

const publicUrl = 'https://hotline.example';
const stranger = '+14165550199';
const responder = '+16135550101';

let folder: string;
let store: TestDatabase;
let runtime: Runtime;
let app: NestFastifyApplication;
const clock = new FakeClock();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-phone-'));
  store = await freshDatabase();
  const config = loadConfig({ DATA_DIR: folder, PUBLIC_URL: publicUrl, LOG_LEVEL: 'fatal' });
  runtime = await openRuntime('test', config, { databaseUrl: store.url, clock });
  app = await createHttpApplication(runtime, { modules: [PhoneDoorModule] });
  await app.init();
});

afterAll(async () => {
  await app.close();
  await runtime.close();
  await store.drop();
  await rm(folder, { recursive: true, force: true });
});

async function rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return runtime.database.transaction((tx) => tx.query<Row>(sql, parameters));
}

let others = 0;

const newSid = (prefix: string) => prefix + randomUUID().replaceAll('-', '');

interface Sending {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly signature?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts a form as the carrier does, signed unless told otherwise. */
async function post({ path, fields, signature, headers = {} }: Sending) {
  const signed = signature ?? twilio.getExpectedTwilioSignature(runtime.secrets.carrierToken, publicUrl + path, fields);
  return app.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      ...(signature !== null && { 'x-twilio-signature': signed }),
      ...headers,
    },
    payload: new URLSearchParams(fields).toString(),
  });
}

const text = (from: string, body: string, sid = newSid('SM')) => ({
  path: '/hooks/twilio/sms',
  fields: { MessageSid: sid, From: from, To: '+16135550100', Body: body, NumMedia: '0' },
});

const refused = async (hook: string, reason: string) => {
  const { values } = await app.get(Metrics).webhooksRefused.get();
  return values.find(({ labels }) => labels.hook === hook && labels.reason === reason)?.value ?? 0;
};

const reportsOf = (sid: string) =>
  rows<{ id: string; raw: Buffer; media_type: string; sender: string; channel: string }>(
    'SELECT id, raw, media_type, sender, channel FROM report WHERE external_id = $1',
    [sid],
  );
const repliesOf = (sid: string) =>
  rows<{ id: string; body: string }>('SELECT id, body FROM reply WHERE external_id = $1', [sid]);

const sign = (url: string, fields: Readonly<Record<string, string>>) =>
  twilio.getExpectedTwilioSignature(runtime.secrets.carrierToken, url, fields);

const call = (from: string, sid = newSid('CA')) => ({
  path: '/hooks/twilio/voice',
  fields: { CallSid: sid, From: from, To: '+16135550100', CallStatus: 'ringing', Direction: 'inbound' },
});

const status = (sid: string, state: string, more: Readonly<Record<string, string>> = {}, query = '') =>
  post({ path: `/hooks/twilio/status${query}`, fields: { MessageSid: sid, MessageStatus: state, ...more } });

async function sent(incidentId: string | null, providerId: string | null): Promise<string> {
  const id = randomUUID();
  await rows(
    `INSERT INTO delivery (id, incident_id, purpose, channel, address, body, state, provider_id, created_at, updated_at)
     VALUES ($1, $2, 'page', 'sms', '+16135550101', 'x', $4, $3, $5, $5)`,
    [id, incidentId, providerId, providerId === null ? 'sending' : 'accepted', clock.now()],
  );
  return id;
}

const stateOf = async (id: string) =>
  (
    await rows<{ state: string; last_error: string | null }>('SELECT state, last_error FROM delivery WHERE id = $1', [
      id,
    ])
  )[0];

const entriesOf = (id: string) =>
  rows<{ type: string; actor: string }>('SELECT type, actor FROM timeline_entry WHERE subject_id = $1 ORDER BY seq', [
    id,
  ]);

const settledOf = (id: string) =>
  rows(
    `SELECT data->>'outcome' AS outcome FROM event WHERE type = 'delivery.settled' AND data->>'deliveryId' = $1 ORDER BY position`,
    [id],
  );

describe('a text', () => {
  test('of somebody unknown becomes a report, stored as it came, and is answered with empty TwiML', async () => {
    const sending = text(stranger, 'Notre page est piratée 🆘 & volée');
    const response = await post(sending);
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(response.body).toMatch(/<Response\/>$/);
    const [report] = await reportsOf(sending.fields.MessageSid);
    expect(report).toMatchObject({ channel: 'sms', sender: stranger, media_type: 'application/x-www-form-urlencoded' });
    expect(report?.raw.toString()).toBe(new URLSearchParams(sending.fields).toString());
    const events = await rows(`SELECT 1 FROM event WHERE type = 'report.received' AND data->>'reportId' = $1`, [
      report?.id,
    ]);
    expect(events).toHaveLength(1);
  });

  test('that the carrier brings twice is stored once and answered alike', async () => {
    const sending = text(stranger, 'help us');
    const [first, second] = await Promise.all([post(sending), post(sending)]);
    expect([first.statusCode, second.statusCode, first.body === second.body]).toEqual([200, 200, true]);
    expect((await post(sending)).statusCode).toBe(200);
    expect(await reportsOf(sending.fields.MessageSid)).toHaveLength(1);
  });

  test.each(['', '\0', ' '.repeat(1_000), '𝕳'.repeat(1_600), '‮evil', '%zz&=%', 'STOP'])(
    'is stored whatever it says: %j',
    async (body) => {
      const sending = text(stranger, body);
      expect((await post(sending)).statusCode).toBe(200);
      expect(await reportsOf(sending.fields.MessageSid)).toHaveLength(1);
    },
  );

  test.each(['ACK', 'oui', 'esc', 'help'])('of a responder that says %j is a reply', async (body) => {
    const sending = text(responder, body);
    expect((await post(sending)).statusCode).toBe(200);
    const replies = await repliesOf(sending.fields.MessageSid);
    expect(replies.map((reply) => reply.body)).toEqual([body]);
    expect(await reportsOf(sending.fields.MessageSid)).toEqual([]);
    const events = await rows(`SELECT 1 FROM event WHERE type = 'reply.received' AND data->>'replyId' = $1`, [
      replies[0]?.id,
    ]);
    expect(events).toHaveLength(1);
  });

  test.each([
    { what: 'that its person has verified', verified: true, removed: false, isReply: true },
    { what: 'that nobody has verified', verified: false, removed: false, isReply: false },
    { what: 'that its person has taken away', verified: true, removed: true, isReply: false },
  ])('of a responder from another phone $what is a reply: $isReply', async ({ verified, removed, isReply }) => {
    const other = `+1613555${String(7_000 + (others += 1))}`;
    await rows(
      `INSERT INTO contact_method (id, user_id, kind, address, position, verified_at, verified_by, removed_at, created_at)
       SELECT gen_random_uuid(), id, 'sms', $2, 9, $3, $4, $5, now() FROM user_account WHERE phone = $1`,
      [responder, other, verified ? clock.now() : null, verified ? 'code' : null, removed ? clock.now() : null],
    );
    const sending = text(other, 'ACK');
    await post(sending);
    expect([
      (await repliesOf(sending.fields.MessageSid)).length,
      (await reportsOf(sending.fields.MessageSid)).length,
    ]).toEqual(isReply ? [1, 0] : [0, 1]);
  });

  test('of a responder whom nobody pages, about something else, is a report', async () => {
    const sending = text(responder, 'My own mailbox was broken into');
    await post(sending);
    expect(await reportsOf(sending.fields.MessageSid)).toHaveLength(1);
    expect(await repliesOf(sending.fields.MessageSid)).toEqual([]);
  });

  test('of a responder who is being paged is a reply whatever it says, and stays one when it comes again later', async () => {
    const incidentId = await openIncident();
    const pageId = randomUUID();
    await rows(
      `INSERT INTO page (id, incident_id, user_id, step, round, code, state, requested_at)
       SELECT $1, $2, id, 0, 0, '482', 'open', $4 FROM user_account WHERE phone = $3`,
      [pageId, incidentId, responder, clock.now()],
    );
    const sending = text(responder, 'is this about the website thing');
    await post(sending);
    await rows(`UPDATE page SET state = 'superseded' WHERE id = $1`, [pageId]);
    await post(sending);
    expect(await repliesOf(sending.fields.MessageSid)).toHaveLength(1);
    expect(await reportsOf(sending.fields.MessageSid)).toEqual([]);
  });
});

describe('a webhook that the carrier did not sign', () => {
  test.each([
    ['without a signature', null, 'unsigned'],
    ['with an empty one', '', 'wrong-signature'],
    ['with a made-up one', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'wrong-signature'],
    ['with one as long as a book', 'A'.repeat(8_000), 'wrong-signature'],
    ['with one of other bytes', 'é'.repeat(28), 'wrong-signature'],
  ] as const)('%s is refused with a problem and counted, and nothing is stored', async (_, signature, reason) => {
    const before = await refused('sms', reason);
    const sending = text(stranger, 'forged');
    const response = await post({ ...sending, signature });
    expect(response.statusCode).toBe(403);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ code: 'wrong-signature' });
    expect(await refused('sms', reason)).toBe(before + 1);
    expect(await reportsOf(sending.fields.MessageSid)).toEqual([]);
  });

  test('is refused when the signature is of other fields, another hook or another host', async () => {
    const sending = text(stranger, 'one');
    const url = publicUrl + sending.path;
    for (const signature of [
      sign(url, { ...sending.fields, Body: 'two' }),
      sign(`${publicUrl}/hooks/twilio/voice`, sending.fields),
      sign('https://evil.example/hooks/twilio/sms', sending.fields),
    ]) {
      expect((await post({ ...sending, signature, headers: { host: 'evil.example' } })).statusCode).toBe(403);
    }
    expect(await reportsOf(sending.fields.MessageSid)).toEqual([]);
  });

  test('is told so in French to who prefers French', async () => {
    const response = await post({ ...text(stranger, 'x'), signature: null, headers: { 'accept-language': 'fr-CA' } });
    expect(response.json()).toMatchObject({ title: 'Accès refusé' });
  });

  test('in another format stores nothing', async () => {
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) {
      const response = await post({ ...text(stranger, 'x'), headers: { 'content-type': type } });
      expect([400, 403, 415]).toContain(response.statusCode);
    }
  });
});

test('a signed form without its id is refused as malformed', async () => {
  for (const fields of [
    { From: stranger, Body: 'x' },
    { MessageSid: '', Body: 'x' },
    { MessageSid: 'S'.repeat(5_000) },
  ] as Record<string, string>[]) {
    const response = await post({ path: '/hooks/twilio/sms', fields });
    expect([response.statusCode, response.json().code]).toEqual([400, 'malformed-webhook']);
  }
});

describe('a call', () => {
  beforeEach(() => clock.set('2026-11-23T08:00:00Z'));

  test('is a report of its own from its first second, and the caller hears a menu in both languages', async () => {
    const sending = call(stranger);
    const response = await post(sending);
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(response.body).toMatch(
      /<Gather .*<Say language="en-CA">.*9-1-1.*press 1.*<Say language="fr-CA">.*9-1-1.*faites le 2/,
    );
    expect(await reportsOf(sending.fields.CallSid)).toMatchObject([{ channel: 'voice', sender: stranger }]);
  });

  test('is stored once, even when its state has changed in between', async () => {
    const sending = call(stranger);
    await post(sending);
    const again = await post({ ...sending, fields: { ...sending.fields, CallStatus: 'in-progress' } });
    expect(again.statusCode).toBe(200);
    expect(await reportsOf(sending.fields.CallSid)).toHaveLength(1);
  });

  test('after the cutoff is stored, and the caller hears where to turn', async () => {
    clock.advance('90d');
    const sending = call(stranger);
    const { body } = await post(sending);
    expect(body).toContain('has ended');
    expect(body).toContain('Centre canadien pour la cybersécurité');
    expect(await reportsOf(sending.fields.CallSid)).toHaveLength(1);
  });
});

describe('what the carrier says of a delivery', () => {
  test('moves it on, never back, in whatever order it comes', async () => {
    const [incidentId, sid] = [await openIncident(), newSid('SM')];
    const id = await sent(incidentId, sid);
    for (const state of ['sent', 'queued', 'delivered', 'sent', 'delivered', 'no-such-word', '']) {
      expect((await status(sid, state)).statusCode).toBe(204);
    }
    expect(await stateOf(id)).toMatchObject({ state: 'delivered', last_error: null });
    expect(await entriesOf(incidentId)).toEqual([
      { type: 'delivery.sent', actor: 'carrier' },
      { type: 'delivery.delivered', actor: 'carrier' },
    ]);
    expect(await settledOf(id)).toEqual([{ outcome: 'delivered' }]);
  });

  test('keeps the carrier’s number for a failure', async () => {
    const sid = newSid('SM');
    const id = await sent(null, sid);
    await status(sid, 'undelivered', { ErrorCode: '30003' });
    expect(await stateOf(id)).toEqual({ state: 'failed', last_error: '30003' });
    expect(await settledOf(id)).toEqual([{ outcome: 'failed' }]);
  });

  test('is taken in when it overtakes the record of the sending and names our delivery', async () => {
    const sid = newSid('SM');
    const id = await sent(null, null);
    await status(sid, 'sent', {}, `?delivery=${id}`);
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  });

  test('is counted and otherwise harmless when we know nothing of it', async () => {
    const before = await refused('status', 'unknown-sid');
    expect((await status(newSid('SM'), 'delivered')).statusCode).toBe(204);
    expect(await refused('status', 'unknown-sid')).toBe(before + 1);
  });
});

test('while the store does not answer, the carrier is told to try again', async () => {
  const broken = await openRuntime('test', runtime.config, { databaseUrl: store.url, clock });
  const other = await createHttpApplication(broken, { modules: [PhoneDoorModule] });
  await other.init();
  broken.database.transaction = () => Promise.reject(Object.assign(new Error('down'), { code: 'ECONNREFUSED' }));
  const { path, fields } = text(stranger, 'x');
  const response = await other.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(broken.secrets.carrierToken, publicUrl + path, fields),
    },
    payload: new URLSearchParams(fields).toString(),
  });
  expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '30']);
  await other.close();
  await broken.close();
});

async function openIncident(): Promise<string> {
  const id = randomUUID();
  await rows(
    `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language, summary,
       life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at)
     VALUES ($1, $2, 'received', 'high', 1, 'H1', 'phishing', 'fraud:phishing', 'email', 'en', 'x', false, false, false, '{}', $3, $3)`,
    [id, id.slice(0, 8), clock.now()],
  );
  return id;
}
