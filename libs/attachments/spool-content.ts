import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from './attachment-store.js';

export interface Spooled {
  readonly outcome: 'spooled';
  /** A file of its own that the caller moves or removes. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** How far beyond the bound a stream is read before it is given up, in bytes. */
const patience = 1024 * 1024;

/** Writes content to a file of its own in the folder, on the disk when this resolves, and hashes it on the way. */
export async function spoolContent(
  content: Content,
  folder: string,
  most: number,
): Promise<Spooled | { readonly outcome: 'too-large'; readonly seen: number }> {
  const path = join(folder, `${randomUUID()}.part`);
  const hash = createHash('sha256');
  const handle = await open(path, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
      size += chunk.length;
      if (size > most + patience) break;
      if (size > most) continue;
      hash.update(chunk);
      // A short write is the caller's to repeat: writeFile on a handle does so.
      await handle.writeFile(chunk);
    }
    if (size <= most) await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
  await handle.close();
  if (size <= most) return { outcome: 'spooled', path, sha256: hash.digest('hex'), size };
  await rm(path, { force: true });
  return { outcome: 'too-large', seen: size };
}
