import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACCOUNT, CALLER, DANA, HOTLINE, type ReceivedWebhook, SandboxRig } from './sandbox-rig.js';

let rig: SandboxRig;

beforeEach(async () => {
  rig = await SandboxRig.start();
});

afterEach(() => rig.close());

async function webhooksOn(path: string, count: number): Promise<readonly ReceivedWebhook[]> {
  return vi.waitFor(
    () => {
      const found = rig.webhooksOn(path);
      expect(found.length).toBeGreaterThanOrEqual(count);
      return found;
    },
    { timeout: 3_000, interval: 5 },
  );
}

describe('Texts from the hotline', () => {
  it('are taken, delivered, and reported with signed callbacks in order', async () => {
    const statusCallback = `${rig.hotlineUrl}/hooks/twilio/status?delivery=7&x=a%20b`;
    const sent = await rig.client().messages.create({
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
    const fetched = await rig.client().messages(sent.sid).fetch();
    expect(fetched.status).toBe('delivered');
    expect(fetched.dateSent).toBeInstanceOf(Date);
    const { body } = await rig.api(`/api/phones/${DANA}/messages`);
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
    await expect(rig.client().messages.create(message)).rejects.toMatchObject({
      status: 400,
      code,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    });
  });

  it('need the account and its token', async () => {
    await expect(rig.client('wrong').messages.list()).rejects.toMatchObject({ status: 401, code: 20_003 });
    await expect(
      rig
        .client()
        .messages(`SM${'0'.repeat(32)}`)
        .fetch(),
    ).rejects.toMatchObject({ status: 404, code: 20_404 });
  });

  it('are reported again until a receiver that was down answers', async () => {
    rig.answer('/status', { status: 503 }, { status: 500 });
    await rig
      .client()
      .messages.create({ to: DANA, from: HOTLINE, body: 'x', statusCallback: `${rig.hotlineUrl}/status` });
    const statuses = (await webhooksOn('/status', 4)).map(({ params }) => params['MessageStatus']);
    expect(statuses.filter((status) => status === 'delivered').length).toBeGreaterThanOrEqual(1);
    expect(statuses.filter((status) => status === 'sent').length).toBeGreaterThanOrEqual(2);
  });

  it('are listed in pages, newest first, by number and by day', async () => {
    for (let index = 0; index < 5; index += 1) {
      await rig.client().messages.create({ to: DANA, from: HOTLINE, body: `text ${index}` });
    }
    await rig.client().messages.create({ to: CALLER, from: HOTLINE, body: 'another' });
    await vi.waitFor(async () => {
      const listed = await rig.client().messages.list({ to: DANA, pageSize: 2 });
      expect(listed.map((message) => message.body)).toEqual(['text 4', 'text 3', 'text 2', 'text 1', 'text 0']);
      expect(listed.every((message) => message.status === 'delivered')).toBe(true);
    });
    const hour = 3_600_000;
    const dateSentAfter = new Date(Date.now() - hour);
    expect(await rig.client().messages.list({ dateSentAfter })).toHaveLength(6);
    expect(await rig.client().messages.list({ dateSentBefore: dateSentAfter })).toHaveLength(0);
    expect(await rig.client().messages.list({ from: HOTLINE, limit: 3 })).toHaveLength(3);
  });
});

describe('Texts to the hotline', () => {
  it('arrive as a signed webhook, and what its TwiML says comes back to the phone', async () => {
    const twiml = '<?xml version="1.0"?><Response><Message>Received. R&#233;f: K7 &amp; more</Message></Response>';
    rig.answer('/hooks/twilio/sms', { status: 200, twiml });
    const sent = await rig.api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'Mon compte est piraté' });
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
      const { body } = await rig.api(`/api/phones/${CALLER}/messages`);
      expect(body).toMatchObject([
        { direction: 'inbound', webhook: { state: 'answered', attempts: 1 } },
        { direction: 'outbound-reply', body: 'Received. Réf: K7 & more' },
      ]);
    });
    expect(await rig.client().messages.list({ to: HOTLINE })).toMatchObject([
      { sid: sent.body.sid, direction: 'inbound' },
    ]);
  });

  it('are brought again while the hotline answers 5xx, and no more than five times', async () => {
    rig.answer('/hooks/twilio/sms', { status: 503 }, { status: 500 }, { status: 200 });
    await rig.api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'again' });
    await vi.waitFor(async () => {
      const { body } = await rig.api(`/api/phones/${CALLER}/messages`);
      expect(body[0].webhook).toMatchObject({ state: 'answered', status: 200, attempts: 3 });
    });
    rig.answer('/hooks/twilio/sms', ...Array.from({ length: 9 }, () => ({ status: 500 })));
    await rig.api(`/api/phones/${DANA}/messages`, { to: HOTLINE, body: 'in vain' });
    await vi.waitFor(async () => {
      const { body } = await rig.api(`/api/phones/${DANA}/messages`);
      expect(body[0].webhook).toMatchObject({ state: 'gave-up', status: 500, attempts: 5 });
    });
  });

  it('are not brought again after the hotline refused one', async () => {
    rig.answer('/hooks/twilio/sms', { status: 403 });
    const sent = await rig.api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'x' });
    expect(sent.body.webhook).toEqual({ status: 403 });
    expect(rig.webhooks).toHaveLength(1);
  });

  it.each([
    ['/api/phones/12/messages', { to: HOTLINE, body: 'x' }, 400, 'bad-number'],
    [`/api/phones/${CALLER}/messages`, { to: DANA, body: 'x' }, 404, 'unknown-number'],
    [`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: ' ' }, 400, 'empty-body'],
    [`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'x'.repeat(1_601) }, 400, 'body-too-long'],
    [`/api/phones/${CALLER}/messages`, { to: HOTLINE }, 400, 'bad-request'],
    [`/api/phones/${CALLER}/messages`, [], 400, 'bad-request'],
  ])('to %s with %j are refused with a reason', async (path, body, status, code) => {
    const refused = await rig.api(path, body);
    expect(refused).toMatchObject({ status, body: { status, code } });
    expect(refused.body.message.length).toBeGreaterThan(10);
  });

  it('carry any characters, nulls and lone surrogates too', async () => {
    const body = 'a\u0000b \u202Egnp \uD800 👩‍💻';
    await rig.api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body });
    const [webhook] = await webhooksOn('/hooks/twilio/sms', 1);
    expect(webhook).toMatchObject({ signed: true, params: { Body: 'a\u0000b \u202Egnp \uFFFD 👩‍💻' } });
    expect((await fetch(rig.url)).status).toBe(200);
  });
});

describe('Calls', () => {
  it('from the hotline say their TwiML, and take digits to a signed action', async () => {
    const gather =
      '<Response><Say>Incident K7.</Say><Gather numDigits="1" action="/digits?call=7"><Say>Press 1 to acknowledge.</Say></Gather></Response>';
    rig.answer('/twiml', { status: 200, twiml: gather });
    rig.answer('/digits', { status: 200, twiml: '<Response><Say>Thank you.</Say><Hangup/></Response>' });
    const base = rig.hotlineUrl;
    const call = await rig.client().calls.create({
      to: DANA,
      from: HOTLINE,
      url: `${base}/twiml`,
      statusCallback: `${base}/call-status`,
    });
    expect(call.sid).toMatch(/^CA[0-9a-f]{32}$/);
    await vi.waitFor(async () => {
      const { body } = await rig.api(`/api/phones/${DANA}/messages`);
      expect(body[0]).toMatchObject({ kind: 'call', awaitsDigits: true, twiml: [gather] });
    });
    const pressed = await rig.api(`/api/phones/${DANA}/calls/${call.sid}/digits`, { digits: '1' });
    expect(pressed).toMatchObject({
      status: 202,
      body: { status: 'completed', said: ['Incident K7.', 'Press 1 to acknowledge.', '[1]', 'Thank you.'] },
    });
    const [action] = await webhooksOn('/digits', 1);
    expect(action).toMatchObject({ signed: true, params: { Digits: '1', CallSid: call.sid } });
    const [status] = await webhooksOn('/call-status', 1);
    expect(status).toMatchObject({ signed: true, params: { CallStatus: 'completed', CallSid: call.sid } });
    expect(await rig.client().calls.list({ to: DANA })).toMatchObject([{ sid: call.sid, status: 'completed' }]);
    expect(await rig.api(`/api/phones/${DANA}/calls/${call.sid}/digits`, { digits: '1' })).toMatchObject({
      status: 404,
    });
  });

  it('may bring their own TwiML, and are refused without any', async () => {
    const calls = rig.client().calls;
    const call = await calls.create({ to: DANA, from: HOTLINE, twiml: '<Response><Say>Bonjour</Say></Response>' });
    await vi.waitFor(async () => expect((await rig.client().calls(call.sid).fetch()).status).toBe('completed'));
    await expect(calls.create({ to: DANA, from: HOTLINE, url: 'nowhere' })).rejects.toMatchObject({ code: 21_205 });
    await expect(calls.create({ to: 'x', from: HOTLINE, twiml: '' })).rejects.toMatchObject({ code: 21_211 });
    await expect(calls.create({ to: DANA, from: CALLER, twiml: '' })).rejects.toMatchObject({ code: 21_210 });
  });

  it('to the hotline are answered by its voice webhook, and can be hung up', async () => {
    rig.answer('/hooks/twilio/voice', { status: 200, twiml: '<Response><Gather><Say>Hello</Say></Gather></Response>' });
    const call = await rig.api(`/api/phones/${CALLER}/calls`, { to: HOTLINE });
    expect(call).toMatchObject({ status: 202, body: { direction: 'inbound', said: ['Hello'], awaitsDigits: true } });
    const [webhook] = await webhooksOn('/hooks/twilio/voice', 1);
    expect(webhook).toMatchObject({
      signed: true,
      params: { Direction: 'inbound', From: CALLER, CallStatus: 'ringing' },
    });
    const ended = await rig.api(`/api/phones/${CALLER}/calls/${call.body.sid}/hangup`, undefined, 'POST');
    expect(ended).toMatchObject({ status: 202, body: { status: 'completed' } });
  });
});
