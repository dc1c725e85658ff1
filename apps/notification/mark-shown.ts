import { Injectable } from '@nestjs/common';
import { type EventOf, queues } from '#contracts';
import { Handles, type Once } from '#queue';
import type { Delivery, Tx } from '#store';
import { subjectOf } from './request-delivery.js';

type Shown = Pick<Delivery, 'id' | 'channel' | 'purpose' | 'incidentId' | 'reportId'>;

/** A browser's word is what a carrier's `delivered` is for a phone. It may come before the push service's answer does. */
@Injectable()
export class MarkShown {
  @Handles(queues.notification, 'delivery.shown')
  async onShown({ data }: EventOf<'delivery.shown'>, once: Once): Promise<void> {
    await once((tx) => this.mark(tx, data.deliveryId));
  }

  private async mark(tx: Tx, deliveryId: string): Promise<void> {
    const [delivery] = await tx.query<Shown>(
      `UPDATE delivery SET state = 'delivered', due_at = NULL, truth_at = NULL, updated_at = $2
       WHERE id = $1 AND channel = 'push' AND state <> 'delivered'
       RETURNING id, channel, purpose, incident_id AS "incidentId", report_id AS "reportId"`,
      [deliveryId, tx.now],
    );
    if (delivery === undefined) return;
    const { channel, purpose, incidentId } = delivery;
    const subject = subjectOf(delivery);
    if (subject !== null) {
      tx.append({ ...subject, actor: 'carrier', type: 'delivery.delivered', data: { deliveryId, channel, purpose } });
    }
    tx.emit('delivery.settled', { deliveryId, incidentId, outcome: 'delivered' });
  }
}
