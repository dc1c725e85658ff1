import { createECDH, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** What a keyed value is for; the same text signed for two purposes gives two values. */
export type Purpose =
  | 'receipt-code'
  | 'caller-phrase'
  | 'verification-code'
  | 'method-code'
  | 'acknowledge-link'
  | 'push-shown'
  | 'mail-thread'
  | 'kept-file'
  | 'take-over-link'
  | 'webhook-key';

/** Bytes of the signature in a token: 128 bits. */
const tokenMacBytes = 16;

export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The deployment's own keys, made at the first start and shared by its processes through the database. */
export class Secrets {
  constructor(
    private readonly key: string,
    readonly carrierToken: string,
    readonly carrierAccount: string,
    /** Who the hotline is to the push services of browsers (VAPID, RFC 8292): a key pair on P-256, in base64url. */
    readonly vapid: VapidKeys,
  ) {}

  /** HMAC-SHA-256 (RFC 2104) of a text for one purpose, 32 bytes. */
  sign(purpose: Purpose, text: string): Buffer {
    return createHmac('sha256', this.key).update(`${purpose}\n${text}`).digest();
  }

  /** What outside services check our calls with, in hexadecimal. */
  get webhookKey(): string {
    return this.sign('webhook-key', '').toString('hex');
  }

  /** HMAC-SHA-256 of a call's instant and body with that key, in hexadecimal. */
  webhookSignature(text: string): string {
    return createHmac('sha256', this.webhookKey).update(text).digest('hex');
  }

  /** Compares in constant time with the first bytes of the signature that should be there. */
  verify(purpose: Purpose, text: string, claimed: Buffer): boolean {
    const expected = this.sign(purpose, text).subarray(0, claimed.length);
    return claimed.length >= 10 && timingSafeEqual(expected, claimed);
  }

  /** `<id>.<signature>`: part of an address that speaks for one thing and one purpose, and that nobody can make up. */
  token(purpose: Purpose, id: string): string {
    return `${id}.${this.sign(purpose, id).subarray(0, tokenMacBytes).toString('base64url')}`;
  }

  /** The id that a token names, if it is one of ours for this purpose. */
  idOf(purpose: Purpose, token: string): string | null {
    const [, id = '', mac = ''] = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([\w-]{22})$/.exec(token) ?? [];
    const claimed = Buffer.from(mac, 'base64url');
    return claimed.length === tokenMacBytes && this.verify(purpose, id, claimed) ? id : null;
  }
}

/** Reads the keys, making those that are not there yet; of two processes that make one at once, one wins for both. */
export async function loadSecrets(
  source: DataSource,
  given: { readonly accountSid: string | null; readonly authToken: string | null },
): Promise<Secrets> {
  const made = {
    key: randomBytes(32).toString('hex'),
    carrier: randomBytes(16).toString('hex'),
    account: `AC${randomBytes(16).toString('hex')}`,
    vapid: makeVapidKeys(),
  };
  await source.query(
    `INSERT INTO service_secret (name, value, created_at)
     SELECT name, value, now() FROM unnest($1::text[], $2::text[]) AS made (name, value) ON CONFLICT (name) DO NOTHING`,
    [
      ['hmac-key', 'carrier-token', 'carrier-account', 'vapid-keys'],
      // Both halves in one row: of two processes that make them at once, one makes the pair.
      [made.key, made.carrier, made.account, `${made.vapid.publicKey} ${made.vapid.privateKey}`],
    ],
  );
  const rows: { name: string; value: string }[] = await source.query('SELECT name, value FROM service_secret');
  const value = (name: string) => rows.find((row) => row.name === name)?.value ?? '';
  const [publicKey = '', privateKey = ''] = value('vapid-keys').split(' ');
  return new Secrets(
    value('hmac-key'),
    given.authToken ?? value('carrier-token'),
    given.accountSid ?? value('carrier-account'),
    { publicKey, privateKey },
  );
}

function makeVapidKeys(): VapidKeys {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  // A scalar may begin with zeros, which are left out.
  const scalar = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
  return { publicKey: pair.getPublicKey('base64url'), privateKey: scalar.toString('base64url') };
}
