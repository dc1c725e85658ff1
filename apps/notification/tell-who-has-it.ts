import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { type EventOf, queues } from '#contracts';
import { Handles, type Once } from '#queue';
import { Settings } from '#service';
import type { Tx } from '#store';
import { ownAddress } from './own-address.js';
import { requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

interface Row {
  readonly language: 'en' | 'fr';
  readonly phone: string;
  readonly reference: string;
  readonly winner: string;
}

/** Tells everybody else who was paged that they can rest: somebody has it, and who. */
@Injectable()
export class TellWhoHasIt {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'page.acknowledged')
  async onAcknowledged(event: EventOf<'page.acknowledged'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.tell(tx, event.data));
    if (handled.first) this.sending.start(handled.value);
  }

  private async tell(
    tx: Tx,
    { incidentId, userId }: EventOf<'page.acknowledged'>['data'],
  ): Promise<readonly RequestedDelivery[]> {
    // Only who was paged since somebody last had it: an incident that pages again does not tell those of the first time.
    const others = await tx.query<Row>(
      `SELECT DISTINCT u.id, u.language, ${ownAddress('u', 'sms')} AS phone, i.reference, winner.name AS winner
       FROM page p JOIN user_account u ON u.id = p.user_id JOIN incident i ON i.id = p.incident_id
         JOIN user_account winner ON winner.id = $2
       WHERE p.incident_id = $1 AND p.state = 'superseded' AND p.user_id <> $2 AND ${ownAddress('u', 'sms')} IS NOT NULL
         AND p.requested_at >= coalesce((
           SELECT max(earlier.settled_at) FROM page earlier
           WHERE earlier.incident_id = $1 AND earlier.state = 'acknowledged' AND earlier.settled_at < i.acknowledged_at), '-infinity')
       ORDER BY u.id`,
      [incidentId, userId],
    );
    return requestDeliveries(
      tx,
      others.map(({ language, phone, reference, winner }) => ({
        purpose: 'page-taken',
        channel: 'sms',
        address: phone,
        incidentId,
        body: renderMessage(this.settings.config.messages[language], 'page-taken-sms', { reference, name: winner }),
      })),
    );
  }
}
