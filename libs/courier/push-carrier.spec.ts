import { createECDH, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PushBrowser } from '#testing';
import type { Envelope } from './courier.js';
import { isPublicAddress, postPublicly, publicUrl } from './post-publicly.js';
import { PushCarrier } from './push-carrier.js';

let browser: PushBrowser;

beforeAll(async () => {
  browser = await PushBrowser.start();
});
afterAll(() => browser.close());
beforeEach(() => {
  browser.arrived.length = 0;
  browser.status = 201;
});

const ours = createECDH('prime256v1');
ours.generateKeys();
const vapid = { publicKey: ours.getPublicKey('base64url'), privateKey: ours.getPrivateKey('base64url') };

const carrier = (timeoutMs = 2_000, allowsLoopback = true) =>
  new PushCarrier({ ...vapid, subject: 'mailto:help@vigil.example', allowsLoopback }, timeoutMs);

const envelope = (more: Partial<Envelope> = {}): Envelope => ({
  deliveryId: '0e7f5b1e-6c1f-4a51-9d5e-2f2f3b0c8a11',
  channel: 'push',
  address: browser.subscription().endpoint,
  pushKeys: browser.subscription().keys,
  subject: 'CRITIQUE : Courriel piraté',
  body: 'K7Q4-MPX. Touchez pour répondre.\nhttps://hotline.example/ack/x',
  shownUrl: 'https://hotline.example/ack/shown/y',
  inReplyTo: null,
  ...more,
});

describe('A page to a browser', () => {
  it('can be read by the browser alone, and says what to show, where a tap leads, and where to tell that it was shown', async () => {
    expect(await carrier().send(envelope())).toEqual({ outcome: 'accepted', providerId: null });
    const [pushed] = browser.arrived;
    expect(pushed && browser.open(pushed)).toEqual({
      title: 'CRITIQUE : Courriel piraté',
      text: 'K7Q4-MPX. Touchez pour répondre.',
      url: 'https://hotline.example/ack/x',
      shownUrl: 'https://hotline.example/ack/shown/y',
    });
    expect(pushed?.body.includes('K7Q4')).toBe(false);
  });

  it('is urgent, kept for ten minutes, and signed for this push service by the key that the browser knows', async () => {
    await carrier().send(envelope());
    const headers = browser.arrived[0]?.headers ?? {};
    expect(headers).toMatchObject({ ttl: '600', urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(headers['topic']).toMatch(/^[\w-]{1,32}$/);
    const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
    expect(key).toBe(vapid.publicKey);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const told = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    expect(told).toMatchObject({ aud: browser.origin, sub: 'mailto:help@vigil.example' });
    const point = ours.getPublicKey();
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const jwk = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' } as never);
    const signed = { key: jwk, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it.each([
    [404, { outcome: 'failed', reason: 'address-refused', code: '404' }],
    [410, { outcome: 'failed', reason: 'address-refused', code: '410' }],
    [413, { outcome: 'failed', reason: 'content-refused', code: '413' }],
    [403, { outcome: 'failed', reason: 'not-authorized', code: '403' }],
    [429, { outcome: 'retry', reason: 'busy', code: '429' }],
    [503, { outcome: 'retry', reason: 'busy', code: '503' }],
    [307, { outcome: 'failed', reason: 'refused', code: '307' }],
  ] as const)('that is answered %i: %o', async (answered, outcome) => {
    browser.status = answered;
    expect(await carrier().send(envelope())).toEqual(outcome);
    // No redirection is followed.
    expect(browser.arrived).toHaveLength(1);
  });

  it('is tried again when nobody answers, or nobody is there', async () => {
    browser.status = 0;
    expect(await carrier(200).send(envelope())).toEqual({ outcome: 'retry', reason: 'timeout' });
    const nobody = envelope({ address: 'http://127.0.0.1:1/x' });
    expect(await carrier().send(nobody)).toEqual({ outcome: 'retry', reason: 'unreachable' });
  });

  it.each([
    'http://127.0.0.1/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://localhost/x',
    'https://10.0.0.7/x',
    'https://push.example:8443/x',
    'https://user:word@push.example/x',
    'http://push.example/x',
    'file:///etc/passwd',
    'push.example',
  ])('never goes to %s', async (address) => {
    expect(publicUrl(address, { allowsLoopback: false })).toBeNull();
    expect(await carrier(500, false).send(envelope({ address }))).toEqual({
      outcome: 'failed',
      reason: 'address-refused',
    });
  });

  it('never goes to a name that leads to a machine of ours', async () => {
    const url = new URL('https://localhost/x');
    const posted = postPublicly({ url, headers: {}, body: '', timeoutMs: 2_000, allowsLoopback: false });
    await expect(posted).rejects.toMatchObject({ code: 'not-public' });
  });

  it.each([
    ['8.8.8.8', true],
    ['2606:4700::1', true],
    ['0.0.0.0', false],
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['172.31.0.1', false],
    ['192.168.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::ffff:8.8.8.8', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['2002:7f00:1::', false],
    ['nonsense', false],
  ])('%s is public: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});
