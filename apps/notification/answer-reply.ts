import { Inject, Injectable } from '@nestjs/common';
import { type EventOf, queues } from '#contracts';
import { Handles, type Once } from '#queue';
import type { Reply } from '#store';
import { requestDeliveries } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

/** Texts back to a responder what their answer has done. */
@Injectable()
export class AnswerReply {
  constructor(@Inject(SendDeliveries) private readonly sending: SendDeliveries) {}

  @Handles(queues.notification, 'reply.answered')
  async onAnswered(event: EventOf<'reply.answered'>, once: Once): Promise<void> {
    const { replyId } = event.data;
    const handled = await once(async (tx) => {
      const [reply] = await tx.query<Pick<Reply, 'sender' | 'answer'>>(
        'SELECT sender, answer FROM reply WHERE id = $1',
        [replyId],
      );
      if (reply === undefined || reply.answer === null) return [];
      return requestDeliveries(tx, [
        { purpose: 'reply-answer', channel: 'sms', address: reply.sender, body: reply.answer, replyId },
      ]);
    });
    if (handled.first) this.sending.start(handled.value);
  }
}
