import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { NewReport } from '#contracts';
import type { Verdict } from '#domain';
import { type Receipt, ReceiveReport } from '../receive-report.js';
import { JudgeReport } from './judge-report.js';

export interface FormArrival {
  readonly report: NewReport;
  /** The form exactly as the browser sent it. */
  readonly raw: Buffer;
  readonly nonce: string;
}

export interface TakenReport {
  readonly reportId: string;
  readonly reference: string;
  readonly receiptCode: string;
  readonly receivedAt: Date;
  readonly verdict: Verdict | null;
}

export const formMediaType = 'application/x-www-form-urlencoded';
type Stored = Extract<Receipt, { readonly reference: string }>;

/** Stores what the form and the API bring, and says what the rules make of it. Throws when it is not stored. */
@Injectable()
export class TakeReport {
  constructor(
    @Inject(ReceiveReport) private readonly receiver: ReceiveReport,
    @Inject(JudgeReport) private readonly judge: JudgeReport,
  ) {}

  /**
   * A form that is sent twice is one report. One that was edited in between (the back button) is a report of its own that
   * follows the first: only its sender's browser knows the nonce, and nothing of what was written is thrown away.
   */
  async fromForm({ report, raw, nonce }: FormArrival): Promise<TakenReport> {
    return this.judged(report, 'web', await this.storeForm(raw, nonce, report.language, null));
  }

  /** What somebody who has proven to hold the receipt adds to a report through the follow-up page. */
  async messageFromForm(raw: Buffer, nonce: string, language: 'en' | 'fr', followsReportId: string): Promise<Stored> {
    return this.storeForm(raw, `${nonce}.${followsReportId}`, language, followsReportId);
  }

  /** Null when the key was used before for another body. */
  async fromApi(report: NewReport, raw: Buffer, key: string): Promise<TakenReport | null> {
    const receipt = await this.storeJson(raw, key, report.language, null);
    return receipt === null ? null : this.judged(report, 'api', receipt);
  }

  /** Null when the key was used before for another message. A key of reports holds no space, so the two never meet. */
  async messageFromApi(
    raw: Buffer,
    key: string,
    language: 'en' | 'fr',
    followsReportId: string,
  ): Promise<Stored | null> {
    return this.storeJson(raw, `${followsReportId} ${key}`, language, followsReportId);
  }

  private async storeForm(
    raw: Buffer,
    nonce: string,
    language: 'en' | 'fr',
    followsReportId: string | null,
  ): Promise<Stored> {
    const arrival = { channel: 'web', mediaType: formMediaType, sender: null, raw, language } as const;
    const first = await this.receiver.receive({ ...arrival, externalId: nonce, followsReportId });
    if (first.outcome !== 'conflict') return first;
    const edition = createHash('sha256').update(raw).digest('hex').slice(0, 32);
    const second = await this.receiver.receive({
      ...arrival,
      externalId: `${nonce}.${edition}`,
      followsReportId: followsReportId ?? first.reportId,
    });
    if (second.outcome === 'conflict') throw new Error('two contents have one hash');
    return second;
  }

  private async storeJson(
    raw: Buffer,
    externalId: string,
    language: 'en' | 'fr',
    followsReportId: string | null,
  ): Promise<Stored | null> {
    const receipt = await this.receiver.receive({
      channel: 'api',
      mediaType: 'application/json',
      sender: null,
      externalId,
      raw,
      language,
      followsReportId,
    });
    return receipt.outcome === 'conflict' ? null : receipt;
  }

  private async judged(report: NewReport, channel: 'web' | 'api', receipt: Stored): Promise<TakenReport> {
    const { reportId, reference, receiptCode, receivedAt } = receipt;
    return {
      reportId,
      reference,
      receiptCode,
      receivedAt,
      verdict: await this.judge.judge(report, channel, receivedAt),
    };
  }
}
