import { readMailHere } from './read-mail-here.js';
import { ReaderPool, runsFromSource } from './reader-pool.js';
import type { ReadMail, ReadMailOptions } from './reading.js';

let pool: ReaderPool | null = null;

/**
 * Reads a message within limits of time and memory (see `ReaderPool`). Never rejects. One pool serves the process; it opens
 * with the first message. From the source, as tests run, there is no compiled worker to rely on: the message is read here.
 */
export function readMail(raw: Buffer, options: ReadMailOptions = {}): Promise<ReadMail> {
  if (runsFromSource) return readMailHere(raw, options);
  pool ??= new ReaderPool();
  return pool.read(raw, options);
}

/** Ends the threads of the process's pool; a message read later opens another. */
export async function closeMailReaders(): Promise<void> {
  const closing = pool;
  pool = null;
  await closing?.close();
}
