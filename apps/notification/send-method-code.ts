import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { type EventOf, queues } from '#contracts';
import { codeLifetimeMinutes } from '#domain';
import { Handles, type Once } from '#queue';
import { Settings } from '#service';
import type { ContactMethodRow, Tx } from '#store';
import { oneTimeCodeSlot } from './keyed-values.js';
import { requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

interface Row extends Pick<ContactMethodRow, 'kind' | 'address'> {
  readonly state: string;
  readonly language: 'en' | 'fr';
  readonly methodId: string;
}

/** Brings a code to a method that its person wants to be paged by. */
@Injectable()
export class SendMethodCode {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'method-code.requested')
  async onRequested(event: EventOf<'method-code.requested'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.send(tx, event.data.methodCodeId));
    if (handled.first) this.sending.start(handled.value);
  }

  private async send(tx: Tx, methodCodeId: string): Promise<readonly RequestedDelivery[]> {
    const [row] = await tx.query<Row>(
      `SELECT c.state, u.language, m.id AS "methodId", m.kind, m.address FROM method_code c
         JOIN contact_method m ON m.id = c.method_id AND m.removed_at IS NULL JOIN user_account u ON u.id = m.user_id
       WHERE c.id = $1`,
      [methodCodeId],
    );
    // Replaced by a newer one while the event travelled: two codes would only confuse.
    if (row === undefined || row.state !== 'open' || row.kind === 'push') return [];
    const { language, kind: channel, address, methodId } = row;
    const messages = this.settings.config.messages[language];
    const values = { code: oneTimeCodeSlot, minutes: codeLifetimeMinutes };
    const common = { purpose: 'method-code', channel, address, methodId, methodCodeId } as const;
    if (channel === 'email') {
      const subject = renderMessage(messages, 'method-code-email-subject', {});
      return requestDeliveries(tx, [
        { ...common, subject, body: renderMessage(messages, 'method-code-email-body', values) },
      ]);
    }
    const template = channel === 'voice' ? 'method-code-voice' : 'method-code-sms';
    return requestDeliveries(tx, [{ ...common, body: renderMessage(messages, template, values) }]);
  }
}
