import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CarrierRig, type StubAnswer } from './carrier-rig.js';
import type { Courier, Envelope, SendOutcome } from './courier.js';
import { type CourierOptions, openCourier } from './open-courier.js';

const account = `AC${'0'.repeat(32)}`;
const from = { name: 'Ligne d’assistance', address: 'hotline@centre.example' };

let stub: CarrierRig;
let courier: Courier;

const open = (through: { smtpUrl: string } | { sandbox: { url: string; token: string } }, timeoutMs = 2_000) =>
  openCourier({
    phone: {
      accountSid: account,
      authToken: 'token',
      baseUrl: stub.url,
      from: '+16135550100',
      statusCallback: 'https://hotline.example/hooks/twilio/status',
      speechCallback: 'https://hotline.example/hooks/twilio/page-call',
    },
    mail: { from, through },
    timeoutMs,
  });

const text: Envelope = {
  deliveryId: '5e9f7a54-93a4-4a1e-8d5c-0f3b5d2f7a11',
  channel: 'sms',
  address: '+16135550101',
  subject: null,
  body: 'Réveil — K7Q4-MPX 🔔',
  inReplyTo: null,
};

const mail: Envelope = {
  ...text,
  channel: 'email',
  address: 'someone@party.example',
  subject: '[K7Q4-MPX] Signalement reçu',
  inReplyTo: '<first@party.example>',
  messageId: '<report.1@centre.example>',
  replyTo: 'hotline+tag@centre.example',
};

beforeEach(async () => {
  stub = await CarrierRig.start();
  courier = open({ sandbox: { url: stub.url, token: 'mail-token' } });
});

afterEach(async () => {
  await courier.close();
  await stub.close();
});

describe('A text', () => {
  it('goes to the configured carrier as Twilio is spoken to, and says which delivery a report is about', async () => {
    expect(await courier.send(text)).toEqual({ outcome: 'accepted', providerId: 'SM00000000000000000000000000000001' });
    const [request] = stub.requests;
    expect(request).toMatchObject({ method: 'POST', path: `/2010-04-01/Accounts/${account}/Messages.json` });
    expect(request?.headers.authorization).toBe(`Basic ${Buffer.from(`${account}:token`).toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      To: text.address,
      From: '+16135550100',
      Body: text.body,
      StatusCallback: `https://hotline.example/hooks/twilio/status?delivery=${text.deliveryId}`,
    });
  });

  it('keeps its connection for the next one', async () => {
    await courier.send(text);
    await courier.send(text);
    expect(stub.connections).toBe(1);
  });

  it.each<[string, StubAnswer, SendOutcome]>([
    ['no such number', refusal(400, 21_211), { outcome: 'failed', reason: 'address-refused', code: '21211' }],
    ['answered STOP', refusal(400, 21_610), { outcome: 'failed', reason: 'opted-out', code: '21610' }],
    ['a landline', refusal(400, 21_614), { outcome: 'failed', reason: 'address-refused', code: '21614' }],
    ['unknown destination', refusal(400, 30_005), { outcome: 'failed', reason: 'address-refused', code: '30005' }],
    ['handset out of reach', refusal(400, 30_003), { outcome: 'retry', reason: 'unreachable', code: '30003' }],
    ['unknown carrier error', refusal(400, 30_008), { outcome: 'retry', reason: 'refused', code: '30008' }],
    ['another refusal', refusal(400, 12_345), { outcome: 'failed', reason: 'refused', code: '12345' }],
    ['too many requests', refusal(429, 20_429), { outcome: 'retry', reason: 'busy', code: '20429' }],
    ['our credentials', refusal(401, 20_003), { outcome: 'retry', reason: 'not-authorized', code: '20003' }],
    ['trouble at the carrier', { status: 503 }, { outcome: 'retry', reason: 'busy', code: '503' }],
  ])('that meets %s', async (_name, answer, outcome) => {
    stub.answer = answer;
    expect(await courier.send(text)).toEqual(outcome);
  });

  it('is tried later when nobody answers in time, and when nobody is there', async () => {
    await courier.close();
    courier = open({ sandbox: { url: stub.url, token: '' } }, 200);
    stub.answer = 'hang';
    expect(await courier.send(text)).toMatchObject({ outcome: 'retry', reason: 'timeout' });
    await stub.close();
    expect(await courier.send(text)).toMatchObject({ outcome: 'retry', reason: 'unreachable' });
  });

  it.each(['613-555-0101', '+1', 'someone@party.example', '+16135550101\r\nX: y', ''])(
    'is not sent to %j',
    async (address) => {
      expect(await courier.send({ ...text, address })).toEqual({ outcome: 'failed', reason: 'address-refused' });
      expect(stub.requests).toEqual([]);
    },
  );

  it.each([
    ['what typography makes two texts', `${'a'.repeat(80)} ’`, `${'a'.repeat(80)} '`],
    ['what letters make two texts anyway', `${'ê'.repeat(80)} ’`, `${'ê'.repeat(80)} ’`],
    ['what is one text anyway', 'L’équipe', 'L’équipe'],
    ['what is longer than carriers take', 'mot '.repeat(500), 'mot '.repeat(500)],
  ])('takes no more segments than it needs and never loses a word: %s', async (_what, body, sent) => {
    await courier.send({ ...text, body });
    expect(new URLSearchParams(stub.requests[0]?.body).get('Body')).toBe(sent);
  });
});

describe('A mail', () => {
  it('reaches the sandbox mailbox raw, with its envelope and its thread', async () => {
    stub.answer = { status: 201 };
    expect(await courier.send(mail)).toEqual({ outcome: 'accepted', providerId: mail.messageId });
    const [request] = stub.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/api/mailbox',
      headers: {
        'content-type': 'message/rfc822',
        authorization: 'Bearer mail-token',
        'x-envelope-from': from.address,
        'x-envelope-to': mail.address,
      },
    });
    const parsed = await simpleParser(request?.body ?? '');
    expect(parsed).toMatchObject({
      subject: mail.subject,
      messageId: mail.messageId,
      inReplyTo: mail.inReplyTo,
      references: mail.inReplyTo,
      html: false,
    });
    expect(parsed.text?.trim()).toBe(mail.body);
    expect(parsed.from?.value).toEqual([from]);
    expect(parsed.replyTo?.text).toBe(mail.replyTo);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-replied');
    expect(parsed.headers.get('content-type')).toMatchObject({ value: 'text/plain', params: { charset: 'utf-8' } });
  });

  it.each<[string, Partial<Envelope>, string | undefined]>([
    ['what a machine starts', { inReplyTo: null }, 'auto-generated'],
    ['what a person wrote', { automatic: false }, undefined],
  ])('says what it is: %s', async (_name, given, expected) => {
    stub.answer = { status: 201 };
    await courier.send({ ...mail, ...given });
    const { headers } = await simpleParser(stub.requests[0]?.body ?? '');
    expect(headers.get('auto-submitted')).toBe(expected);
  });

  it('lets nothing into its headers that a subject brings along', async () => {
    stub.answer = { status: 201 };
    await courier.send({ ...mail, subject: 'Hello\r\nBcc: victim@other.example\r\n\r\nbody' });
    const { headers } = await simpleParser(stub.requests[0]?.body ?? '');
    expect(headers.has('bcc')).toBe(false);
    expect(stub.requests[0]?.headers['x-envelope-to']).toBe(mail.address);
  });

  it.each<[string, StubAnswer, SendOutcome]>([
    ['refuses', { status: 400 }, { outcome: 'failed', reason: 'refused', code: '550' }],
    ['is in trouble', { status: 500 }, { outcome: 'retry', reason: 'busy', code: '451' }],
    ['does not know us', { status: 401 }, { outcome: 'retry', reason: 'not-authorized', code: '550' }],
  ])('to a mailbox that %s', async (_name, answer, outcome) => {
    stub.answer = answer;
    expect(await courier.send(mail)).toEqual(outcome);
  });

  it.each(['nobody', 'a@b@c', 'a b@c.example', 'a@c.example, b@c.example', 'a@c.example\r\nX: y', '<a@c.example>'])(
    'is not sent to %j',
    async (address) => {
      expect(await courier.send({ ...mail, address })).toEqual({ outcome: 'failed', reason: 'address-refused' });
      expect(stub.requests).toEqual([]);
    },
  );
});

describe('A mail through an SMTP server', () => {
  const received: { readonly to: readonly string[]; readonly raw: string }[] = [];
  let connections: number;
  let reply: { readonly code: number; readonly at: 'rcpt' | 'data' } | null;
  let server: SMTPServer;
  let smtpUrl: string;

  beforeEach(async () => {
    received.length = 0;
    connections = 0;
    reply = null;
    const refusalAt = (stage: 'rcpt' | 'data') =>
      reply?.at === stage ? Object.assign(new Error('refused'), { responseCode: reply.code }) : null;
    server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
      onRcptTo: (_address, _session, done) => done(refusalAt('rcpt')),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          received.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString(),
          });
          done(refusalAt('data'));
        });
      },
    });
    server.on('error', () => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    await courier.close();
    courier = open({ smtpUrl });
  });

  afterEach(async () => {
    await courier.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('is one message to one recipient, over a connection that the next one uses too', async () => {
    expect(await courier.send(mail)).toEqual({ outcome: 'accepted', providerId: mail.messageId });
    expect(await courier.send(mail)).toMatchObject({ outcome: 'accepted' });
    expect(received.map(({ to }) => to)).toEqual([[mail.address], [mail.address]]);
    expect((await simpleParser(received[0]?.raw ?? '')).text?.trim()).toBe(mail.body);
    expect(connections).toBe(1);
  });

  it.each<[number, 'rcpt' | 'data', SendOutcome]>([
    [450, 'rcpt', { outcome: 'retry', reason: 'busy', code: '450' }],
    [550, 'rcpt', { outcome: 'failed', reason: 'address-refused', code: '550' }],
    [451, 'data', { outcome: 'retry', reason: 'busy', code: '451' }],
    [554, 'data', { outcome: 'failed', reason: 'refused', code: '554' }],
  ])('that is answered with %i at %s', async (code, at, outcome) => {
    reply = { code, at };
    expect(await courier.send(mail)).toEqual(outcome);
  });

  it('is tried later when the server is gone', async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await courier.send(mail)).toMatchObject({ outcome: 'retry', reason: 'unreachable' });
  });
});

describe('A call', () => {
  it('is placed so that the carrier asks what to say, and reports how it went', async () => {
    stub.answer = { status: 201, body: { sid: 'CA00000000000000000000000000000001', status: 'queued' } };
    expect(await courier.send({ ...text, channel: 'voice' })).toEqual({
      outcome: 'accepted',
      providerId: 'CA00000000000000000000000000000001',
    });
    const [request] = stub.requests;
    expect(request?.path).toBe(`/2010-04-01/Accounts/${account}/Calls.json`);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toMatchObject({
      To: text.address,
      From: '+16135550100',
      Url: `https://hotline.example/hooks/twilio/page-call?delivery=${text.deliveryId}`,
      StatusCallback: `https://hotline.example/hooks/twilio/status?delivery=${text.deliveryId}`,
      Timeout: '25',
    });
  });

  it('to a number that is none is refused for good', async () => {
    stub.answer = refusal(400, 13_224);
    expect(await courier.send({ ...text, channel: 'voice' })).toEqual({
      outcome: 'failed',
      reason: 'address-refused',
      code: '13224',
    });
  });
});

describe('The second carrier', () => {
  const first: CourierOptions['phone'] = {
    accountSid: account,
    authToken: 'token',
    baseUrl: 'http://127.0.0.1:9',
    from: '+16135550100',
    statusCallback: 'https://hotline.example/status',
    speechCallback: 'https://hotline.example/page-call',
  };
  const withSecond = (second: CourierOptions['second']) =>
    openCourier({
      phone: first,
      mail: { from, through: { sandbox: { url: 'http://127.0.0.1:9', token: '' } } },
      second,
      timeoutMs: 2_000,
    });

  it('takes nothing where there is none', async () => {
    expect([...courier.secondCarrierFor]).toEqual([]);
    expect(await courier.send({ ...text, carrier: 'second' })).toEqual({ outcome: 'failed', reason: 'unsupported' });
    expect(stub.requests).toEqual([]);
  });

  it('may be another account, with its own number and webhooks', async () => {
    const phone = {
      ...first,
      baseUrl: stub.url,
      from: '+16135550199',
      statusCallback: 'https://x.example/s?carrier=second',
    };
    const other = withSecond({ phone });
    expect([...other.secondCarrierFor].toSorted()).toEqual(['sms', 'voice']);
    expect(await other.send({ ...text, carrier: 'second' })).toMatchObject({ outcome: 'accepted' });
    const form = new URLSearchParams(stub.requests[0]?.body);
    expect(form.get('From')).toBe('+16135550199');
    expect(form.get('StatusCallback')).toBe(`https://x.example/s?carrier=second&delivery=${text.deliveryId}`);
    await other.close();
  });

  it('may be any gateway that takes a text over HTTP', async () => {
    const other = withSecond({ texts: { url: `${stub.url}/texts`, token: 'secret' } });
    expect([...other.secondCarrierFor]).toEqual(['sms']);
    expect(await other.send({ ...text, carrier: 'second' })).toEqual({ outcome: 'accepted', providerId: null });
    const [request] = stub.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/texts' });
    expect(request?.headers).toMatchObject({ authorization: 'Bearer secret', 'idempotency-key': text.deliveryId });
    expect(JSON.parse(request?.body ?? '')).toEqual({ id: text.deliveryId, to: text.address, body: text.body });
    stub.answer = { status: 503 };
    expect(await other.send({ ...text, carrier: 'second' })).toMatchObject({ outcome: 'retry', reason: 'busy' });
    stub.answer = { status: 400 };
    expect(await other.send({ ...text, carrier: 'second' })).toMatchObject({ outcome: 'failed' });
    await other.close();
  });
});

function refusal(status: number, code: number): StubAnswer {
  return { status, body: { status, code, message: 'refused', more_info: '' } };
}
