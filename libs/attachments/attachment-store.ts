import type { Readable } from 'node:stream';

/** Bytes of a known length, or bytes as they come. */
export type Content = Buffer | AsyncIterable<Uint8Array>;

export interface Kept {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

export type PutOutcome =
  | (Kept & { readonly outcome: 'kept' })
  /** More than was allowed; nothing is kept. `seen`: how much was looked at before giving up. */
  | { readonly outcome: 'too-large'; readonly seen: number }
  /** The store does not work; the hash is known all the same, so that a repetition can be recognised. */
  | (Kept & { readonly outcome: 'not-stored'; readonly error: unknown });

/**
 * Keeps bytes under their own SHA-256: the same bytes are kept once, whoever sends them and how often. What `put` has
 * answered `kept` for has reached the disk (or the bucket) and stays until it is removed as an orphan.
 */
export abstract class AttachmentStore {
  /** Safe to call for the same bytes at once. Reads a stream to its end, or a mebibyte beyond `most` bytes. */
  abstract put(content: Content, most: number): Promise<PutOutcome>;

  /** Null when nothing is kept under this hash. */
  abstract get(sha256: string): Promise<Readable | null>;

  abstract has(sha256: string): Promise<boolean>;

  /** Everything that was last put before an instant, in no order. */
  abstract listOlder(than: Date): AsyncIterable<string>;

  /**
   * Removes what nobody refers to, unless it has been put again since `than`. Only for bytes that no row names; an id in a
   * row must never be handed in here.
   */
  abstract removeOrphan(sha256: string, than: Date): Promise<boolean>;
}

const hashPattern = /^[0-9a-f]{64}$/;

/** Where bytes are kept below the store's root. Throws for what is no hash: a path must never come from elsewhere. */
export function placeOf(sha256: string): { readonly folders: readonly [string, string]; readonly file: string } {
  if (!hashPattern.test(sha256)) throw new Error('not a SHA-256');
  return { folders: [sha256.slice(0, 2), sha256.slice(2, 4)], file: sha256 };
}

export const isHash = (text: string): boolean => hashPattern.test(text);
