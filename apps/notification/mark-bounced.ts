import { Injectable } from '@nestjs/common';
import { type EventOf, queues } from '#contracts';
import { nextDeliveryState } from '#domain';
import { Handles, type Once } from '#queue';
import type { Delivery, Tx } from '#store';
import { notificationActor, subjectOf } from './request-delivery.js';

type Bounced = Pick<Delivery, 'id' | 'state' | 'channel' | 'purpose' | 'incidentId' | 'reportId'>;

/**
 * A mail of ours came back. A mail server that has given up makes the delivery failed, though the first server on its way had
 * accepted it; one that only tells of a delay changes nothing. A delivery that is known to have arrived stays delivered:
 * then another copy of it has bounced. Each is told in the record.
 */
@Injectable()
export class MarkBounced {
  @Handles(queues.notification, 'delivery.bounced')
  async onBounced({ data }: EventOf<'delivery.bounced'>, once: Once): Promise<void> {
    await once((tx) => this.mark(tx, data.deliveryId, data.permanent));
  }

  private async mark(tx: Tx, deliveryId: string, isPermanent: boolean): Promise<void> {
    const [delivery] = await tx.query<Bounced>(
      `SELECT id, state, channel, purpose, incident_id AS "incidentId", report_id AS "reportId"
       FROM delivery WHERE id = $1 AND channel = 'email' FOR NO KEY UPDATE`,
      [deliveryId],
    );
    // A restored backup may not know what was sent after it was made.
    if (delivery === undefined) return;
    if (!isPermanent) return this.tell(tx, delivery, 'delivery.delayed');
    const state = nextDeliveryState(delivery.state, 'failed');
    if (state !== 'failed') return this.tell(tx, delivery, 'delivery.bounced');
    if (delivery.state === 'failed') return;
    await tx.query(
      `UPDATE delivery SET state = 'failed', due_at = NULL, last_error = 'bounced', updated_at = $2 WHERE id = $1`,
      [deliveryId, tx.now],
    );
    await this.tell(tx, delivery, 'delivery.failed', { reason: 'bounced' });
    tx.emit('delivery.settled', { deliveryId, incidentId: delivery.incidentId, outcome: 'failed' });
  }

  private async tell(tx: Tx, delivery: Bounced, type: string, more: Record<string, unknown> = {}): Promise<void> {
    const subject = subjectOf(delivery);
    if (subject === null) return;
    const { id: deliveryId, channel, purpose } = delivery;
    tx.append({ ...subject, actor: notificationActor, type, data: { deliveryId, channel, purpose, ...more } });
  }
}
