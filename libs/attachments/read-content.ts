import { createHash } from 'node:crypto';
import type { AttachmentStore } from './attachment-store.js';

/** The bytes under a hash, whole and proven to be what was put. Null when there are none. Throws when they were changed. */
export async function readContent(store: AttachmentStore, sha256: string, most: number): Promise<Buffer | null> {
  const stream = await store.get(sha256);
  if (stream === null) return null;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > most) throw new Error('kept bytes are longer than what was put');
    pieces.push(piece);
  }
  const bytes = Buffer.concat(pieces);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('kept bytes are not what was put');
  return bytes;
}
