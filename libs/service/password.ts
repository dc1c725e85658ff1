import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Turns } from '#attachments';

const scryptAsync = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** Powers of two for scrypt’s N. */
const costs = {
  /** OWASP's minimum (Password Storage Cheat Sheet): N = 2^17, r = 8, p = 1. For what people think of. */
  chosen: 17,
  /** `makePassword` makes 99 random bits, which nobody guesses at any price; the first start makes one for everybody. */
  made: 12,
} as const;

/** A hash tells its own cost, so that this one can be raised without locking anybody out. */
export async function hashPassword(password: string, origin: keyof typeof costs): Promise<string> {
  const salt = randomBytes(16);
  const cost = costs[origin];
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/**
 * False for a wrong password and for an account without one. Takes the same time whatever the account: a cheap hash and a
 * missing one are checked beside a dear one.
 */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const { cost, salt, hash } = parse(stored ?? '');
  const [derived] = await Promise.all([
    derive(password, salt, cost),
    cost === costs.chosen ? null : derive(password, salt, costs.chosen),
  ]);
  return hash.length === derived.length && timingSafeEqual(hash, derived);
}

/** Twenty characters that can be read aloud, about 99 bits. */
export function makePassword(): string {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
  const letters = [...randomBytes(40)].filter((byte) => byte < 248).map((byte) => alphabet[byte % 31]);
  return letters
    .slice(0, 20)
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-');
}

/**
 * So many are derived at once, and the others wait for their turn here: each takes a thread of the few that names are looked up
 * and files are read with too, and guesses by the dozen must not keep those waiting.
 */
const turns = new Turns(2);

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return turns.take(() =>
    scryptAsync(password.normalize('NFKC'), salt, 32, { N: 2 ** cost, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }),
  );
}

/** The first hashes told no cost: theirs is that of a chosen password. */
function parse(stored: string): { readonly cost: number; readonly salt: Buffer; readonly hash: Buffer } {
  const parts = stored.split('$').slice(1);
  const [salt = '', hash = ''] = parts.slice(-2);
  const cost = parts.length === 3 ? Number(parts[0]) : costs.chosen;
  return { cost, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') };
}
