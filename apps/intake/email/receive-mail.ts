import { Inject, Injectable } from '@nestjs/common';
import { Secrets, Settings } from '#service';
import { Database, type MailArrival } from '#store';
import { type Arrival, type Receipt, ReceiveReport } from '../receive-report.js';
import { findFollowedReport, identifyMail, type MailIdentity } from './identify-mail.js';
import { readHeaderBlock } from './read-header-block.js';
import { languageOf } from './recognise-recipient.js';

export interface ArrivedMail {
  /** Exactly what was sent between DATA and the final dot, or what the mailbox held; or its beginning. */
  readonly raw: Buffer;
  readonly truncated: boolean;
  /** The envelope's sender; null for an empty one. */
  readonly sender: string | null;
  readonly recipients: readonly string[];
  /** The language of the place it came to, where that has one; otherwise its recipients decide. */
  readonly language?: 'en' | 'fr';
  /** The network it came from, as `networkOf` names it; null when that says nothing about who sent it. */
  readonly network?: string | null;
  readonly arrival: Omit<MailArrival, 'mailFrom' | 'rcptTo'>;
}

/** A mail is never a conflict: two that differ are two reports. */
export type MailReceipt = Exclude<Receipt, { readonly outcome: 'conflict' }>;

/** Longest address of an envelope (RFC 5321, 4.5.3.1). */
const longestAddress = 320;
const mostRecipients = 20;

/** Stores a mail as a report, whoever or whatever sent it: whether it is answered is decided later. Throws when it is not stored. */
@Injectable()
export class ReceiveMail {
  constructor(
    @Inject(ReceiveReport) private readonly receiveReport: ReceiveReport,
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async receive(mail: ArrivedMail): Promise<MailReceipt> {
    const { raw, truncated, recipients } = mail;
    const { hotline, mail: settings } = this.settings.config;
    const sender = mail.sender === null ? null : plainAddress(mail.sender);
    const header = readHeaderBlock(raw);
    const arrival: Arrival = {
      channel: 'email',
      externalId: await this.identityOf(identifyMail(raw, header, sender)),
      isIdentifiedByContent: true,
      raw,
      mediaType: 'message/rfc822',
      truncated,
      sender,
      language: mail.language ?? languageOf(recipients, hotline.emails, settings.languages),
      network: mail.network ?? null,
      followsReportId: findFollowedReport(this.secrets, recipients, header),
      arrival: {
        ...mail.arrival,
        mailFrom: sender,
        rcptTo: recipients.slice(0, mostRecipients).map(plainAddress),
      },
    };
    const receipt = await this.store(arrival);
    if (receipt.outcome === 'conflict') throw new Error('a mail was taken for another one');
    return receipt;
  }

  private async store(arrival: Arrival): Promise<Receipt> {
    try {
      return await this.receiveReport.receive(arrival);
    } catch (error) {
      // A genuine token of a report that is not in this store (it was restored from a backup): better alone than not at all.
      if ((error as { code?: unknown }).code !== '23503') throw error;
      return await this.receiveReport.receive({ ...arrival, followsReportId: null });
    }
  }

  /** A copy that came by a list after the mail itself adds nothing; one that came before it stands alone. */
  private async identityOf({ id, plainId }: MailIdentity): Promise<string> {
    if (plainId === null) return id;
    const rows: unknown[] = await this.database.source.query(
      `SELECT FROM report WHERE channel = 'email' AND external_id = $1`,
      [plainId],
    );
    return rows.length > 0 ? plainId : id;
  }
}

function plainAddress(address: string): string {
  return address.replace(/\p{Cc}/gu, '').slice(0, longestAddress);
}
