import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CALLER, DANA, HOTLINE, type ReceivedWebhook, SandboxRig, TOKEN } from './sandbox-rig.js';

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

describe('Planned faults', () => {
  it('fail as many requests as they say, for the number they name', async () => {
    await rig.api('/api/faults', { kind: 'messages', fail: { status: 429 }, times: 1, to: DANA });
    await rig.api('/api/faults', { kind: 'messages', fail: { status: 500, code: 30_003 }, times: 1, to: DANA });
    const text = { to: DANA, from: HOTLINE, body: 'x' };
    await rig.client().messages.create({ ...text, to: CALLER });
    await expect(rig.client().messages.create(text)).rejects.toMatchObject({ status: 429, code: 20_429 });
    await expect(rig.client().messages.create(text)).rejects.toMatchObject({ status: 500, code: 30_003 });
    expect((await rig.client().messages.create(text)).status).toBe('queued');
    expect((await rig.api('/api/faults')).body).toEqual([]);
  });

  it('let a text be taken and not delivered, a call not answered, a mail refused', async () => {
    const base = rig.hotlineUrl;
    await rig.api('/api/faults', { kind: 'messages', deliver: { status: 'undelivered' }, delayMs: 5 });
    await rig.client().messages.create({ to: DANA, from: HOTLINE, body: 'x', statusCallback: `${base}/status` });
    const [, last] = await webhooksOn('/status', 2);
    expect(last?.params).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
    await rig.api('/api/faults', { kind: 'calls', deliver: { status: 'no-answer' } });
    await rig.client().calls.create({ to: DANA, from: HOTLINE, url: `${base}/twiml`, statusCallback: `${base}/call` });
    expect((await webhooksOn('/call', 1))[0]?.params['CallStatus']).toBe('no-answer');
    await rig.api('/api/faults', { kind: 'mail', fail: { status: 503 } });
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'message/rfc822',
      'x-envelope-to': 'a@b.example',
    };
    const refused = await fetch(`${rig.url}/api/mailbox`, { method: 'POST', headers, body: 'Subject: x\r\n\r\ny' });
    expect(refused.status).toBe(503);
  });

  it.each([{}, { kind: 'letters' }, { kind: 'messages' }, { kind: 'messages', fail: { status: 200 } }, null])(
    'that say nothing useful are refused: %j',
    async (plan) => {
      expect(await rig.api('/api/faults', plan)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    },
  );
});

describe('The carrier', () => {
  it('shows the same phones and mails after a second start, and takes up what was on its way', async () => {
    rig.answer('/hooks/twilio/sms', { status: 503 });
    await rig.restart({ retryWaitsMs: [60_000] });
    await rig.client().messages.create({ to: DANA, from: HOTLINE, body: 'before' });
    await rig.api(`/api/phones/${CALLER}/messages`, { to: HOTLINE, body: 'on its way' });
    await rig.restart();
    expect((await rig.api(`/api/phones/${DANA}/messages`)).body).toMatchObject([
      { body: 'before', status: 'delivered' },
    ]);
    const tries = await webhooksOn('/hooks/twilio/sms', 2);
    expect(new Set(tries.map(({ params }) => params['MessageSid'])).size).toBe(1);
    const phones = (await rig.api('/api/phones')).body;
    expect(phones).toMatchObject([
      { number: DANA, name: 'Dana Roy', latest: { body: 'before' } },
      { number: CALLER, name: null },
    ]);
    expect(await readFile(join(rig.folder, 'sandbox', 'carrier.jsonl'), 'utf8')).toContain('on its way');
  });

  it('answers what it does not know with JSON', async () => {
    expect(await rig.api('/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await rig.api('/2010-04-01/Nothing.json')).toMatchObject({ status: 404, body: { code: 20_404 } });
    const deep = await fetch(`${rig.url}/api/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '['.repeat(10_000) + ']'.repeat(10_000),
    });
    expect(deep.status).toBe(400);
  });

  it('lets no other site use it through a browser', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' };
    const body = `from=%2B16135550142&body=x`;
    expect((await fetch(`${rig.url}/page/texts`, { method: 'POST', headers, body })).status).toBe(403);
    expect(rig.webhooks).toHaveLength(0);
  });
});
