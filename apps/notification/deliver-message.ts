import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { type EventOf, queues } from '#contracts';
import { Handles, type Once } from '#queue';
import { Settings } from '#service';
import type { Message, Tx } from '#store';
import { followUpUrl } from './follow-up-url.js';
import { isOwnAddress } from './loop-guard.js';
import { addressReporter, describeDecision, loadReporter } from './reporter.js';
import { notificationActor, requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

type Row = Pick<Message, 'text' | 'language'> & { readonly reportId: string; readonly override: string | null };

/** Brings what a responder wrote to the reporter, over the one channel that can be trusted; the follow-up page has it anyway. */
@Injectable()
export class DeliverMessage {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'message.written')
  async onWritten(event: EventOf<'message.written'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.deliver(tx, event.data));
    if (handled.first) this.sending.start(handled.value);
  }

  private async deliver(
    tx: Tx,
    { messageId, incidentId }: EventOf<'message.written'>['data'],
  ): Promise<readonly RequestedDelivery[]> {
    const [message] = await tx.query<Row>(
      `SELECT m.report_id AS "reportId", m.language, m.text, o.address AS override
       FROM message m LEFT JOIN gate_override o ON o.message_id = m.id WHERE m.id = $1`,
      [messageId],
    );
    const reporter = message === undefined ? null : await loadReporter(tx, message.reportId);
    if (message === undefined || reporter === null) return [];
    const decision = await addressReporter(tx, reporter, 'message', message.override);
    const trusted = decision.send.filter(
      ({ content, address }) => content === 'full' && !isOwnAddress(address, this.settings.config.hotline),
    );
    const entry = { subject: 'incident', id: incidentId, actor: notificationActor } as const;
    const data = { messageId, ...describeDecision(decision) };
    if (trusted.length === 0) {
      tx.append({ ...entry, type: 'message.withheld', data });
      return [];
    }
    tx.append({ ...entry, type: 'channel.chosen', data: { purpose: 'message', ...data } });
    return requestDeliveries(
      tx,
      trusted.map(({ kind, address }) => ({
        purpose: 'message' as const,
        channel: kind,
        address,
        incidentId,
        reportId: reporter.reportId,
        messageId,
        ...(kind === 'email'
          ? {
              ...this.mail(message, reporter.reference),
              inReplyTo: reporter.channel === 'email' ? reporter.mailId : null,
            }
          : { body: this.sms(message, reporter.reference) }),
      })),
    );
  }

  private mail({ language, text }: Row, reference: string): { readonly subject: string; readonly body: string } {
    const { messages, hotline, environment } = this.settings.config;
    return {
      subject: renderMessage(messages[language], 'message-email-subject', { reference }),
      body: renderMessage(messages[language], 'message-email-body', {
        reference,
        text,
        followUpUrl: followUpUrl(environment.publicUrl, language),
        hotline: hotline.name[language],
        hotlinePhone: hotline.phone,
      }),
    };
  }

  private sms({ language, text }: Row, reference: string): string {
    const { messages, environment } = this.settings.config;
    const url = followUpUrl(environment.publicUrl, language);
    return `${renderMessage(messages[language], 'message-sms', { reference, text })}\n${url}`;
  }
}
