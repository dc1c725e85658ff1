import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { parseReply } from '#domain';
import { Database, type Tx } from '#store';
import { ReceiveReport } from '../receive-report.js';
import type { SignedWebhook } from './carrier-signature.js';

export interface ArrivedText {
  readonly sid: string;
  readonly sender: string;
  readonly body: string;
  readonly webhook: SignedWebhook;
}

export type TextOutcome = 'reply' | 'report';

/** Longest answer of a responder that is kept, in UTF-16 units: what a carrier puts together from the parts of one text. */
const longestReply = 1_600;

/**
 * Takes in a text: a responder's answer to a page, or a report. In doubt it is a report, for a report wakes somebody. The same
 * text twice is taken in once, and as what it was the first time, even if the page that it answered is no longer open.
 */
@Injectable()
export class ReceiveText {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReceiveReport) private readonly receiveReport: ReceiveReport,
  ) {}

  async receive(text: ArrivedText): Promise<TextOutcome> {
    if (await this.database.transaction((tx) => this.takeReply(tx, text))) return 'reply';
    await this.receiveReport.receive({
      channel: 'sms',
      externalId: text.sid,
      raw: text.webhook.raw,
      mediaType: text.webhook.mediaType,
      sender: text.sender === '' ? null : text.sender,
      language: null,
    });
    return 'report';
  }

  /** Whether it is, or was before, a responder's answer. */
  private async takeReply(tx: Tx, { sid, sender, body }: ArrivedText): Promise<boolean> {
    const [known] = await tx.query<{ kind: TextOutcome }>(
      `SELECT 'reply' AS kind FROM reply WHERE external_id = $1
       UNION ALL SELECT 'report' FROM report WHERE channel = 'sms' AND external_id = $1 LIMIT 1`,
      [sid],
    );
    if (known !== undefined) return known.kind === 'reply';
    const [responder] = await tx.query<{ id: string; paged: boolean }>(
      `SELECT u.id, EXISTS (SELECT FROM page p WHERE p.user_id = u.id AND p.state = 'open') AS paged
       FROM user_account u WHERE u.active AND u.phone = $1`,
      [sender],
    );
    if (responder === undefined || (!responder.paged && parseReply(body).kind === 'unknown')) return false;
    const [reply] = await tx.query<{ id: string }>(
      `INSERT INTO reply (id, external_id, user_id, sender, body, received_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (external_id) DO NOTHING RETURNING id`,
      [randomUUID(), sid, responder.id, sender, body.slice(0, longestReply), tx.now],
    );
    if (reply !== undefined) await tx.emit('reply.received', { replyId: reply.id });
    return true;
  }
}
