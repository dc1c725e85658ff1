import { Inject, Injectable } from '@nestjs/common';
import type { Language, NewReport } from '#contracts';
import type { BilingualStep } from '#domain';
import { callerPhrase, firstOfThread, type LeftOutFile, type LeftOutReason, Secrets } from '#service';
import { Database } from '#store';
import { ReceiveReport } from '../receive-report.js';
import { JudgeReport } from './judge-report.js';
import { checkDraft, draftOf, readForm } from './read-report-form.js';

export interface ShownReceipt {
  readonly reference: string;
  /** Null once another was sent in its place and used: then it opens nothing any more. */
  readonly receiptCode: string | null;
  readonly receivedAt: Date;
  readonly callerPhrase: string;
  readonly steps: readonly BilingualStep[];
  /** What the form said; null where that is not what was sent. */
  readonly report: NewReport | null;
  readonly compromised: readonly string[];
  /** Names of the files that came with it. */
  readonly arrived: readonly string[];
  readonly leftOut: readonly LeftOutFile[];
  readonly isReadLater: boolean;
}

/** The receipt of a report from the form, once more: in the other language, for one. */
@Injectable()
export class ShowReceipt {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReceiveReport) private readonly receiver: ReceiveReport,
    @Inject(JudgeReport) private readonly judge: JudgeReport,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  async show(reportId: string, language: Language): Promise<ShownReceipt> {
    const rows: { reference: string; raw: Buffer; received_at: Date; lane: string; renewed: boolean }[] =
      await this.database.source.query(
        `SELECT reference, raw, received_at, lane,
           EXISTS (SELECT FROM receipt_renewal n WHERE n.report_id = report.id AND n.used_at IS NOT NULL) AS renewed
         FROM report WHERE id = $1`,
        [reportId],
      );
    const [row] = rows;
    if (row === undefined) throw new Error('the report of a receipt is gone');
    const check = checkDraft(draftOf(readForm(row.raw)), language);
    const report = check.outcome === 'complete' ? check.report : null;
    const verdict = report === null ? null : await this.judge.judge(report, 'web', row.received_at);
    return {
      reference: row.reference,
      receiptCode: row.renewed ? null : this.receiver.receiptCode(reportId),
      receivedAt: row.received_at,
      callerPhrase: await this.phrase(reportId, language),
      steps: this.judge.stepsFor(verdict),
      report,
      compromised: verdict?.compromisedAddresses ?? [],
      isReadLater: row.lane === 'bulk',
      ...(await this.files(reportId)),
    };
  }

  private async phrase(reportId: string, language: Language): Promise<string> {
    const first: { id: string }[] = await this.database.source.query(firstOfThread, [reportId]);
    return callerPhrase(this.secrets, first[0]?.id ?? reportId)[language];
  }

  /** What came through and what did not, as the timeline tells; a file that came on a second try is not missing. */
  private async files(reportId: string): Promise<Pick<ShownReceipt, 'arrived' | 'leftOut'>> {
    const kept: { name: string }[] = await this.database.source.query(
      `SELECT name FROM attachment WHERE report_id = $1 AND source = 'web' ORDER BY position`,
      [reportId],
    );
    const left: { name: string; why: LeftOutReason }[] = await this.database.source.query(
      `SELECT data ->> 'name' AS name, data ->> 'why' AS why FROM timeline_entry
       WHERE subject_id = $1 AND type = 'attachment.left-out' AND data ->> 'name' IS NOT NULL ORDER BY seq`,
      [reportId],
    );
    const arrived = kept.map(({ name }) => name);
    const missing = left.filter(({ name, why }) => why !== 'not-stored' || !arrived.includes(name));
    return { arrived, leftOut: missing.map(({ name, why }) => ({ name, why, size: null, sha256: null })) };
  }
}
