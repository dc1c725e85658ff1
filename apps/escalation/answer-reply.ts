import { Inject, Injectable } from '@nestjs/common';
import { type Messages, renderMessage } from '#config';
import type { EventOf } from '#contracts';
import { answeredPage, mayAskAgain, parseReply } from '#domain';
import { Handles, type Once } from '#queue';
import { answerPage, type PageAnswer, Settings } from '#service';
import type { Tx } from '#store';
import { AnswerWatchReply } from './answer-watch-reply.js';

interface ReplyRow {
  readonly user_id: string;
  readonly body: string;
  readonly channel: 'sms' | 'email';
  readonly page_id: string | null;
  readonly language: 'en' | 'fr';
  readonly role: string;
}

interface PageRow {
  readonly id: string;
  readonly incidentId: string;
  readonly code: string;
  readonly state: string;
  readonly reference: string;
}

/** What is sent back, and whether the reply was understood. */
interface Said {
  readonly said: string;
  readonly understood: boolean;
}

/** A page that was settled this long ago can still be answered: the responder is told who has it. */
const remembered = 24 * 3_600_000;

/** Does what a responder's text or mail says, and decides what to send back. */
@Injectable()
export class AnswerReply {
  constructor(
    @Inject(AnswerWatchReply) private readonly watchReplies: AnswerWatchReply,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Handles('escalation', 'reply.received')
  async handle({ data: { replyId } }: EventOf<'reply.received'>, once: Once): Promise<void> {
    await once(async (tx) => {
      const [reply] = await tx.query<ReplyRow>(
        `SELECT r.user_id, r.body, r.channel, r.page_id, u.language, u.role FROM reply r JOIN user_account u ON u.id = r.user_id WHERE r.id = $1`,
        [replyId],
      );
      if (reply === undefined) throw new Error('the reply is gone');
      const { said, understood } = await this.act(tx, reply);
      const answer = understood || (await isFew(tx, replyId, reply.user_id)) ? said : null;
      await tx.query('UPDATE reply SET answer = $2, understood = $3 WHERE id = $1', [replyId, answer, understood]);
      if (answer !== null) tx.emit('reply.answered', { replyId });
    });
  }

  private async act(tx: Tx, reply: ReplyRow): Promise<Said> {
    const messages = this.settings.config.messages[reply.language];
    const pages = await tx.query<PageRow>(
      `SELECT p.id, p.incident_id AS "incidentId", p.code, p.state, i.reference FROM page p JOIN incident i ON i.id = p.incident_id
       WHERE p.user_id = $1 AND (p.state IN ('open', 'snoozed') OR p.requested_at > $2) ORDER BY p.requested_at DESC LIMIT 200`,
      [reply.user_id, new Date(tx.now.getTime() - remembered)],
    );
    const open = pages.filter(({ state }) => state === 'open' || state === 'snoozed');
    const aboutWatch = await this.watchReplies.answer(tx, reply, new Set(open.map(({ code }) => code)));
    if (aboutWatch !== null) return { said: aboutWatch, understood: true };
    const meaning = parseReply(reply.body);
    const isAnswer = meaning.kind !== 'help' && meaning.kind !== 'unknown';
    const own = pages.filter(({ id }) => id === reply.page_id);
    const chosen = isAnswer ? answeredPage(pages, own.length > 0 ? own : open, meaning.code) : null;
    if (isAnswer && chosen !== null) return { said: await this.answer(tx, reply, chosen, meaning), understood: true };
    return { said: this.ask(messages, open, isAnswer), understood: isAnswer };
  }

  private ask(messages: Messages, open: readonly PageRow[], isAnswer: boolean): string {
    if (open.length === 0) return renderMessage(messages, 'reply-nothing-open-sms', {});
    if (!isAnswer) return renderMessage(messages, 'reply-help-sms', { code: open[0]?.code ?? '123' });
    const codes = [...new Set(open.map(({ code }) => code))].slice(0, 10).join(', ');
    return renderMessage(messages, 'reply-which-sms', { codes });
  }

  private async answer(tx: Tx, reply: ReplyRow, page: PageRow, answer: PageAnswer): Promise<string> {
    const { config } = this.settings;
    const messages = config.messages[reply.language];
    const { id: pageId, reference, code, incidentId } = page;
    const result = await answerPage(tx, { incidentId, pageId, userId: reply.user_id, via: reply.channel, answer });
    const link = `${config.environment.publicUrl}/console/incidents/${incidentId}`;
    switch (result.outcome) {
      case 'done':
        if (answer.kind === 'snooze') {
          return renderMessage(messages, 'page-snoozed-sms', { reference, minutes: String(result.minutes) });
        }
        if (answer.kind !== 'acknowledge') return renderMessage(messages, 'page-escalated-sms', { reference });
        return result.missing === undefined
          ? renderMessage(messages, 'page-ack-confirmed-sms', { reference, link })
          : renderMessage(messages, 'page-ack-in-part-sms', { reference, missing: String(result.missing) });
      case 'already':
        return result.sameUser
          ? renderMessage(messages, 'page-ack-confirmed-sms', { reference, link })
          : renderMessage(messages, 'page-already-taken-sms', { reference, name: result.byName });
      case 'too-late':
        return renderMessage(messages, 'page-too-late-sms', { reference, code });
      case 'closed':
      case 'unknown':
        break;
    }
    return renderMessage(messages, 'page-stand-down-sms', { reference });
  }
}

async function isFew(tx: Tx, replyId: string, userId: string): Promise<boolean> {
  const earlier = await tx.query<{ understood: boolean }>(
    `SELECT understood FROM reply WHERE user_id = $1 AND id <> $2 AND understood IS NOT NULL AND received_at > $3
     ORDER BY received_at DESC, id LIMIT 20`,
    [userId, replyId, new Date(tx.now.getTime() - remembered)],
  );
  return mayAskAgain(earlier.map(({ understood }) => understood));
}
