import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, CALLER, DANA, HOTLINE, SandboxRig, TOKEN } from './sandbox-rig.js';

let rig: SandboxRig;
beforeAll(async () => {
  rig = await SandboxRig.start();
});
afterAll(() => rig.close());

const text = (from: string, body: string, more: Readonly<Record<string, unknown>> = {}) =>
  rig.api(`/api/phones/${encodeURIComponent(from)}/messages`, { to: HOTLINE, body, ...more });

const webhooksFrom = (from: string) =>
  rig
    .webhooksOn('/hooks/twilio/sms')
    .map(({ params }) => params)
    .filter(({ From }) => From === from);

describe('a phone that texts STOP', () => {
  test.each([
    ['STOP', 'START', 'unsubscribed'],
    ['Arrêt!', 'DEBUT', 'désabonné'],
  ])('with %s gets the carrier’s own answer and no text of ours until %s', async (stop, start, answer) => {
    const phone = stop === 'STOP' ? DANA : CALLER;
    const send = () => rig.client().messages.create({ to: phone, from: HOTLINE, body: 'x' });
    await text(phone, stop);
    expect(webhooksFrom(phone).at(-1)).toMatchObject({ Body: stop, OptOutType: 'STOP' });
    await expect(send()).rejects.toMatchObject({ status: 400, code: 21_610 });
    const { body } = await rig.api(`/api/phones/${encodeURIComponent(phone)}/messages`);
    expect(body.at(-1)).toMatchObject({ direction: 'outbound-reply', body: expect.stringContaining(answer) });
    await text(phone, start);
    await expect(send()).resolves.toMatchObject({ status: 'queued' });
  });
});

describe('a picture', () => {
  const content = Buffer.from('89504e470d0a1a0a', 'hex');

  test('comes with its webhook, its list and a way to the file', async () => {
    const { body } = await text('+16135550170', '', {
      media: [{ contentType: 'image/png', base64: content.toString('base64') }],
    });
    expect(body.sid).toMatch(/^MM/);
    const webhook = webhooksFrom('+16135550170').at(-1);
    expect(webhook).toMatchObject({ NumMedia: '1', MediaContentType0: 'image/png' });
    const [media] = await rig.client().messages(body.sid).media.list();
    expect(media?.contentType).toBe('image/png');
    const path = new URL(webhook?.['MediaUrl0'] ?? '').pathname;
    const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;
    const led = await fetch(`${rig.url}${path}`, { headers: { authorization }, redirect: 'manual' });
    expect(led.status).toBe(307);
    const file = await fetch(new URL(led.headers.get('location') ?? '', rig.url));
    expect([file.headers.get('content-type'), Buffer.from(await file.arrayBuffer())]).toEqual(['image/png', content]);
    expect((await fetch(`${rig.url}${path}`, { redirect: 'manual' })).status).toBe(401);
  });

  test('can be sent from the page', async () => {
    const form = new FormData();
    form.set('from', '+16135550171');
    form.set('body', 'see this');
    form.set('picture', new Blob([new Uint8Array(content)], { type: 'image/png' }), 'shot.png');
    const response = await fetch(`${rig.url}/page/texts`, { method: 'POST', body: form, redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(webhooksFrom('+16135550171').at(-1)).toMatchObject({ Body: 'see this', NumMedia: '1' });
  });
});

describe('a long text', () => {
  test('can arrive in marked pieces, the last first', async () => {
    await text('+16135550172', 'a'.repeat(300), { parts: { marked: true, reversed: true } });
    expect(
      webhooksFrom('+16135550172')
        .map(({ Body = '' }) => Body.slice(0, 5))
        .toSorted(),
    ).toEqual(['(1/3)', '(2/3)', '(3/3)']);
  });
});

describe('a lost webhook', () => {
  test('leaves the text in the list, and nothing comes', async () => {
    await rig.api('/api/faults', { kind: 'webhooks', to: '+16135550173', lose: true });
    const { body } = await text('+16135550173', 'lost');
    expect(webhooksFrom('+16135550173')).toEqual([]);
    const listed = await rig.client().messages.list({ to: HOTLINE, from: '+16135550173' });
    expect(listed.map(({ sid, direction }) => [sid, direction])).toEqual([[body.sid, 'inbound']]);
  });
});
