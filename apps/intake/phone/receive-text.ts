import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hasOwnNumber, parseReply, readKeyword } from '#domain';
import { mediaCountOf, optInToTexts, optOutOfTexts, peopleOfPhone, Settings } from '#service';
import { Database, type Tx } from '#store';
import { ReceiveReport } from '../receive-report.js';

export interface ArrivedText {
  readonly sid: string;
  readonly sender: string;
  readonly body: string;
  /** The form of its webhook, verbatim. */
  readonly raw: Buffer;
  readonly mediaType: string;
  /** When the carrier got it, where it is heard of late; null or absent for now. */
  readonly sentAt?: Date | null;
}

export type TextOutcome = 'reply' | 'report';

/** Longest answer of a responder that is kept, in UTF-16 units: what a carrier puts together from the parts of one text. */
const longestReply = 1_600;

/**
 * Takes in a text: a responder's answer to a page, or a report. In doubt it is a report, for a report wakes somebody. The same
 * text twice is taken in once, and as what it was the first time, even if the page that it answered is no longer open. What a
 * STOP or START does is done in the transaction that stores it; files are fetched afterwards.
 */
@Injectable()
export class ReceiveText {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReceiveReport) private readonly receiveReport: ReceiveReport,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async receive(text: ArrivedText): Promise<TextOutcome> {
    // A keyword of the carrier's is no answer to a page, whoever texts it.
    const isKeyword = readKeyword(text.body)?.kind === 'stop' || readKeyword(text.body)?.kind === 'start';
    if (!isKeyword && (await this.database.transaction((tx) => this.takeReply(tx, text)))) return 'reply';
    await this.receiveReport.receive({
      channel: 'sms',
      externalId: text.sid,
      raw: text.raw,
      mediaType: text.mediaType,
      sender: text.sender === '' ? null : text.sender,
      language: null,
      attach: (tx, reportId) => this.attend(tx, text, reportId),
    });
    return 'report';
  }

  /** Does what a carrier's keyword asks, and notes what is to be fetched. Harmless when the text comes again. */
  private async attend(tx: Tx, { sid, sender, body, raw, sentAt }: ArrivedText, reportId: string): Promise<void> {
    const files = Math.min(mediaCountOf(raw), this.settings.config.phone.media.mostFiles);
    if (files > 0) {
      await tx.query(
        `INSERT INTO text_media (report_id, sid, files, state, due_at) VALUES ($1, $2, $3, 'waiting', $4)
         ON CONFLICT DO NOTHING`,
        [reportId, sid, files, tx.now],
      );
    }
    const keyword = readKeyword(body);
    if (keyword === null || !hasOwnNumber(sender) || !(await isNews(tx, reportId))) return;
    if (keyword.kind === 'stop') await optOutOfTexts(tx, sender, 'keyword', sentAt ?? tx.now);
    if (keyword.kind === 'start') await optInToTexts(tx, sender, sentAt ?? tx.now);
  }

  /** Whether it is, or was before, a responder's answer. */
  private async takeReply(tx: Tx, { sid, sender, body }: ArrivedText): Promise<boolean> {
    const [known] = await tx.query<{ kind: TextOutcome }>(
      `SELECT 'reply' AS kind FROM reply WHERE external_id = $1
       UNION ALL SELECT 'report' FROM report WHERE channel = 'sms' AND external_id = $1 LIMIT 1`,
      [sid],
    );
    if (known !== undefined) return known.kind === 'reply';
    const [responder] = await peopleOfPhone(tx, sender);
    if (responder === undefined || (!responder.isPaged && parseReply(body).kind === 'unknown')) return false;
    const [reply] = await tx.query<{ id: string }>(
      `INSERT INTO reply (id, external_id, user_id, sender, body, received_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (external_id) DO NOTHING RETURNING id`,
      [randomUUID(), sid, responder.id, sender, body.slice(0, longestReply), tx.now],
    );
    if (reply !== undefined) tx.emit('reply.received', { replyId: reply.id });
    return true;
  }
}

/** Whether the report is stored in this very transaction: an old STOP that comes again must not undo a START since. */
async function isNews(tx: Tx, reportId: string): Promise<boolean> {
  const [row] = await tx.query<{ fresh: boolean }>(
    'SELECT xmin::text = pg_current_xact_id()::xid::text AS fresh FROM report WHERE id = $1',
    [reportId],
  );
  return row?.fresh === true;
}
