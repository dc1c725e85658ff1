import { randomUUID } from 'node:crypto';
import { mask, splitForSms } from '#domain';
import { isBarred, optedOutOf } from '#service';
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
  readonly verificationId?: string;
  /**
   * `neutral`: says that something arrived and nothing else. Without it, an acknowledgement that belongs to no message is
   * taken for neutral and everything else for full.
   */
  readonly content?: Delivery['content'];
  /** Not to be sent before so many milliseconds have passed. */
  readonly afterMs?: number;
}

/** What goes to reporters, whom an attacker may have read along; everything else goes to the hotline's own people. */
const toReporters: ReadonlySet<Delivery['purpose']> = new Set([
  'acknowledgement',
  'message',
  'answer',
  'receipt',
  'verification',
]);

/** Whether the trust gate has a say in it: what is neutral may go anywhere. */
export function isGuarded({ purpose, content }: Pick<Delivery, 'purpose' | 'content'>): boolean {
  return content === 'full' && toReporters.has(purpose);
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

/**
 * Writes the deliveries down, due at once. They are sent after the commit, or by the sweep. Whoever asks, nothing with content
 * goes to an address that an open incident says is compromised, and nothing at all by text to a number that asked for no texts:
 * such a delivery is left out and the timeline says so.
 */
export async function requestDeliveries(
  tx: Tx,
  drafts: readonly DeliveryDraft[],
): Promise<readonly RequestedDelivery[]> {
  const requested: RequestedDelivery[] = [];
  for (const draft of drafts.flatMap(inTexts)) {
    const made = await requestDelivery(tx, draft);
    if (made !== null) requested.push(made);
  }
  return requested;
}

/** Between the parts of one long message, so that a phone shows them in their order, in milliseconds. */
const betweenPartsMs = 1_000;

/** A message that is too long for one text is several, numbered. */
function inTexts(draft: DeliveryDraft): readonly DeliveryDraft[] {
  if (draft.channel !== 'sms') return [draft];
  const { afterMs = 0 } = draft;
  return splitForSms(draft.body).map((body, part) => ({ ...draft, body, afterMs: afterMs + part * betweenPartsMs }));
}

async function requestDelivery(tx: Tx, draft: DeliveryDraft): Promise<RequestedDelivery | null> {
  const { purpose, channel, address } = draft;
  const id = randomUUID();
  const incidentId = draft.incidentId ?? null;
  const reportId = draft.reportId ?? null;
  const messageId = draft.messageId ?? null;
  const content = draft.content ?? (purpose === 'acknowledgement' && messageId === null ? 'neutral' : 'full');
  const subject = subjectOf({ incidentId, reportId });
  const because = await reasonAgainst(tx, { purpose, channel, content, incidentId, reportId, messageId, address });
  if (because !== null) {
    if (subject !== null) {
      const data = { channel, purpose, to: mask(address), because };
      tx.append({ ...subject, actor: notificationActor, type: 'delivery.barred', data });
    }
    return null;
  }
  await tx.query(
    `INSERT INTO delivery (id, incident_id, report_id, page_id, message_id, reply_id, notice_id, verification_id, purpose, channel,
       content, address, subject, body, in_reply_to, state, due_at, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'pending', $17, $16, $16)`,
    [
      id,
      incidentId,
      reportId,
      draft.pageId ?? null,
      messageId,
      draft.replyId ?? null,
      draft.noticeId ?? null,
      draft.verificationId ?? null,
      purpose,
      channel,
      content,
      address,
      draft.subject ?? null,
      draft.body,
      draft.inReplyTo ?? null,
      tx.now,
      new Date(tx.now.getTime() + (draft.afterMs ?? 0)),
    ],
  );
  if (subject !== null) {
    const data = { deliveryId: id, channel, purpose, to: mask(address) };
    tx.append({ ...subject, actor: notificationActor, type: 'delivery.requested', data });
  }
  return { id, purpose, channel };
}

/** What speaks against a message to this address at this moment: nobody who asked for no texts gets one, whatever it is. */
export async function reasonAgainst(
  tx: Tx,
  delivery: Pick<Delivery, 'purpose' | 'channel' | 'content' | 'incidentId' | 'reportId' | 'messageId' | 'address'>,
): Promise<'opted-out' | 'compromised' | null> {
  const { channel, address } = delivery;
  if (channel === 'sms' && (await optedOutOf(tx, [address])).size > 0) return 'opted-out';
  return isGuarded(delivery) && (await isBarred(tx, delivery)) ? 'compromised' : null;
}
