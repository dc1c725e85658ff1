import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PushedMessage {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A browser and its push service, on this machine: it has its own keys, and keeps what is sent to it. */
export class PushBrowser {
  readonly arrived: PushedMessage[] = [];
  /** What the push service answers; 0: nothing at all. */
  status = 201;
  private readonly key = createECDH('prime256v1');
  private readonly auth = randomBytes(16);

  private constructor(private readonly service: Server) {
    this.key.generateKeys();
  }

  static async start(): Promise<PushBrowser> {
    const service = createServer();
    const browser = new PushBrowser(service);
    service.on('request', (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { url: path = '', headers } = request;
        browser.arrived.push({ path, headers, body: Buffer.concat(parts) });
        const { status } = browser;
        if (status === 0) return;
        response.writeHead(status, status === 307 ? { location: `${browser.origin}/elsewhere` } : {}).end();
      });
    });
    await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
    return browser;
  }

  close(): void {
    this.service.closeAllConnections();
    this.service.close();
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.service.address() as AddressInfo).port}`;
  }

  /** What the browser tells the hotline of itself (`PushSubscription.toJSON()`). */
  subscription(path = '/push'): {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  } {
    const keys = { p256dh: this.key.getPublicKey('base64url'), auth: this.auth.toString('base64url') };
    return { endpoint: `${this.origin}${path}`, keys };
  }

  /** What it makes of a message (RFC 8188 and RFC 8291), written out so that it is not checked by the code that made it. */
  open({ body }: PushedMessage): unknown {
    const [salt, keyLength] = [body.subarray(0, 16), body[20] ?? 0];
    const sender = body.subarray(21, 21 + keyLength);
    const sealed = body.subarray(21 + keyLength);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.key.getPublicKey(), sender]);
    const secret = Buffer.from(hkdfSync('sha256', this.key.computeSecret(sender), this.auth, info, 32));
    const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
    const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
  }
}
