import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { normalizeReceiptCode, parseReference } from '#domain';
import { Database } from '#store';
import { ReceiveReport } from '../receive-report.js';
import { GuessLimit } from './guess-limit.js';

export type Opening =
  | { readonly outcome: 'open'; readonly reportId: string }
  /** Unknown reference or wrong code: which of the two is not told. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'too-many'; readonly waitSeconds: number };

/** No report has it: what an unknown reference is compared with, so that it takes as long as a known one. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Opens a report for whoever holds its reference and receipt code. */
@Injectable()
export class OpenFollowUp {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReceiveReport) private readonly receiver: ReceiveReport,
    @Inject(GuessLimit) private readonly limit: GuessLimit,
  ) {}

  async open(referenceText: string, codeText: string, address: string): Promise<Opening> {
    const parsed = parseReference(referenceText);
    const reference = parsed.outcome === 'valid' ? parsed.reference : 'none';
    const waitSeconds = await this.limit.begin(address, reference);
    if (waitSeconds !== null) return { outcome: 'too-many', waitSeconds };
    const rows: { id: string }[] = await this.database.source.query('SELECT id FROM report WHERE reference = $1', [
      reference,
    ]);
    const reportId = rows[0]?.id ?? nobody;
    const isRight = sameText(this.receiver.receiptCode(reportId), normalizeReceiptCode(codeText) ?? '');
    if (!isRight || reportId === nobody) return { outcome: 'refused' };
    await this.limit.forgive(address, reference);
    return { outcome: 'open', reportId };
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time wherever the two begin to differ. */
function sameText(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}
