import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** What a keyed value is for; the same text signed for two purposes gives two values. */
export type Purpose =
  | 'receipt-code'
  | 'verification-code'
  | 'method-code'
  | 'acknowledge-link'
  | 'mail-thread'
  | 'kept-file'
  | 'take-over-link';

/** The deployment's own keys, made at the first start and shared by its processes through the database. */
export class Secrets {
  constructor(
    private readonly key: string,
    readonly carrierToken: string,
    readonly carrierAccount: string,
  ) {}

  /** HMAC-SHA-256 (RFC 2104) of a text for one purpose, 32 bytes. */
  sign(purpose: Purpose, text: string): Buffer {
    return createHmac('sha256', this.key).update(`${purpose}\n${text}`).digest();
  }

  /** Compares in constant time with the first bytes of the signature that should be there. */
  verify(purpose: Purpose, text: string, claimed: Buffer): boolean {
    const expected = this.sign(purpose, text).subarray(0, claimed.length);
    return claimed.length >= 10 && timingSafeEqual(expected, claimed);
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
  };
  await source.query(
    `INSERT INTO service_secret (name, value, created_at)
     SELECT name, value, now() FROM unnest($1::text[], $2::text[]) AS made (name, value) ON CONFLICT (name) DO NOTHING`,
    [
      ['hmac-key', 'carrier-token', 'carrier-account'],
      [made.key, made.carrier, made.account],
    ],
  );
  const rows: { name: string; value: string }[] = await source.query('SELECT name, value FROM service_secret');
  const value = (name: string) => rows.find((row) => row.name === name)?.value ?? '';
  return new Secrets(
    value('hmac-key'),
    given.authToken ?? value('carrier-token'),
    given.accountSid ?? value('carrier-account'),
  );
}
