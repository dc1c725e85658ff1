import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { type EventOf, queues } from '#contracts';
import { codeLifetimeMinutes, mask } from '#domain';
import { Handles, type Once } from '#queue';
import { Settings } from '#service';
import type { ChannelCode, Tx } from '#store';
import { followUpUrl } from './follow-up-url.js';
import { oneTimeCodeSlot } from './keyed-values.js';
import { type DeliveryDraft, requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

interface Row extends Pick<ChannelCode, 'id' | 'side' | 'address'> {
  readonly channel: 'email' | 'sms';
  readonly reportId: string;
  readonly reference: string;
  readonly language: 'en' | 'fr';
  /** Where answers are to go. */
  readonly wanted: string;
}

/**
 * Brings the codes of a reporter who wants answers somewhere else: one there, and one over the old channel, whose owner so learns
 * of it. The last check holds here as everywhere: nothing goes to an address that is said to be compromised.
 */
@Injectable()
export class SendChannelCodes {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'channel.change-requested')
  async onRequested(event: EventOf<'channel.change-requested'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.send(tx, event.data));
    if (handled.first) this.sending.start(handled.value);
  }

  private async send(
    tx: Tx,
    { changeId, incidentId }: EventOf<'channel.change-requested'>['data'],
  ): Promise<readonly RequestedDelivery[]> {
    // Replaced by a newer one while the event travelled: two codes would only confuse.
    const rows = await tx.query<Row>(
      `SELECT k.id, k.side, k.address, CASE k.side WHEN 'new' THEN c.kind ELSE c.old_kind END AS channel, c.report_id AS "reportId",
         r.reference, coalesce(r.language, CASE WHEN t.verdict ->> 'language' = 'fr' THEN 'fr' ELSE 'en' END) AS language, c.address AS wanted
       FROM channel_change c JOIN channel_code k ON k.change_id = c.id JOIN report r ON r.id = c.report_id
         LEFT JOIN triage_result t ON t.report_id = r.id
       WHERE c.id = $1 AND c.state = 'open' AND k.state = 'open' ORDER BY k.side`,
      [changeId],
    );
    return requestDeliveries(
      tx,
      rows.map((row) => {
        const { id: channelCodeId, channel, address, reportId } = row;
        const common = { purpose: 'verification', channel, address, incidentId, reportId, channelCodeId } as const;
        return { ...common, ...this.words(row) };
      }),
    );
  }

  private words({ side, channel, language, reference, wanted }: Row): Pick<DeliveryDraft, 'subject' | 'body'> {
    const { messages, hotline, environment } = this.settings.config;
    const texts = messages[language];
    const values = {
      code: oneTimeCodeSlot,
      hotlinePhone: hotline.phone,
      reference,
      to: mask(wanted),
      minutes: codeLifetimeMinutes,
      followUpUrl: followUpUrl(environment.publicUrl, language),
      hotline: hotline.name[language],
    };
    if (channel === 'sms') return { body: renderMessage(texts, `channel-${side}-sms`, values) };
    return {
      subject: renderMessage(texts, `channel-${side}-email-subject`, {}),
      body: renderMessage(texts, `channel-${side}-email-body`, values),
    };
  }
}
