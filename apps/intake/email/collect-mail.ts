import type { Readable } from 'node:stream';
import type { ByteBudget } from './byte-budget.js';
import type { MailLimits } from './mail-limits.js';
import { refusals } from './smtp-refusal.js';

export interface CollectedMail {
  readonly raw: Buffer;
  readonly truncated: boolean;
  /** Gives the bytes back to the budget; to be called once the mail is stored or given up. */
  release(): void;
}

/**
 * Reads a mail to its end and keeps what the limits allow. Rejects with a refusal when there is no room for it or it is too
 * long, and with the stream's error when the sender goes away; nothing is held then.
 */
export async function collectMail(stream: Readable, limits: MailLimits, budget: ByteBudget): Promise<CollectedMail> {
  let chunks: Buffer[] = [];
  let kept = 0;
  let length = 0;
  let isOutOfRoom = false;
  const release = () => {
    budget.give(kept);
    kept = 0;
    chunks = [];
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limits.read) throw refusals.tooLarge(Math.floor(limits.read / (1024 * 1024)));
      const wanted = chunk.subarray(0, limits.kept - kept);
      if (isOutOfRoom || wanted.length === 0) continue;
      if (budget.take(wanted.length)) {
        chunks.push(wanted);
        kept += wanted.length;
      } else {
        // The rest is read all the same: only then will the sender read the answer.
        isOutOfRoom = true;
        release();
      }
    }
    if (isOutOfRoom) throw refusals.busy();
  } catch (error) {
    release();
    throw error;
  }
  const raw = Buffer.concat(chunks);
  chunks = [];
  return { raw, truncated: length > raw.length, release };
}
