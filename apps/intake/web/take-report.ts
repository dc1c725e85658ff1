import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { NewReport } from '#contracts';
import type { ReporterTurn, Verdict } from '#domain';
import { KeepAttachments, noFiles, type PreparedFiles } from '#service';
import type { Arrival } from '../arrival.js';
import { type Receipt, ReceiveReport } from '../receive-report.js';
import { JudgeReport } from './judge-report.js';
import { recordTurn } from './record-turn.js';

export interface FormArrival {
  readonly report: NewReport;
  /** The form as the browser sent it, with a line for each file. */
  readonly raw: Buffer;
  readonly nonce: string;
  readonly files: PreparedFiles;
  /** Where it came from, as `networkOf` names it; null where that says nothing. */
  readonly network: string | null;
}

export interface SentMessage {
  readonly raw: Buffer;
  readonly nonce: string;
  readonly language: 'en' | 'fr';
  readonly files: PreparedFiles;
  readonly network: string | null;
  /** Said with a button. */
  readonly turn?: ReporterTurn;
}

export interface TakenReport {
  readonly reportId: string;
  /** The first of the reports that this one continues: what was said to its sender holds for this one too. */
  readonly firstReportId: string;
  readonly reference: string;
  readonly receiptCode: string;
  readonly receivedAt: Date;
  readonly verdict: Verdict | null;
  /** It was not here before: this is no repetition. */
  readonly isNew: boolean;
  /** One of very many: it is read after those that came before the many. */
  readonly isReadLater: boolean;
}

export const formMediaType = 'application/x-www-form-urlencoded';
type Stored = Extract<Receipt, { readonly reference: string }> & { readonly follows?: string };

/** Stores what the form and the API bring, and says what the rules make of it. Throws when it is not stored. */
@Injectable()
export class TakeReport {
  constructor(
    @Inject(ReceiveReport) private readonly receiver: ReceiveReport,
    @Inject(JudgeReport) private readonly judge: JudgeReport,
    @Inject(KeepAttachments) private readonly attachments: KeepAttachments,
  ) {}

  /**
   * A form that is sent twice is one report. One that was edited in between (the back button) is a report of its own that
   * follows the first: only its sender's browser knows the nonce, and nothing of what was written is thrown away.
   */
  async fromForm({ report, raw, nonce, files, network }: FormArrival): Promise<TakenReport> {
    return this.judged(
      report,
      'web',
      await this.storeForm({ raw, nonce, files, network, language: report.language }, null),
    );
  }

  /** What somebody who has proven to hold the receipt adds to a report through the follow-up page. */
  async messageFromForm(form: SentMessage, followsReportId: string): Promise<Stored> {
    return this.storeForm({ ...form, nonce: `${form.nonce}.${followsReportId}` }, followsReportId);
  }

  /** Null when the key was used before for another body. */
  async fromApi(report: NewReport, raw: Buffer, key: string, network: string | null): Promise<TakenReport | null> {
    const receipt = await this.storeJson(raw, {
      externalId: key,
      language: report.language,
      followsReportId: null,
      network,
    });
    return receipt === null ? null : this.judged(report, 'api', receipt);
  }

  /** Null when the key was used before for another message. A key of reports holds no space, so the two never meet. */
  async messageFromApi(
    raw: Buffer,
    { key, turn, ...message }: Pick<SentMessage, 'language' | 'network' | 'turn'> & { readonly key: string },
    followsReportId: string,
    files: PreparedFiles = noFiles,
  ): Promise<Stored | null> {
    return this.storeJson(raw, { ...message, externalId: `${followsReportId} ${key}`, followsReportId }, files, turn);
  }

  private async storeForm(
    { raw, nonce, language, files, network, turn }: SentMessage,
    followsReportId: string | null,
  ): Promise<Stored> {
    const form = { channel: 'web', mediaType: formMediaType, sender: null, network, raw, language } as const;
    const arrival = { ...form, attach: this.attaching(files, turn, followsReportId) };
    const first = await this.receiver.receive({ ...arrival, externalId: nonce, followsReportId });
    if (first.outcome !== 'conflict') return first;
    const edition = createHash('sha256').update(raw).digest('hex').slice(0, 32);
    const second = await this.receiver.receive({
      ...arrival,
      externalId: `${nonce}.${edition}`,
      followsReportId: followsReportId ?? first.reportId,
    });
    if (second.outcome === 'conflict') throw new Error('two contents have one hash');
    return { ...second, follows: first.reportId };
  }

  private async storeJson(
    raw: Buffer,
    arrival: Pick<Arrival, 'externalId' | 'language' | 'followsReportId' | 'network'>,
    files: PreparedFiles = noFiles,
    turn?: ReporterTurn,
  ): Promise<Stored | null> {
    const receipt = await this.receiver.receive({
      ...arrival,
      channel: 'api',
      mediaType: 'application/json',
      sender: null,
      raw,
      attach: this.attaching(files, turn, arrival.followsReportId),
    });
    return receipt.outcome === 'conflict' ? null : receipt;
  }

  private attaching(
    files: PreparedFiles,
    turn?: ReporterTurn,
    followsReportId?: string | null,
  ): NonNullable<Arrival['attach']> {
    return async (tx, messageId) => {
      await this.attachments.record(tx, messageId, 'web', files);
      if (turn !== undefined && typeof followsReportId === 'string')
        await recordTurn(tx, { turn, reportId: followsReportId, messageId });
    };
  }

  private async judged(report: NewReport, channel: 'web' | 'api', receipt: Stored): Promise<TakenReport> {
    const { reportId, reference, receiptCode, receivedAt } = receipt;
    return {
      reportId,
      firstReportId: receipt.follows ?? reportId,
      reference,
      receiptCode,
      receivedAt,
      isNew: receipt.outcome === 'received',
      // In a flood the first look is all there is time for: the steps are then those that fit every kind.
      verdict: receipt.lane === 'bulk' ? null : await this.judge.judge(report, channel, receivedAt),
      isReadLater: receipt.lane === 'bulk',
    };
  }
}
