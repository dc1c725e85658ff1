import { Inject, Injectable } from '@nestjs/common';
import { Secrets } from '#service';
import { Clock } from '#store';

/** How long a page may be worked on after the code was entered. */
const validFor = 12 * 3_600_000;

/**
 * Stands in a page for the receipt code that was entered on the one before, so that the code is neither asked for again nor
 * stored with what is sent from there. Opens one report, for half a day.
 */
@Injectable()
export class ReceiptProof {
  constructor(
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  issue(reportId: string): string {
    const claim = `${reportId}.${(this.clock.now().getTime() + validFor).toString(36)}`;
    return `${claim}.${this.secrets.sign('receipt-code', `page ${claim}`).toString('base64url')}`;
  }

  /** The report that the proof opens; null when it is forged or its time is over. */
  check(proof: string): string | null {
    const [, claim = '', reportId = '', until = '', signature = ''] =
      /^(([0-9a-f-]{36})\.([0-9a-z]{1,10}))\.([\w-]{43})$/.exec(proof) ?? [];
    const claimed = Buffer.from(signature, 'base64url');
    if (claimed.length !== 32 || !this.secrets.verify('receipt-code', `page ${claim}`, claimed)) return null;
    return Number.parseInt(until, 36) > this.clock.now().getTime() ? reportId : null;
  }
}
