import { Inject, Injectable } from '@nestjs/common';
import { Secrets } from '#service';
import { type Arrival, type Receipt, ReceiveReport } from '../receive-report.js';
import { findFollowedReport, identifyMail } from './identify-mail.js';

export interface ArrivedMail {
  /** Exactly what was sent between DATA and the final dot, or its beginning. */
  readonly raw: Buffer;
  readonly truncated: boolean;
  /** The envelope's sender; null for an empty one. */
  readonly sender: string | null;
  readonly recipients: readonly string[];
}

/** Longest address of an envelope (RFC 5321, 4.5.3.1). */
const longestAddress = 320;

/** Stores a mail as a report, whoever or whatever sent it: whether it is answered is decided later. Throws when it is not stored. */
@Injectable()
export class ReceiveMail {
  constructor(
    @Inject(ReceiveReport) private readonly receiveReport: ReceiveReport,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  async receive({ raw, truncated, sender, recipients }: ArrivedMail): Promise<Receipt> {
    const arrival: Arrival = {
      channel: 'email',
      externalId: identifyMail(raw),
      raw,
      mediaType: 'message/rfc822',
      truncated,
      sender: sender === null ? null : sender.replace(/\p{Cc}/gu, '').slice(0, longestAddress),
      language: null,
      followsReportId: findFollowedReport(this.secrets, recipients, raw),
    };
    try {
      return await this.receiveReport.receive(arrival);
    } catch (error) {
      // A genuine token of a report that is not in this store (it was restored from a backup): better alone than not at all.
      if ((error as { code?: unknown }).code !== '23503') throw error;
      return await this.receiveReport.receive({ ...arrival, followsReportId: null });
    }
  }
}
