import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { type EventOf, queues } from '#contracts';
import { Handles, type Once } from '#queue';
import { Settings } from '#service';
import type { Reply } from '#store';
import { requestDeliveries } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

/** Tells a responder what their answer has done, the way that it came. */
@Injectable()
export class AnswerReply {
  constructor(
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Handles(queues.notification, 'reply.answered')
  async onAnswered(event: EventOf<'reply.answered'>, once: Once): Promise<void> {
    const { replyId } = event.data;
    const handled = await once(async (tx) => {
      const [reply] = await tx.query<
        Pick<Reply, 'sender' | 'answer' | 'channel' | 'inReplyTo'> & { language: 'en' | 'fr' }
      >(
        `SELECT r.sender, r.answer, r.channel, r.in_reply_to AS "inReplyTo", u.language
         FROM reply r JOIN user_account u ON u.id = r.user_id WHERE r.id = $1`,
        [replyId],
      );
      if (reply === undefined || reply.answer === null) return [];
      const { channel, sender: address, answer: body, inReplyTo } = reply;
      const common = { purpose: 'reply-answer', channel, address, body, replyId } as const;
      if (channel === 'sms') return requestDeliveries(tx, [common]);
      const subject = renderMessage(this.settings.config.messages[reply.language], 'reply-email-subject', {});
      return requestDeliveries(tx, [{ ...common, subject, inReplyTo: inReplyTo && `<${inReplyTo}>` }]);
    });
    if (handled.first) this.sending.start(handled.value);
  }
}
