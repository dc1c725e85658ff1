import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SandboxOptions } from './sandbox-options.js';
import { type RunningSandbox, startSandbox } from './start-sandbox.js';

const ACCOUNT = `AC${'0123456789abcdef'.repeat(2)}`;
const TOKEN = 'a-token-of-the-sandbox';
const HOTLINE = '+16135550100';
const DANA = '+16135550111';
const CALLER = '+16135550142';

interface Webhook {
  readonly path: string;
  readonly signed: boolean;
  readonly params: Readonly<Record<string, string>>;
}

/** Answers the next webhooks on a path, in order; then 204. */
type Answers = Map<string, { readonly status: number; readonly twiml?: string }[]>;

let folder: string;
let sandbox: RunningSandbox;
let receiver: Server;
let received: Webhook[];
let answers: Answers;
let mailServer: SMTPServer;
let mails: { readonly from: string; readonly to: readonly string[]; readonly raw: string }[];
let options: SandboxOptions;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  received = [];
  answers = new Map();
  mails = [];
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
      const path = request.url ?? '';
      const signature = String(request.headers['x-twilio-signature']);
      const signed = twilio.validateRequest(TOKEN, signature, `${urlOf(receiver)}${path}`, params);
      received.push({ path, signed, params });
      const answer = answers.get(path.split('?')[0] ?? '')?.shift() ?? { status: 204 };
      response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.twiml ?? '');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  mailServer = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onRcptTo: (address, _session, done) => {
      done(
        address.address.startsWith('nobody')
          ? Object.assign(new Error('No such mailbox'), { responseCode: 550 })
          : null,
      );
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        mails.push({ from, to: rcptTo.map((entry) => entry.address), raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    mailServer.listen(0, '127.0.0.1', () => resolve());
  });
  options = {
    port: 0,
    dataDir: folder,
    accountSid: ACCOUNT,
    authToken: TOKEN,
    hotlineNumber: HOTLINE,
    hotlineUrl: urlOf(receiver),
    hotlineEmail: 'hotline@centre.example',
    smtpPort: (mailServer.server.address() as AddressInfo).port,
    people: [{ name: 'Dana Roy', phone: DANA, email: 'dana@centre.example' }],
    retryWaitsMs: [5, 10, 20, 40],
  };
  sandbox = await startSandbox(options);
});

afterEach(async () => {
  await sandbox.close();
  await new Promise((resolve) => receiver.close(resolve));
  await new Promise<void>((resolve) => {
    mailServer.close(() => resolve());
  });
  await rm(folder, { recursive: true, force: true });
});

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The library, with every request sent to another base address. */
function client(authToken = TOKEN) {
  const requests = new twilio.RequestClient();
  const send = requests.request.bind(requests);
  requests.request = (request) => send({ ...request, uri: request.uri.replace('https://api.twilio.com', sandbox.url) });
  return twilio(ACCOUNT, authToken, { httpClient: requests });
}

async function api(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') {
  const response = await fetch(`${sandbox.url}${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

async function webhooksOn(path: string, count: number): Promise<readonly Webhook[]> {
  return vi.waitFor(
    () => {
      const found = received.filter((webhook) => webhook.path.startsWith(path));
      expect(found.length).toBeGreaterThanOrEqual(count);
      return found;
    },
    { timeout: 3_000, interval: 5 },
  );
}

describe('Texts from the hotline', () => {
  it('are taken, delivered, and reported with signed callbacks in order', async () => {
    const statusCallback = `${urlOf(receiver)}/hooks/twilio/status?delivery=7&x=a%20b`;
    const sent = await client().messages.create({
      to: DANA,
      from: HOTLINE,
      body: 'Severity 1: «é» 🚨',
      statusCallback,
    });
    expect(sent.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(sent).toMatchObject({ status: 'queued', direction: 'outbound-api', numSegments: '1', errorCode: null });
    const callbacks = await webhooksOn('/hooks/twilio/status', 2);
    expect(callbacks.map(({ params }) => params['MessageStatus'])).toEqual(['sent', 'delivered']);
    expect(callbacks.every(({ signed }) => signed)).toBe(true);
    expect(callbacks[0]?.params).toMatchObject({ MessageSid: sent.sid, AccountSid: ACCOUNT, To: DANA, From: HOTLINE });
    const fetched = await client().messages(sent.sid).fetch();
    expect(fetched.status).toBe('delivered');
    expect(fetched.dateSent).toBeInstanceOf(Date);
    const { body } = await api(`/api/phones/${DANA}/messages`);
    expect(body).toMatchObject([{ sid: sent.sid, kind: 'sms', from: HOTLINE, to: DANA, body: 'Severity 1: «é» 🚨' }]);
  });

  it.each([
    ['a number that is none', { to: 'twelve', from: HOTLINE, body: 'x' }, 21_211],
    ['a number too short for its country', { to: '+1613555', from: HOTLINE, body: 'x' }, 21_211],
    ['no body', { to: DANA, from: HOTLINE }, 21_602],
    ['a body of 1,601 characters', { to: DANA, from: HOTLINE, body: 'x'.repeat(1_601) }, 21_617],
    ['a sender the account does not own', { to: DANA, from: CALLER, body: 'x' }, 21_606],
    ['no sender', { to: DANA, body: 'x' }, 21_603],
    ['a callback that is no address', { to: DANA, from: HOTLINE, body: 'x', statusCallback: 'ftp://x' }, 21_609],
  ])('are refused with the code Twilio uses for %s', async (_case, message, code) => {
    await expect(client().messages.create(message)).rejects.toMatchObject({
      status: 400,
      code,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    });
  });

  it('need the account and its token', async () => {
    await expect(client('wrong').messages.list()).rejects.toMatchObject({ status: 401, code: 20_003 });
    await expect(
      client()
        .messages(`SM${'0'.repeat(32)}`)
        .fetch(),
    ).rejects.toMatchObject({ status: 404, code: 20_404 });
  });

  it('are reported again until a receiver that was down answers', async () => {
    answers.set('/status', [{ status: 503 }, { status: 500 }]);
    await client().messages.create({ to: DANA, from: HOTLINE, body: 'x', statusCallback: `${urlOf(receiver)}/status` });
    const statuses = (await webhooksOn('/status', 4)).map(({ params }) => params['MessageStatus']);
    expect(statuses.filter((status) => status === 'delivered').length).toBeGreaterThanOrEqual(1);
    expect(statuses.filter((status) => status === 'sent').length).toBeGreaterThanOrEqual(2);
  });

  it('are listed in pages, newest first, by number and by day', async () => {
    for (let index = 0; index < 5; index += 1) {
      await client().messages.create({ to: DANA, from: HOTLINE, body: `text ${index}` });
    }
    await client().messages.create({ to: CALLER, from: HOTLINE, body: 'another' });
    await vi.waitFor(async () => {
      const listed = await client().messages.list({ to: DANA, pageSize: 2 });
      expect(listed.map((message) => message.body)).toEqual(['text 4', 'text 3', 'text 2', 'text 1', 'text 0']);
      expect(listed.every((message) => message.status === 'delivered')).toBe(true);
    });
    const hour = 3_600_000;
    const dateSentAfter = new Date(Date.now() - hour);
    expect(await client().messages.list({ dateSentAfter })).toHaveLength(6);
    expect(await client().messages.list({ dateSentBefore: dateSentAfter })).toHaveLength(0);
    expect(await client().messages.list({ from: HOTLINE, limit: 3 })).toHaveLength(3);
  });
});

describe('Texts to the hotline', () => {
  it('arrive as a signed webhook, and what its TwiML says comes back to the phone', async () => {
    const twiml = '<?xml version="1.0"?><Response><Message>Received. R&#233;f: K7 &amp; more</Message></Response>';
    answers.set('/hooks/twilio/sms', [{ status: 200, twiml }]);
    const sent = await api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'Mon compte est piraté' });
    expect(sent).toMatchObject({ status: 202, body: { status: 'received', webhook: { status: 200 } } });
    const [webhook] = await webhooksOn('/hooks/twilio/sms', 1);
    expect(webhook?.signed).toBe(true);
    expect(webhook?.params).toEqual({
      AccountSid: ACCOUNT,
      ApiVersion: '2010-04-01',
      Body: 'Mon compte est piraté',
      From: CALLER,
      MessageSid: sent.body.sid,
      NumMedia: '0',
      NumSegments: '1',
      SmsMessageSid: sent.body.sid,
      SmsSid: sent.body.sid,
      SmsStatus: 'received',
      To: HOTLINE,
    });
    await vi.waitFor(async () => {
      const { body } = await api(`/api/phones/${CALLER}/messages`);
      expect(body).toMatchObject([
        { direction: 'inbound', webhook: { state: 'answered', attempts: 1 } },
        { direction: 'outbound-reply', body: 'Received. Réf: K7 & more' },
      ]);
    });
    expect(await client().messages.list({ to: HOTLINE })).toMatchObject([{ sid: sent.body.sid, direction: 'inbound' }]);
  });

  it('are brought again while the hotline answers 5xx, and no more than five times', async () => {
    answers.set('/hooks/twilio/sms', [{ status: 503 }, { status: 500 }, { status: 200 }]);
    await api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'again' });
    await vi.waitFor(async () => {
      const { body } = await api(`/api/phones/${CALLER}/messages`);
      expect(body[0].webhook).toMatchObject({ state: 'answered', status: 200, attempts: 3 });
    });
    answers.set(
      '/hooks/twilio/sms',
      Array.from({ length: 9 }, () => ({ status: 500 })),
    );
    await api(`/api/phones/${DANA}/messages`, { to: HOTLINE, body: 'in vain' });
    await vi.waitFor(async () => {
      const { body } = await api(`/api/phones/${DANA}/messages`);
      expect(body[0].webhook).toMatchObject({ state: 'gave-up', status: 500, attempts: 5 });
    });
  });

  it('are not brought again after the hotline refused one', async () => {
    answers.set('/hooks/twilio/sms', [{ status: 403 }]);
    const sent = await api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'x' });
    expect(sent.body.webhook).toEqual({ status: 403 });
    expect(received).toHaveLength(1);
  });

  it.each([
    ['/api/phones/12/messages', { to: HOTLINE, body: 'x' }, 400, 'bad-number'],
    [`/api/phones/${CALLER}/messages`, { to: DANA, body: 'x' }, 404, 'unknown-number'],
    [`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: ' ' }, 400, 'empty-body'],
    [`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'x'.repeat(1_601) }, 400, 'body-too-long'],
    [`/api/phones/${CALLER}/messages`, { to: HOTLINE }, 400, 'bad-request'],
    [`/api/phones/${CALLER}/messages`, [], 400, 'bad-request'],
  ])('to %s with %j are refused with a reason', async (path, body, status, code) => {
    const refused = await api(path, body);
    expect(refused).toMatchObject({ status, body: { status, code } });
    expect(refused.body.message.length).toBeGreaterThan(10);
  });

  it('carry any characters, nulls and lone surrogates too', async () => {
    const body = 'a\u0000b \u202Egnp \uD800 👩‍💻';
    await api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body });
    const [webhook] = await webhooksOn('/hooks/twilio/sms', 1);
    expect(webhook).toMatchObject({ signed: true, params: { Body: body.toWellFormed() } });
    expect((await fetch(sandbox.url)).status).toBe(200);
  });
});

describe('Calls', () => {
  it('from the hotline say their TwiML, and take digits to a signed action', async () => {
    const gather =
      '<Response><Say>Incident K7.</Say><Gather numDigits="1" action="/digits?call=7"><Say>Press 1 to acknowledge.</Say></Gather></Response>';
    answers.set('/twiml', [{ status: 200, twiml: gather }]);
    answers.set('/digits', [{ status: 200, twiml: '<Response><Say>Thank you.</Say><Hangup/></Response>' }]);
    const base = urlOf(receiver);
    const call = await client().calls.create({
      to: DANA,
      from: HOTLINE,
      url: `${base}/twiml`,
      statusCallback: `${base}/call-status`,
    });
    expect(call.sid).toMatch(/^CA[0-9a-f]{32}$/);
    await vi.waitFor(async () => {
      const { body } = await api(`/api/phones/${DANA}/messages`);
      expect(body[0]).toMatchObject({ kind: 'call', awaitsDigits: true, twiml: [gather] });
    });
    const pressed = await api(`/api/phones/${DANA}/calls/${call.sid}/digits`, { digits: '1' });
    expect(pressed).toMatchObject({
      status: 202,
      body: { status: 'completed', said: ['Incident K7.', 'Press 1 to acknowledge.', '[1]', 'Thank you.'] },
    });
    const [action] = await webhooksOn('/digits', 1);
    expect(action).toMatchObject({ signed: true, params: { Digits: '1', CallSid: call.sid } });
    const [status] = await webhooksOn('/call-status', 1);
    expect(status).toMatchObject({ signed: true, params: { CallStatus: 'completed', CallSid: call.sid } });
    expect(await client().calls.list({ to: DANA })).toMatchObject([{ sid: call.sid, status: 'completed' }]);
    expect(await api(`/api/phones/${DANA}/calls/${call.sid}/digits`, { digits: '1' })).toMatchObject({ status: 404 });
  });

  it('may bring their own TwiML, and are refused without any', async () => {
    const calls = client().calls;
    const call = await calls.create({ to: DANA, from: HOTLINE, twiml: '<Response><Say>Bonjour</Say></Response>' });
    await vi.waitFor(async () => expect((await client().calls(call.sid).fetch()).status).toBe('completed'));
    await expect(calls.create({ to: DANA, from: HOTLINE, url: 'nowhere' })).rejects.toMatchObject({ code: 21_205 });
    await expect(calls.create({ to: 'x', from: HOTLINE, twiml: '' })).rejects.toMatchObject({ code: 21_211 });
    await expect(calls.create({ to: DANA, from: CALLER, twiml: '' })).rejects.toMatchObject({ code: 21_210 });
  });

  it('to the hotline are answered by its voice webhook, and can be hung up', async () => {
    answers.set('/hooks/twilio/voice', [
      { status: 200, twiml: '<Response><Gather><Say>Hello</Say></Gather></Response>' },
    ]);
    const call = await api(`/api/phones/${CALLER}/calls`, { to: HOTLINE });
    expect(call).toMatchObject({ status: 202, body: { direction: 'inbound', said: ['Hello'], awaitsDigits: true } });
    const [webhook] = await webhooksOn('/hooks/twilio/voice', 1);
    expect(webhook).toMatchObject({
      signed: true,
      params: { Direction: 'inbound', From: CALLER, CallStatus: 'ringing' },
    });
    const ended = await api(`/api/phones/${CALLER}/calls/${call.body.sid}/hangup`, undefined, 'POST');
    expect(ended).toMatchObject({ status: 202, body: { status: 'completed' } });
  });
});

describe('The mailbox', () => {
  const raw = [
    'From: Hotline <hotline@centre.example>',
    'To: someone@party.example',
    'Subject: =?utf-8?Q?Re=C3=A7u?=',
    'Message-ID: <1@centre.example>',
    'In-Reply-To: <0@party.example>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Référence K7',
  ].join('\r\n');

  async function post(body: string, headers: Readonly<Record<string, string>> = {}) {
    return fetch(`${sandbox.url}/api/mailbox`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'message/rfc822',
        'x-envelope-from': 'hotline@centre.example',
        'x-envelope-to': 'someone@party.example',
        ...headers,
      },
      body,
    });
  }

  it('takes a raw mail and shows what a reader would see', async () => {
    const posted = await post(raw);
    expect(posted.status).toBe(201);
    await post(raw, { 'x-envelope-to': 'else+1@party.example' });
    const { body } = await api('/api/mailbox?to=someone@party.example');
    expect(body).toMatchObject([
      {
        from: 'hotline@centre.example',
        to: ['someone@party.example'],
        subject: 'Reçu',
        messageId: '<1@centre.example>',
        inReplyTo: '<0@party.example>',
        html: null,
      },
    ]);
    expect(body[0].text.trim()).toBe('Référence K7');
    expect((await api('/api/mailbox?to=else+1@party.example')).body).toHaveLength(1);
    expect((await api('/api/mailbox')).body).toHaveLength(2);
    expect(await (await fetch(`${sandbox.url}/api/mailbox/${body[0].id}/raw`)).text()).toBe(raw);
  });

  it('refuses a stranger, another type, and a mail for nobody', async () => {
    expect((await post(raw, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await post(raw, { 'content-type': 'application/json' })).status).toBe(400);
    expect((await post(raw, { 'x-envelope-to': '' })).status).toBe(400);
    expect((await post('')).status).toBeLessThan(500);
  });

  it('takes a mail of many megabytes', async () => {
    const big = `${raw}\r\n${'0123456789abcdef'.repeat(4)}\r\n`.padEnd(20 * 1024 * 1024, 'x\r\n');
    expect((await post(big)).status).toBe(201);
    expect((await post(big.padEnd(31 * 1024 * 1024, 'x'))).status).toBe(413);
  });

  it('writes a real mail to the hotline, and says what its server said', async () => {
    const mail = { from: 'someone@party.example', to: 'hotline@centre.example', subject: 'Piraté', text: 'Aidez-nous' };
    const sent = await api('/api/mailbox/send', { ...mail, inReplyTo: '<1@centre.example>' });
    expect(sent).toMatchObject({ status: 202, body: { response: expect.stringContaining('250') } });
    expect(mails[0]).toMatchObject({ from: mail.from, to: [mail.to] });
    expect(mails[0]?.raw).toContain('In-Reply-To: <1@centre.example>');
    expect((await api('/api/mailbox')).body).toEqual([]);
    expect((await api('/api/mailbox?box=sent')).body).toMatchObject([{ subject: 'Piraté', from: mail.from }]);
    const refused = await api('/api/mailbox/send', { ...mail, to: 'nobody@centre.example' });
    expect(refused).toMatchObject({ status: 502, body: { message: expect.stringContaining('No such mailbox') } });
    expect((await api('/api/mailbox/send', { ...mail, from: 'x\r\nBcc: y' })).status).toBe(400);
  });

  it('is reachable through any mail library that can compose a message', async () => {
    const composer = createTransport({ streamTransport: true, buffer: true });
    const { message } = await composer.sendMail({
      from: 'hotline@centre.example',
      to: 'a@b.example',
      html: '<p>Hi</p>',
    });
    expect((await post(String(message))).status).toBe(201);
    expect((await api('/api/mailbox')).body[0]).toMatchObject({
      html: '<p>Hi</p>',
      text: expect.stringContaining('Hi'),
    });
  });
});

describe('Planned faults', () => {
  it('fail as many requests as they say, for the number they name', async () => {
    await api('/api/faults', { kind: 'messages', fail: { status: 429 }, times: 1, to: DANA });
    await api('/api/faults', { kind: 'messages', fail: { status: 500, code: 30_003 }, times: 1, to: DANA });
    const text = { to: DANA, from: HOTLINE, body: 'x' };
    await client().messages.create({ ...text, to: CALLER });
    await expect(client().messages.create(text)).rejects.toMatchObject({ status: 429, code: 20_429 });
    await expect(client().messages.create(text)).rejects.toMatchObject({ status: 500, code: 30_003 });
    expect((await client().messages.create(text)).status).toBe('queued');
    expect((await api('/api/faults')).body).toEqual([]);
  });

  it('let a text be taken and not delivered, a call not answered, a mail refused', async () => {
    const base = urlOf(receiver);
    await api('/api/faults', { kind: 'messages', deliver: { status: 'undelivered' }, delayMs: 5 });
    await client().messages.create({ to: DANA, from: HOTLINE, body: 'x', statusCallback: `${base}/status` });
    const [, last] = await webhooksOn('/status', 2);
    expect(last?.params).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
    await api('/api/faults', { kind: 'calls', deliver: { status: 'no-answer' } });
    await client().calls.create({ to: DANA, from: HOTLINE, url: `${base}/twiml`, statusCallback: `${base}/call` });
    expect((await webhooksOn('/call', 1))[0]?.params['CallStatus']).toBe('no-answer');
    await api('/api/faults', { kind: 'mail', fail: { status: 503 } });
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'message/rfc822',
      'x-envelope-to': 'a@b.example',
    };
    const refused = await fetch(`${sandbox.url}/api/mailbox`, { method: 'POST', headers, body: 'Subject: x\r\n\r\ny' });
    expect(refused.status).toBe(503);
  });

  it.each([{}, { kind: 'letters' }, { kind: 'messages' }, { kind: 'messages', fail: { status: 200 } }, null])(
    'that say nothing useful are refused: %j',
    async (plan) => {
      expect(await api('/api/faults', plan)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    },
  );
});

describe('The carrier', () => {
  it('shows the same phones and mails after a second start, and takes up what was on its way', async () => {
    answers.set('/hooks/twilio/sms', [{ status: 503 }]);
    await sandbox.close();
    sandbox = await startSandbox({ ...options, retryWaitsMs: [60_000] });
    await client().messages.create({ to: DANA, from: HOTLINE, body: 'before' });
    await api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'on its way' });
    await sandbox.close();
    sandbox = await startSandbox(options);
    expect((await api(`/api/phones/${DANA}/messages`)).body).toMatchObject([{ body: 'before', status: 'delivered' }]);
    const tries = await webhooksOn('/hooks/twilio/sms', 2);
    expect(new Set(tries.map(({ params }) => params['MessageSid'])).size).toBe(1);
    const phones = (await api('/api/phones')).body;
    expect(phones).toMatchObject([
      { number: DANA, name: 'Dana Roy', latest: { body: 'before' } },
      { number: CALLER, name: null },
    ]);
    expect(await readFile(join(folder, 'sandbox', 'carrier.jsonl'), 'utf8')).toContain('on its way');
  });

  it('answers what it does not know with JSON', async () => {
    expect(await api('/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await api('/2010-04-01/Nothing.json')).toMatchObject({ status: 404, body: { code: 20_404 } });
    const deep = await fetch(`${sandbox.url}/api/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '['.repeat(10_000) + ']'.repeat(10_000),
    });
    expect(deep.status).toBe(400);
  });

  it('lets no other site use it through a browser', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' };
    const body = `from=%2B16135550142&body=x`;
    expect((await fetch(`${sandbox.url}/page/texts`, { method: 'POST', headers, body })).status).toBe(403);
    expect(received).toHaveLength(0);
  });
});

describe('The page', () => {
  it('shows each phone by name with its texts, escaped, under a policy that allows nothing inline', async () => {
    await client().messages.create({
      to: DANA,
      from: HOTLINE,
      body: '<script>alert(1)</script> https://x.example/a?b=1.',
    });
    const response = await fetch(sandbox.url);
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(html).toContain('<title>(1) Sandbox carrier</title>');
    expect(html).toContain('Dana Roy');
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).toContain('<a href="https://x.example/a?b=1" target="_blank" rel="noreferrer">');
    expect(html).not.toContain('<script>');
    expect(html).not.toMatch(/ style=/);
  });

  it('is not sent again while nothing changed', async () => {
    const first = await fetch(sandbox.url);
    const headers = { 'if-none-match': String(first.headers.get('etag')) };
    expect((await fetch(sandbox.url, { headers })).status).toBe(304);
    await client().messages.create({ to: DANA, from: HOTLINE, body: 'x' });
    expect((await fetch(sandbox.url, { headers })).status).toBe(200);
  });

  it('works by plain forms, and shows what was typed again when it cannot be served', async () => {
    const post = async (path: string, fields: Readonly<Record<string, string>>) =>
      fetch(`${sandbox.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    const texted = await post('/page/texts', { from: CALLER, body: 'one\r\ntwo' });
    expect([texted.status, texted.headers.get('location')]).toEqual([303, `/#phone-${CALLER.slice(1)}`]);
    expect(received[0]?.params['Body']).toBe('one\ntwo');
    const refused = await post('/page/texts', { from: '555', body: 'keep me' });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('keep me');
    expect(html).toContain('role="alert"');
    const mail = { from: 'a@party.example', to: 'hotline@centre.example', subject: '', text: 'Help' };
    expect((await post('/page/mails', mail)).headers.get('location')).toBe('/#mailbox');
    expect(mails).toHaveLength(1);
  });
});
