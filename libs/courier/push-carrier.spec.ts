import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from './courier.js';
import { isPublicAddress, postPublicly, publicUrl } from './post-publicly.js';
import { PushCarrier } from './push-carrier.js';

interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

let service: Server;
let origin: string;
let status = 201;
const arrived: Arrived[] = [];

beforeAll(async () => {
  service = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      arrived.push({ headers: request.headers, body: Buffer.concat(parts) });
      if (status === 0) return;
      response.writeHead(status, status === 307 ? { location: `${origin}/elsewhere` } : {}).end();
    });
  });
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
afterAll(() => {
  service.closeAllConnections();
  service.close();
});
beforeEach(() => {
  arrived.length = 0;
  status = 201;
});

const ours = createECDH('prime256v1');
ours.generateKeys();
const vapid = { publicKey: ours.getPublicKey('base64url'), privateKey: ours.getPrivateKey('base64url') };
const browser = createECDH('prime256v1');
browser.generateKeys();
const auth = randomBytes(16);

const carrier = (timeoutMs = 2_000, allowsLoopback = true) =>
  new PushCarrier({ ...vapid, subject: 'mailto:help@vigil.example', allowsLoopback }, timeoutMs);

const envelope = (more: Partial<Envelope> = {}): Envelope => ({
  deliveryId: '0e7f5b1e-6c1f-4a51-9d5e-2f2f3b0c8a11',
  channel: 'push',
  address: `${origin}/push/abc`,
  pushKeys: { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') },
  subject: 'CRITIQUE : Courriel piraté',
  body: 'K7Q4-MPX. Touchez pour répondre.\nhttps://hotline.example/ack/x',
  inReplyTo: null,
  ...more,
});

/** What the browser makes of it (RFC 8188 and RFC 8291), written out so that it is not checked by the code that made it. */
function opened(body: Buffer): unknown {
  const [salt, keyLength] = [body.subarray(0, 16), body[20] ?? 0];
  const sender = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', browser.computeSecret(sender), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
}

describe('A page to a browser', () => {
  it('can be read by the browser alone, and says what to show and where a tap leads', async () => {
    expect(await carrier().send(envelope())).toEqual({ outcome: 'accepted', providerId: null });
    expect(opened(arrived[0]?.body ?? Buffer.alloc(0))).toEqual({
      title: 'CRITIQUE : Courriel piraté',
      text: 'K7Q4-MPX. Touchez pour répondre.',
      url: 'https://hotline.example/ack/x',
    });
    expect(arrived[0]?.body.includes('K7Q4')).toBe(false);
  });

  it('is urgent, kept for ten minutes, and signed for this push service by the key that the browser knows', async () => {
    await carrier().send(envelope());
    const headers = arrived[0]?.headers ?? {};
    expect(headers).toMatchObject({ ttl: '600', urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(headers['topic']).toMatch(/^[\w-]{1,32}$/);
    const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
    expect(key).toBe(vapid.publicKey);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const told = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    expect(told).toMatchObject({ aud: origin, sub: 'mailto:help@vigil.example' });
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
    status = answered;
    expect(await carrier().send(envelope())).toEqual(outcome);
    // No redirection is followed.
    expect(arrived).toHaveLength(1);
  });

  it('is tried again when nobody answers, or nobody is there', async () => {
    status = 0;
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
