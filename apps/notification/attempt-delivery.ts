import { Inject, Injectable } from '@nestjs/common';
import { Courier, type Envelope, type SendOutcome } from '#courier';
import { nextDeliveryState, retryDelay } from '#domain';
import {
  mailDeliveryMessageId,
  mailThreadAddress,
  mailThreadMessageId,
  Metrics,
  optOutOfTexts,
  Secrets,
  Settings,
} from '#service';
import { Database, type Delivery, type Tx } from '#store';
import { fillKeyedValues } from './keyed-values.js';
import { notificationActor, reasonAgainst, subjectOf } from './request-delivery.js';

/** An attempt that has not come to an end after so many milliseconds counts as lost; longer than a courier's timeout. */
export const leaseMs = 12_000;

type Claimed = Pick<
  Delivery,
  | 'id'
  | 'incidentId'
  | 'reportId'
  | 'pageId'
  | 'messageId'
  | 'verificationId'
  | 'purpose'
  | 'channel'
  | 'content'
  | 'address'
  | 'subject'
  | 'body'
  | 'inReplyTo'
  | 'attempts'
>;

/**
 * One attempt at one delivery: claimed, sent outside any transaction, recorded. When the process dies in between, the attempt
 * is made again after its lease: the receiver may get a second text, which is better than none.
 */
@Injectable()
export class AttemptDelivery {
  private readonly domain: string;
  private readonly hotlineEmail: string;
  private readonly publicUrl: string;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Settings) { config }: Settings,
  ) {
    this.hotlineEmail = config.hotline.email;
    this.domain = config.hotline.email.slice(config.hotline.email.lastIndexOf('@') + 1);
    this.publicUrl = config.environment.publicUrl;
  }

  /** Does nothing when the delivery is not due, settled, or under way elsewhere. */
  async attempt(deliveryId: string): Promise<void> {
    const claimed = await this.database.transaction((tx) => this.claim(tx, deliveryId));
    if (claimed === null) return;
    const outcome = await this.courier.send(this.envelopeOf(claimed));
    await this.database.transaction((tx) => this.record(tx, claimed, outcome));
    this.metrics.deliveries.inc({ purpose: claimed.purpose, channel: claimed.channel, outcome: outcome.outcome });
  }

  private async claim(tx: Tx, deliveryId: string): Promise<Claimed | null> {
    const [claimed] = await tx.query<Claimed & { readonly isWanted: boolean }>(
      `UPDATE delivery d SET state = 'sending', attempts = attempts + 1, due_at = $3, updated_at = $2
       WHERE id = $1 AND state IN ('pending', 'sending') AND due_at <= $2
       RETURNING id, incident_id AS "incidentId", report_id AS "reportId", page_id AS "pageId", message_id AS "messageId",
         verification_id AS "verificationId", purpose, channel, content, address, subject, body, in_reply_to AS "inReplyTo", attempts,
         purpose <> 'page' OR EXISTS (SELECT FROM page p WHERE p.id = d.page_id AND p.state = 'open') AS "isWanted"`,
      [deliveryId, tx.now, new Date(tx.now.getTime() + leaseMs)],
    );
    if (claimed === undefined) return null;
    await tx.query(`UPDATE attempt SET ended_at = $2, outcome = 'lost' WHERE delivery_id = $1 AND ended_at IS NULL`, [
      deliveryId,
      tx.now,
    ]);
    // Somebody has taken the incident meanwhile: nobody else is woken for it.
    if (!claimed.isWanted) return this.drop(tx, claimed, 'not-needed');
    // The address may have been taken since this was written down, or since the attempt before.
    const against = await reasonAgainst(tx, claimed);
    if (against !== null) return this.drop(tx, claimed, against);
    if (claimed.attempts > 1 && retryDelay(claimed.attempts - 1).outcome === 'give-up') {
      return this.drop(tx, claimed, 'lost');
    }
    await tx.query('INSERT INTO attempt (delivery_id, number, started_at) VALUES ($1, $2, $3)', [
      deliveryId,
      claimed.attempts,
      tx.now,
    ]);
    return claimed;
  }

  /** Settles a delivery without another attempt. */
  private async drop(
    tx: Tx,
    delivery: Claimed,
    reason: 'not-needed' | 'compromised' | 'opted-out' | 'lost',
  ): Promise<null> {
    await tx.query(
      `UPDATE delivery SET state = 'failed', due_at = NULL, last_error = $2, attempts = attempts - 1 WHERE id = $1`,
      [delivery.id, reason],
    );
    if (reason !== 'lost') await this.tell(tx, delivery, 'delivery.dropped', { reason });
    else await this.tellFailure(tx, delivery, { reason });
    return null;
  }

  private envelopeOf(delivery: Claimed): Envelope {
    const { id, channel, address, subject, inReplyTo, reportId, messageId, purpose } = delivery;
    const body = fillKeyedValues(delivery, this.secrets, this.publicUrl);
    // A neutral receipt (no message) may be read by an attacker, so it carries no key to the conversation.
    const thread =
      reportId === null || messageId === null
        ? { messageId: mailDeliveryMessageId(this.secrets, this.domain, id) }
        : {
            messageId: mailThreadMessageId(this.secrets, this.domain, reportId, id),
            replyTo: mailThreadAddress(this.secrets, this.hotlineEmail, reportId),
          };
    return { deliveryId: id, channel, address, subject, body, inReplyTo, automatic: purpose !== 'message', ...thread };
  }

  private async record(tx: Tx, delivery: Claimed, outcome: SendOutcome): Promise<void> {
    const { id, attempts: number } = delivery;
    const detail = outcome.outcome === 'accepted' ? null : [outcome.reason, outcome.code].filter(Boolean).join(' ');
    await tx.query(
      'UPDATE attempt SET ended_at = $3, outcome = $4, detail = $5 WHERE delivery_id = $1 AND number = $2',
      [id, number, tx.now, outcome.outcome, detail],
    );
    const [current] = await tx.query<Pick<Delivery, 'state' | 'attempts'>>(
      'SELECT state, attempts FROM delivery WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (current === undefined) return;
    if (outcome.outcome === 'accepted') {
      await this.accept(tx, delivery, current.state, outcome.providerId);
      return;
    }
    // Its owner wrote STOP and we have not heard of it.
    if (outcome.reason === 'opted-out') await optOutOfTexts(tx, delivery.address, 'carrier');
    // The carrier has reported on it meanwhile, or another attempt has taken over: this one's failure says nothing new.
    if (current.state !== 'sending' || current.attempts !== number) return;
    const next = outcome.outcome === 'retry' ? retryDelay(number) : ({ outcome: 'give-up' } as const);
    const problem = { reason: outcome.reason, ...(outcome.code !== undefined && { code: outcome.code }) };
    if (next.outcome === 'retry') {
      const dueAt = new Date(tx.now.getTime() + next.afterMs);
      await tx.query(
        `UPDATE delivery SET state = 'pending', due_at = $2, last_error = $3, updated_at = $4 WHERE id = $1`,
        [id, dueAt, detail, tx.now],
      );
      await this.tell(tx, delivery, 'delivery.retrying', { ...problem, attempt: number, at: dueAt.toISOString() });
      return;
    }
    await tx.query(
      `UPDATE delivery SET state = 'failed', due_at = NULL, last_error = $2, updated_at = $3 WHERE id = $1`,
      [id, detail, tx.now],
    );
    await this.tellFailure(tx, delivery, { ...problem, attempt: number });
  }

  /** A status report of the carrier may have overtaken its answer, so the state only ever moves on. */
  private async accept(tx: Tx, delivery: Claimed, state: Delivery['state'], providerId: string | null): Promise<void> {
    await tx.query(
      `UPDATE delivery SET state = $2, due_at = NULL, provider_id = coalesce(provider_id, $3), updated_at = $4 WHERE id = $1`,
      [delivery.id, nextDeliveryState(state, 'accepted'), providerId, tx.now],
    );
    await this.tell(tx, delivery, 'delivery.accepted', { attempt: delivery.attempts });
    // After the timeline, whose lock puts the text and the mail of one page in an order: only the first of them is measured.
    await this.observeTimeToPage(tx, delivery);
  }

  /** From the report that opened the incident to the first page that a carrier took. */
  private async observeTimeToPage(tx: Tx, { id, purpose, incidentId }: Claimed): Promise<void> {
    if (purpose !== 'page' || incidentId === null) return;
    const [opening] = await tx.query<{ readonly received_at: Date }>(
      `SELECT min(r.received_at) AS received_at FROM report r JOIN triage_result t ON t.report_id = r.id
       WHERE t.incident_id = $1 AND NOT EXISTS (
         SELECT FROM delivery WHERE incident_id = $1 AND purpose = 'page' AND id <> $2
           AND state IN ('accepted', 'sent', 'delivered'))
       HAVING min(r.received_at) IS NOT NULL`,
      [incidentId, id],
    );
    if (opening === undefined) return;
    this.metrics.timeToPage.observe(Math.max(0, tx.now.getTime() - opening.received_at.getTime()) / 1_000);
  }

  private async tellFailure(tx: Tx, delivery: Claimed, data: Record<string, unknown>): Promise<void> {
    await this.tell(tx, delivery, 'delivery.failed', data);
    tx.emit('delivery.settled', { deliveryId: delivery.id, incidentId: delivery.incidentId, outcome: 'failed' });
  }

  private async tell(tx: Tx, delivery: Claimed, type: string, data: Record<string, unknown>): Promise<void> {
    const subject = subjectOf(delivery);
    if (subject === null) return;
    const { id: deliveryId, channel, purpose } = delivery;
    tx.append({ ...subject, actor: notificationActor, type, data: { deliveryId, channel, purpose, ...data } });
  }
}
