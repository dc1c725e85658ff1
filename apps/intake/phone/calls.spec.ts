import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '#config';
import { createHttpApplication, loadReporter, openRuntime, type Runtime } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { AcknowledgeForTaker } from './acknowledge-for-taker.js';
import { CloseRecordings } from './close-recordings.js';
import { KeepRecordings } from './keep-recordings.js';
import { PhoneDoorModule } from './phone-door.module.js';
import { ReadBackCalls } from './read-back-calls.js';

const publicUrl = 'https://hotline.example';
const caller = '+14165550188';
const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(64)]);

let folder: string;
let store: TestDatabase;
let runtime: Runtime;
let app: NestFastifyApplication;
let carrier: Server;
const clock = new FakeClock();

/** What the carrier's API was asked, and what it answers: by method and end of path. */
const asked: { readonly what: string; readonly authorized: boolean }[] = [];
/** From when on the list of calls was asked for last. */
let listedSince = '';
const answers = new Map<string, { status: number; body: string | Buffer }>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-calls-'));
  store = await freshDatabase();
  carrier = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^.*\/Accounts\/[^/]+\//, '').split('?', 1)[0] ?? '';
    const authorized = (request.headers.authorization ?? '').startsWith('Basic ');
    asked.push({ what: `${request.method} ${path}`, authorized });
    listedSince = new URL(request.url ?? '/', 'http://carrier').searchParams.get('StartTime>') ?? listedSince;
    const { status, body } = answers.get(`${request.method} ${path}`) ?? { status: 404, body: '' };
    response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/elsewhere' } : {}).end(body);
  });
  await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
  const config = loadConfig({
    DATA_DIR: folder,
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'fatal',
    TWILIO_ACCOUNT_SID: 'AC0123',
    TWILIO_AUTH_TOKEN: 'a-token',
    TWILIO_BASE_URL: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}`,
  });
  runtime = await openRuntime('test', config, { databaseUrl: store.url, clock });
  app = await createHttpApplication(runtime, { modules: [PhoneDoorModule] });
  await app.init();
});

afterAll(async () => {
  await app.close();
  await runtime.close();
  await new Promise((resolve) => carrier.close(resolve));
  await store.drop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  asked.length = 0;
  answers.clear();
});

const newSid = (prefix: string): string => prefix + randomUUID().replaceAll('-', '');

async function rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return runtime.database.transaction((tx) => tx.query<Row>(sql, parameters));
}

async function post(hook: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const url = `/hooks/twilio/voice${hook}`;
  const response = await app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(runtime.secrets.carrierToken, publicUrl + url, fields),
    },
    payload: new URLSearchParams(fields).toString(),
  });
  expect([200, 204]).toContain(response.statusCode);
  return response.body;
}

/** A call whose message the carrier has announced. */
async function announced(): Promise<{ readonly sid: string; readonly recording: string }> {
  const [sid, recording] = [newSid('CA'), newSid('RE')];
  await post('', { CallSid: sid, From: caller });
  // Whoever could sign webhooks could not make us fetch from anywhere either.
  const RecordingUrl = 'http://169.254.169.254/latest/meta-data';
  const fields = { CallSid: sid, RecordingSid: recording, RecordingDuration: '7', RecordingUrl };
  await post('/recording', { ...fields, RecordingStatus: 'completed' });
  return { sid, recording };
}

const stateOf = async (recording: string): Promise<string | undefined> =>
  (await rows<{ state: string }>('SELECT state FROM call_recording WHERE sid = $1', [recording]))[0]?.state;

const filesOf = (sid: string): Promise<{ name: string }[]> =>
  rows('SELECT a.name FROM attachment a JOIN report r ON r.id = a.report_id WHERE r.external_id = $1', [sid]);

test('The language of the key that a caller pressed is the one that they are written to in', async () => {
  const sid = newSid('CA');
  await post('', { CallSid: sid, From: caller });
  const [report] = await rows<{ id: string }>('SELECT id FROM report WHERE external_id = $1', [sid]);
  const id = report?.id ?? '';
  await rows(
    `INSERT INTO triage_result (report_id, disposition, readable, text, verdict, rules_version, triaged_at)
     VALUES ($1, 'opened', true, '', '{}', 'test', $2)`,
    [id, clock.now()],
  );
  const stated = async () =>
    runtime.database.transaction(async (tx) => (await loadReporter(tx, id))?.statedLanguage ?? null);
  expect(await stated()).toBeNull();
  await post('/menu?asked=1', { CallSid: sid, From: caller, Digits: '2' });
  expect(await stated()).toBe('fr');
  await post('/ended', { CallSid: sid, CallDuration: '3' });
});

describe('A message', () => {
  test('is fetched from the carrier’s own address, kept once, and forgotten there half an hour later', async () => {
    const { sid, recording } = await announced();
    await post('/recording', { CallSid: sid, RecordingSid: recording, RecordingDuration: '7' });
    answers.set(`GET Recordings/${recording}.wav`, { status: 200, body: wav });
    answers.set(`DELETE Recordings/${recording}.json`, { status: 204, body: '' });
    await app.get(KeepRecordings).keepDue();
    await app.get(KeepRecordings).keepDue();
    expect(asked).toEqual([{ what: `GET Recordings/${recording}.wav`, authorized: true }]);
    expect(await filesOf(sid)).toEqual([{ name: `call-${recording}.wav` }]);
    await app.get(CloseRecordings).closeKept();
    expect(asked).toHaveLength(1);
    clock.advance('31m');
    await app.get(CloseRecordings).closeKept();
    await app.get(CloseRecordings).closeKept();
    expect(asked.slice(1).map(({ what }) => what)).toEqual([
      `GET Recordings/${recording}/Transcriptions.json`,
      `DELETE Recordings/${recording}.json`,
    ]);
  });

  test('that was written down while our webhook was deaf is read back before it is forgotten', async () => {
    const { recording } = await announced();
    const transcriptions = [{ sid: newSid('TR'), status: 'completed', transcription_text: 'Call me back' }];
    answers.set(`GET Recordings/${recording}.wav`, { status: 200, body: wav });
    answers.set(`GET Recordings/${recording}/Transcriptions.json`, {
      status: 200,
      body: JSON.stringify({ transcriptions }),
    });
    answers.set(`DELETE Recordings/${recording}.json`, { status: 204, body: '' });
    await app.get(KeepRecordings).keepDue();
    clock.advance('31m');
    await app.get(CloseRecordings).closeKept();
    const written = await rows<{ follows: boolean }>(
      'SELECT follows_report_id IS NOT NULL AS follows FROM report WHERE external_id = $1',
      [transcriptions[0]?.sid],
    );
    expect(written).toEqual([{ follows: true }]);
  });

  test.each([500, 302, 401])('is asked for again after the carrier answered %i', async (status) => {
    const { sid, recording } = await announced();
    answers.set(`GET Recordings/${recording}.wav`, { status, body: '' });
    await app.get(KeepRecordings).keepDue();
    await app.get(KeepRecordings).keepDue();
    expect(asked.filter(({ what }) => what.includes(recording))).toHaveLength(1);
    answers.set(`GET Recordings/${recording}.wav`, { status: 200, body: wav });
    clock.advance('20s');
    await app.get(KeepRecordings).keepDue();
    expect([await stateOf(recording), (await filesOf(sid)).length]).toEqual(['kept', 1]);
  });

  test('that the carrier never gives is lost, and the managers are told', async () => {
    const { sid, recording } = await announced();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await app.get(KeepRecordings).keepDue();
      clock.advance('2h');
    }
    expect(await stateOf(recording)).toBe('lost');
    const [notice] = await rows<{ reference: string }>(
      `SELECT n.facts ->> 'reference' AS reference FROM notice n JOIN report r ON r.reference = n.facts ->> 'reference'
       WHERE n.kind = 'recording-lost' AND r.external_id = $1`,
      [sid],
    );
    expect(notice?.reference).toMatch(/^\w{4}-\w{3}$/);
  });
});

const unreadable = () => rows(`SELECT 1 FROM notice WHERE kind = 'carrier-unreadable'`);

describe('A webhook that never came', () => {
  test('is made up for by the carrier’s list, once', async () => {
    const [sid, recording] = [newSid('CA'), newSid('RE')];
    const common = { from: caller, to: '+16135550100', start_time: clock.now().toUTCString(), duration: '42' };
    const calls = [
      { ...common, sid, direction: 'inbound', status: 'completed' },
      { ...common, sid: newSid('CA'), direction: 'outbound-dial', status: 'completed' },
      { sid: 'not one of ours' },
    ];
    const recordings = [{ sid: recording, call_sid: sid, status: 'completed', duration: '5' }];
    answers.set('GET Calls.json', { status: 200, body: JSON.stringify({ calls }) });
    answers.set('GET Recordings.json', { status: 200, body: JSON.stringify({ recordings }) });
    await app.get(ReadBackCalls).readBack();
    await app.get(ReadBackCalls).readBack();
    const told = await rows<{ type: string; seconds: number | null }>(
      `SELECT e.type, (e.data ->> 'seconds')::int AS seconds FROM timeline_entry e JOIN report r ON r.id = e.subject_id
       WHERE r.external_id = $1 AND e.type LIKE 'call.%' ORDER BY e.seq`,
      [sid],
    );
    expect(told).toEqual([
      { type: 'call.received', seconds: null },
      { type: 'call.ended', seconds: 42 },
      { type: 'call.recorded', seconds: 5 },
    ]);
    expect(await rows('SELECT 1 FROM call WHERE sid = $1', [calls[1]?.sid])).toEqual([]);
    // Late, it changes nothing any more.
    await post('', { CallSid: sid, From: caller });
    expect(await rows('SELECT 1 FROM report WHERE external_id = $1', [sid])).toHaveLength(1);
  });

  test('of a call that may still be on its way is waited for', async () => {
    const sid = newSid('CA');
    const started = { from: caller, to: '+16135550100', start_time: clock.now().toUTCString(), duration: null };
    const calls = [{ ...started, sid, direction: 'inbound', status: 'in-progress' }];
    answers.set('GET Calls.json', { status: 200, body: JSON.stringify({ calls }) });
    answers.set('GET Recordings.json', { status: 200, body: '{"recordings":[]}' });
    await app.get(ReadBackCalls).readBack();
    expect(await rows('SELECT 1 FROM call WHERE sid = $1', [sid])).toEqual([]);
    clock.advance('2m');
    await app.get(ReadBackCalls).readBack();
    expect(await rows('SELECT step FROM call WHERE sid = $1', [sid])).toEqual([{ step: 'menu' }]);
  });

  test('is looked for from where the last reading ended, or where the oldest call that goes on began', async () => {
    answers.set('GET Calls.json', { status: 200, body: '{"calls":[]}' });
    answers.set('GET Recordings.json', { status: 200, body: '{"recordings":[]}' });
    const minutesBack = async (): Promise<number> => {
      await app.get(ReadBackCalls).readBack();
      return (clock.now().getTime() - Date.parse(listedSince)) / 60_000;
    };
    clock.advance('30h');
    await rows(`UPDATE call SET step = 'ended', ended_at = $1 WHERE step <> 'ended'`, [clock.now()]);
    await minutesBack();
    // An overlap of half an hour, and the minute and a half for which a webhook may be on its way.
    expect(await minutesBack()).toBe(31.5);
    const sid = newSid('CA');
    await post('', { CallSid: sid, From: caller });
    clock.advance('2h');
    expect(await minutesBack()).toBe(150 + 1.5);
    expect(await minutesBack()).toBe(150);
    const over = { sid, from: caller, to: '+16135550100', direction: 'inbound', status: 'completed' };
    const calls = [{ ...over, start_time: clock.now().toUTCString(), duration: '7200' }];
    answers.set('GET Calls.json', { status: 200, body: JSON.stringify({ calls }) });
    await app.get(ReadBackCalls).readBack();
    expect(await rows('SELECT step FROM call WHERE sid = $1', [sid])).toEqual([{ step: 'ended' }]);
    expect(await minutesBack()).toBe(31.5);
  });

  test('is the managers’ business when the lists cannot be read for five minutes, and is found when they can', async () => {
    await app.get(ReadBackCalls).readBack();
    clock.advance('4m');
    await app.get(ReadBackCalls).readBack();
    expect(await unreadable()).toHaveLength(0);
    clock.advance('30h');
    await app.get(ReadBackCalls).readBack();
    await app.get(ReadBackCalls).readBack();
    expect(await unreadable()).toHaveLength(1);
    answers.set('GET Calls.json', { status: 200, body: '{"calls":[]}' });
    answers.set('GET Recordings.json', { status: 200, body: '{"recordings":[]}' });
    await app.get(ReadBackCalls).readBack();
    expect(clock.now().getTime() - Date.parse(listedSince)).toBeGreaterThan(30 * 3_600_000);
  });
});

/** What a caller hears who presses 1 at once and soon hangs up. */
async function choose(from: string): Promise<string> {
  const sid = newSid('CA');
  await post('', { CallSid: sid, From: from });
  const answer = await post('/menu?asked=1', { CallSid: sid, From: from, Digits: '1' });
  await post('/ended', { CallSid: sid, CallDuration: '3' });
  return /<(?:Dial|Record) /.exec(answer)?.[0].trim() ?? answer;
}

test('A number that calls without end rings nobody any more, and can leave messages; others are put through', async () => {
  const heard: string[] = [];
  for (let count = 0; count < 8; count += 1) heard.push(await choose('+14165550190'));
  expect(heard).toEqual([...Array.from({ length: 6 }, () => '<Dial'), '<Record', '<Record']);
  expect(await choose('+14165550191')).toBe('<Dial');
  clock.advance('11m');
  expect(await choose('+14165550190')).toBe('<Dial');
});

test('A call that is taken before triage has read it acknowledges the incident once it is there', async () => {
  const sid = newSid('CA');
  await post('', { CallSid: sid, From: '+14165550189' });
  await post('/menu?asked=1', { CallSid: sid, From: '+14165550189', Digits: '1' });
  expect(await post(`/take?call=${sid}&leg=0`, { CallSid: newSid('CA'), Digits: '1' })).toContain('<Response/>');
  await app.get(AcknowledgeForTaker).catchUp();
  const [call] = await rows<{ report_id: string; taken_by: string; acknowledged_at: Date | null }>(
    'SELECT report_id, taken_by, acknowledged_at FROM call WHERE sid = $1',
    [sid],
  );
  expect(call?.acknowledged_at).toBeNull();
  const incidentId = randomUUID();
  await rows(
    `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language, summary,
       life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at)
     VALUES ($1, $2, 'received', 'high', 1, 'H1', 'phishing', 'fraud:phishing', 'email', 'en', 'x', false, false, false, '{}', $3, $3)`,
    [incidentId, incidentId.slice(0, 8), clock.now()],
  );
  await rows(
    `INSERT INTO triage_result (report_id, incident_id, disposition, readable, text, verdict, rules_version, triaged_at)
     VALUES ($1, $2, 'opened', true, '', '{}', 'x', $3)`,
    [call?.report_id, incidentId, clock.now()],
  );
  await app.get(AcknowledgeForTaker).catchUp();
  await app.get(AcknowledgeForTaker).catchUp();
  const [incident] = await rows<{ acknowledged_by: string }>('SELECT acknowledged_by FROM incident WHERE id = $1', [
    incidentId,
  ]);
  expect(incident?.acknowledged_by).toBe(call?.taken_by);
  const entries = await rows(
    `SELECT data ->> 'via' AS via FROM timeline_entry WHERE subject_id = $1 AND type = 'page.acknowledged'`,
    [incidentId],
  );
  expect(entries).toEqual([{ via: 'voice' }]);
});
