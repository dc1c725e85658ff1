import { randomUUID } from 'node:crypto';
import { mask, splitForSms } from '#domain';
import { barredAmong, optedOutOf } from '#service';
import type { Delivery, TimelineDraft, Tx } from '#store';
import { type ClaimedDelivery, leaseMs } from './claimed-delivery.js';

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
  /** A responder's contact method. */
  readonly methodId?: string;
  readonly methodCodeId?: string;
  readonly channelCodeId?: string;
  readonly carrier?: Delivery['carrier'];
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

/** A delivery whose first attempt began with the transaction that wrote it down; `at`: when, on the process's own clock. */
export interface Begun {
  readonly delivery: ClaimedDelivery;
  readonly at: number;
}

export type RequestedDelivery = Pick<Delivery, 'id' | 'purpose' | 'channel'> & { readonly begun?: Begun };

/** Which deliveries begin at once: none has to be claimed again after the commit, and whoever waits is woken the sooner. */
type BeginsAtOnce = (delivery: Pick<Delivery, 'purpose' | 'channel' | 'carrier'>) => boolean;

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
 * Writes the deliveries down and returns those that are due at once, to be sent after the commit; the sweep finds the others,
 * and these too if the process dies. Whoever asks, nothing with content
 * goes to an address that an open incident says is compromised, and nothing at all by text to a number that asked for no texts:
 * such a delivery is left out and the timeline says so. What begins at once is this process's to send, until its lease is over.
 */
export async function requestDeliveries(
  tx: Tx,
  drafts: readonly DeliveryDraft[],
  beginsAtOnce: BeginsAtOnce = () => false,
): Promise<readonly RequestedDelivery[]> {
  const all = drafts.flatMap(inTexts).map((draft) => complete(draft, beginsAtOnce));
  const against = await reasonsAgainst(tx, all);
  const made = all.filter((delivery) => !against.has(delivery));
  if (made.length > 0) await writeDown(tx, made);
  for (const delivery of all) tell(tx, delivery, against.get(delivery));
  const at = performance.now();
  return made
    .filter(({ afterMs }) => afterMs === 0)
    .map((delivery) => {
      const { id, purpose, channel, attempts } = delivery;
      return { id, purpose, channel, ...(attempts > 0 && { begun: { delivery, at } }) };
    });
}

/** Between the parts of one long message, so that a phone shows them in their order, in milliseconds. */
const betweenPartsMs = 1_000;

/** A message that is too long for one text is several, numbered. */
function inTexts(draft: DeliveryDraft): readonly DeliveryDraft[] {
  if (draft.channel !== 'sms') return [draft];
  const { afterMs = 0 } = draft;
  return splitForSms(draft.body).map((body, part) => ({ ...draft, body, afterMs: afterMs + part * betweenPartsMs }));
}

/** A delivery as it is written down. */
interface Made extends Required<
  Omit<
    DeliveryDraft,
    | 'pageId'
    | 'messageId'
    | 'replyId'
    | 'noticeId'
    | 'verificationId'
    | 'methodId'
    | 'methodCodeId'
    | 'channelCodeId'
    | 'subject'
  >
> {
  readonly id: string;
  /** 1 when the first one has begun. */
  readonly attempts: 0 | 1;
  readonly subject: string | null;
  readonly pageId: string | null;
  readonly messageId: string | null;
  readonly replyId: string | null;
  readonly noticeId: string | null;
  readonly verificationId: string | null;
  readonly methodId: string | null;
  readonly methodCodeId: string | null;
  readonly channelCodeId: string | null;
}

function complete(draft: DeliveryDraft, beginsAtOnce: BeginsAtOnce): Made {
  const messageId = draft.messageId ?? null;
  const { purpose, channel, carrier = 'first', afterMs = 0 } = draft;
  return {
    ...draft,
    id: randomUUID(),
    subject: draft.subject ?? null,
    inReplyTo: draft.inReplyTo ?? null,
    incidentId: draft.incidentId ?? null,
    reportId: draft.reportId ?? null,
    pageId: draft.pageId ?? null,
    messageId,
    replyId: draft.replyId ?? null,
    noticeId: draft.noticeId ?? null,
    verificationId: draft.verificationId ?? null,
    methodId: draft.methodId ?? null,
    methodCodeId: draft.methodCodeId ?? null,
    channelCodeId: draft.channelCodeId ?? null,
    carrier,
    attempts: afterMs === 0 && beginsAtOnce({ purpose, channel, carrier }) ? 1 : 0,
    content: draft.content ?? (draft.purpose === 'acknowledgement' && messageId === null ? 'neutral' : 'full'),
    afterMs,
  };
}

async function writeDown(tx: Tx, all: readonly Made[]): Promise<void> {
  const dueMs = ({ attempts, afterMs }: Made) => (attempts > 0 ? leaseMs : afterMs);
  await tx.query(
    `WITH begun AS (
       INSERT INTO attempt (delivery_id, number, started_at)
       SELECT id, 1, $20 FROM unnest($1::uuid[], $21::int[]) AS made (id, attempts) WHERE attempts > 0
     )
     INSERT INTO delivery (id, incident_id, report_id, page_id, message_id, reply_id, notice_id, verification_id, purpose, channel,
       content, address, subject, body, in_reply_to, due_at, method_id, carrier, method_code_id, attempts, channel_code_id, state, created_at, updated_at)
     SELECT made.*, CASE WHEN made.attempts > 0 THEN 'sending' ELSE 'pending' END, $20, $20
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[],
       $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::timestamptz[], $17::uuid[],
       $18::text[], $19::uuid[], $21::int[], $22::uuid[]) AS made (id, incident_id, report_id, page_id, message_id, reply_id, notice_id,
       verification_id, purpose, channel, content, address, subject, body, in_reply_to, due_at, method_id, carrier, method_code_id,
       attempts, channel_code_id)`,
    [
      all.map(({ id }) => id),
      all.map(({ incidentId }) => incidentId),
      all.map(({ reportId }) => reportId),
      all.map(({ pageId }) => pageId),
      all.map(({ messageId }) => messageId),
      all.map(({ replyId }) => replyId),
      all.map(({ noticeId }) => noticeId),
      all.map(({ verificationId }) => verificationId),
      all.map(({ purpose }) => purpose),
      all.map(({ channel }) => channel),
      all.map(({ content }) => content),
      all.map(({ address }) => address),
      all.map(({ subject }) => subject),
      all.map(({ body }) => body),
      all.map(({ inReplyTo }) => inReplyTo),
      all.map((delivery) => new Date(tx.now.getTime() + dueMs(delivery))),
      all.map(({ methodId }) => methodId),
      all.map(({ carrier }) => carrier),
      all.map(({ methodCodeId }) => methodCodeId),
      tx.now,
      all.map(({ attempts }) => attempts),
      all.map(({ channelCodeId }) => channelCodeId),
    ],
  );
}

function tell(tx: Tx, delivery: Made, because: Reason | undefined): void {
  const subject = subjectOf(delivery);
  if (subject === null) return;
  const { id: deliveryId, channel, purpose, address, carrier, pageId, afterMs } = delivery;
  const common = { channel, purpose, to: mask(address), ...(carrier === 'second' && { carrier }) };
  if (because === undefined) {
    const isPlanned = pageId !== null && afterMs > 0;
    tx.append({
      ...subject,
      actor: notificationActor,
      type: isPlanned ? 'delivery.planned' : 'delivery.requested',
      data: { deliveryId, ...common, ...(isPlanned && { afterSeconds: afterMs / 1_000 }) },
    });
  } else tx.append({ ...subject, actor: notificationActor, type: 'delivery.barred', data: { ...common, because } });
}

type Reason = 'opted-out' | 'compromised';
type Checked = Pick<Delivery, 'purpose' | 'channel' | 'content' | 'incidentId' | 'reportId' | 'messageId' | 'address'>;

/** What speaks against messages at this moment: nobody who asked for no texts gets one, whatever it is. */
export async function reasonsAgainst<D extends Checked>(
  tx: Tx,
  deliveries: readonly D[],
): Promise<ReadonlyMap<D, Reason>> {
  const texts = deliveries.filter(({ channel }) => channel === 'sms').map(({ address }) => address);
  const [unwanted, barred] = await Promise.all([optedOutOf(tx, texts), barredAmong(tx, deliveries.filter(isGuarded))]);
  const reasons = new Map<D, Reason>();
  for (const delivery of deliveries) {
    if (delivery.channel === 'sms' && unwanted.has(delivery.address)) reasons.set(delivery, 'opted-out');
    else if (barred.has(delivery)) reasons.set(delivery, 'compromised');
  }
  return reasons;
}
