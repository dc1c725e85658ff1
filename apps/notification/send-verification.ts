import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { type EventOf, queues } from '#contracts';
import { addressKindOf, codeLifetimeMinutes, type RegisteredAddress } from '#domain';
import { Handles, type Once } from '#queue';
import { Settings } from '#service';
import type { Tx, Verification } from '#store';
import { verifyUrl } from './follow-up-url.js';
import { oneTimeCodeSlot } from './keyed-values.js';
import { type DeliveryDraft, requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

interface Row {
  readonly state: Verification['state'];
  readonly reportId: string;
  readonly reference: string;
  readonly language: 'en' | 'fr';
  readonly kind: RegisteredAddress['kind'];
  readonly address: string;
}

/** Brings a one-time code to an address that a party registered. It says nothing of the report but its reference. */
@Injectable()
export class SendVerification {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'verification.requested')
  async onRequested(event: EventOf<'verification.requested'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.send(tx, event.data));
    if (handled.first) this.sending.start(handled.value);
  }

  private async send(
    tx: Tx,
    { verificationId, incidentId }: EventOf<'verification.requested'>['data'],
  ): Promise<readonly RequestedDelivery[]> {
    const [row] = await tx.query<Row>(
      `SELECT v.state, v.report_id AS "reportId", r.reference, c.language, a.kind, a.address
       FROM verification v JOIN contact c ON c.id = v.contact_id JOIN contact_address a ON a.id = v.address_id
         JOIN report r ON r.id = v.report_id WHERE v.id = $1`,
      [verificationId],
    );
    const channel = row === undefined ? null : addressKindOf(row.kind);
    // Replaced by a newer one while the event travelled: two codes would only confuse.
    if (row === undefined || channel === null || row.state !== 'open') return [];
    const { address, reportId } = row;
    const common = { purpose: 'verification', channel, address, incidentId, reportId, verificationId } as const;
    return requestDeliveries(tx, [{ ...common, ...this.words(channel, row) }]);
  }

  private words(channel: 'sms' | 'email', { language, reference }: Row): Pick<DeliveryDraft, 'subject' | 'body'> {
    const { messages, hotline, environment } = this.settings.config;
    const values = {
      reference,
      code: oneTimeCodeSlot,
      verifyUrl: verifyUrl(environment.publicUrl, language),
      hotlinePhone: hotline.phone,
    };
    if (channel === 'sms') return { body: renderMessage(messages[language], 'verify-sms', values) };
    return {
      subject: renderMessage(messages[language], 'verify-email-subject', {}),
      body: renderMessage(messages[language], 'verify-email-body', {
        ...values,
        minutes: codeLifetimeMinutes,
        hotline: hotline.name[language],
      }),
    };
  }
}
