import { randomUUID } from 'node:crypto';
import { mask } from '#domain';
import type { Delivery, TimelineDraft, Tx } from '#store';

/** A message to one address, to be written down before anything is sent. */
export interface DeliveryDraft {
  readonly purpose: Delivery['purpose'];
  readonly channel: Delivery['channel'];
  readonly address: string;
  readonly subject?: string;
  readonly body: string;
  /** Message-ID of the mail that it answers. */
  readonly inReplyTo?: string | null;
  readonly incidentId?: string | null;
  readonly reportId?: string | null;
  readonly pageId?: string;
  /** Only where the delivery carries the message's own words: a neutral receipt belongs to no message. */
  readonly messageId?: string;
  readonly replyId?: string;
  readonly noticeId?: string;
}

export type RequestedDelivery = Pick<Delivery, 'id' | 'purpose' | 'channel'>;

/** What a delivery's timeline entries are about; null for an answer to a text that belongs to no incident. */
export function subjectOf(delivery: {
  readonly incidentId: string | null;
  readonly reportId: string | null;
}): Pick<TimelineDraft, 'subject' | 'id'> | null {
  if (delivery.incidentId !== null) return { subject: 'incident', id: delivery.incidentId };
  return delivery.reportId === null ? null : { subject: 'report', id: delivery.reportId };
}

export const notificationActor = 'service:notification';

/** Writes the deliveries down, due at once. They are sent after the commit, or by the sweep. */
export async function requestDeliveries(
  tx: Tx,
  drafts: readonly DeliveryDraft[],
): Promise<readonly RequestedDelivery[]> {
  const requested: RequestedDelivery[] = [];
  for (const draft of drafts) requested.push(await requestDelivery(tx, draft));
  return requested;
}

async function requestDelivery(tx: Tx, draft: DeliveryDraft): Promise<RequestedDelivery> {
  const { purpose, channel, address } = draft;
  const id = randomUUID();
  const incidentId = draft.incidentId ?? null;
  const reportId = draft.reportId ?? null;
  await tx.query(
    `INSERT INTO delivery (id, incident_id, report_id, page_id, message_id, reply_id, notice_id, purpose, channel, address, subject, body,
       in_reply_to, state, due_at, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'pending', $14, $14, $14)`,
    [
      id,
      incidentId,
      reportId,
      draft.pageId ?? null,
      draft.messageId ?? null,
      draft.replyId ?? null,
      draft.noticeId ?? null,
      purpose,
      channel,
      address,
      draft.subject ?? null,
      draft.body,
      draft.inReplyTo ?? null,
      tx.now,
    ],
  );
  const subject = subjectOf({ incidentId, reportId });
  if (subject !== null) {
    const data = { deliveryId: id, channel, purpose, to: mask(address) };
    await tx.append({ ...subject, actor: notificationActor, type: 'delivery.requested', data });
  }
  return { id, purpose, channel };
}
