import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Wrong guesses within `span` seconds. A receipt code cannot be guessed anyway: this keeps trying from costing us. */
const span = 15 * 60;
const perAddress = 30;
const perReference = 10;
/** What one report can be told with a button within `span`. */
const turnsPerReport = 20;
/** As often somebody can say that a code is lost: by network address, for one reference, and all of them together. */
const lost = { perAddress: 8, perReference: 3, together: 300 } as const;
/** As often somebody can ask for answers somewhere else. */
const channelsPerAddress = 8;
/** As often its steps can be ticked or opened again: a list of ten, several times over. */
const ticksPerReport = 60;

/** Counts wrong guesses at a receipt code, by network address and by reference, in this process. */
@Injectable()
export class GuessLimit {
  private readonly addresses = new RateLimiterMemory({ points: perAddress, duration: span });
  private readonly references = new RateLimiterMemory({ points: perReference, duration: span });

  private readonly turns = new RateLimiterMemory({ points: turnsPerReport, duration: span });
  private readonly channels = new RateLimiterMemory({ points: channelsPerAddress, duration: span });
  private readonly lostByAddress = new RateLimiterMemory({ points: lost.perAddress, duration: span });
  private readonly lostByReference = new RateLimiterMemory({ points: lost.perReference, duration: span });
  private readonly lostTogether = new RateLimiterMemory({ points: lost.together, duration: span });
  private readonly ticks = new RateLimiterMemory({ points: ticksPerReport, duration: span });

  /** Counts what somebody who holds a receipt tells with a button. Seconds to wait, or null. */
  async beginTurn(reportId: string): Promise<number | null> {
    return take(this.turns, reportId);
  }

  /** Counts a wish for answers somewhere else, by network address: each sends codes out. */
  async beginChannel(address: string): Promise<number | null> {
    return take(this.channels, address);
  }

  /** Counts a lost code, whether there is such a report or not. */
  async beginLost(address: string, reference: string): Promise<number | null> {
    return (
      (await take(this.lostByAddress, address)) ??
      (await take(this.lostByReference, reference)) ??
      (await take(this.lostTogether, 'all'))
    );
  }

  async beginTick(reportId: string): Promise<number | null> {
    return take(this.ticks, reportId);
  }

  /** Counts one attempt before it is looked at, so that many at once do not slip through. Seconds to wait, or null. */
  async begin(address: string, reference: string): Promise<number | null> {
    return (await take(this.addresses, address)) ?? (await take(this.references, reference));
  }

  /** The attempt was right: it does not count. */
  async forgive(address: string, reference: string): Promise<void> {
    await Promise.all([this.addresses.reward(address, 1), this.references.reward(reference, 1)]);
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
