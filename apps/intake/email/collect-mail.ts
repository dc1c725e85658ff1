import type { Readable } from 'node:stream';
import type { ByteBudget } from './byte-budget.js';
import { BytePile } from './byte-pile.js';
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
  const pile = new BytePile();
  let length = 0;
  let isOutOfRoom = false;
  const giveUp = () => {
    budget.give(pile.length);
    pile.clear();
  };
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > limits.read) throw refusals.tooLarge(Math.floor(limits.read / (1024 * 1024)));
      const wanted = piece.subarray(0, limits.kept - pile.length);
      if (isOutOfRoom || wanted.length === 0) continue;
      if (budget.take(wanted.length)) {
        pile.add(wanted);
      } else {
        // The rest is read all the same: only then will the sender read the answer.
        isOutOfRoom = true;
        giveUp();
      }
    }
    if (isOutOfRoom) throw refusals.busy();
  } catch (error) {
    giveUp();
    throw error;
  }
  const raw = pile.join();
  pile.clear();
  return { raw, truncated: length > raw.length, release: () => budget.give(raw.length) };
}
