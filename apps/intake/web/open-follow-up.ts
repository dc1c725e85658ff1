import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { normalizeReceiptCode, parseReference, renewalsPerReport, validCodes } from '#domain';
import { receiptCodeOf, Secrets } from '#service';
import { Clock, Database } from '#store';
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
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(GuessLimit) private readonly limit: GuessLimit,
  ) {}

  async open(referenceText: string, codeText: string, address: string): Promise<Opening> {
    const parsed = parseReference(referenceText);
    const reference = parsed.outcome === 'valid' ? parsed.reference : 'none';
    const waitSeconds = await this.limit.begin(address, reference);
    if (waitSeconds !== null) return { outcome: 'too-many', waitSeconds };
    const rows: { id: string; renewals: readonly { number: number; used: boolean }[] | null }[] =
      await this.database.source.query(
        `SELECT r.id, (SELECT json_agg(json_build_object('number', n.number, 'used', n.used_at IS NOT NULL))
           FROM receipt_renewal n WHERE n.report_id = r.id) AS renewals FROM report r WHERE r.reference = $1`,
        [reference],
      );
    const reportId = rows[0]?.id ?? nobody;
    const number = this.numberOf(reportId, normalizeReceiptCode(codeText) ?? '');
    if (number === null || reportId === nobody || !validCodes(rows[0]?.renewals ?? []).includes(number))
      return { outcome: 'refused' };
    // From now on those before it open nothing.
    if (number > 0)
      await this.database.source.query(
        'UPDATE receipt_renewal SET used_at = $3 WHERE report_id = $1 AND number = $2 AND used_at IS NULL',
        [reportId, number, this.clock.now()],
      );
    await this.limit.forgive(address, reference);
    return { outcome: 'open', reportId };
  }

  /** Which of a report's codes it is. All that there can be are compared, however many there are. */
  private numberOf(reportId: string, typed: string): number | null {
    let found: number | null = null;
    for (let number = 0; number <= renewalsPerReport; number += 1)
      if (sameText(receiptCodeOf(this.secrets, reportId, number), typed)) found = number;
    return found;
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time wherever the two begin to differ. */
function sameText(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}
