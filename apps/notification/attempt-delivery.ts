import { Inject, Injectable } from '@nestjs/common';
import { Courier, type Envelope, type SendOutcome } from '#courier';
import { isSettled, nextDeliveryState, retryDelay, truthAfterMs } from '#domain';
import { Queues } from '#queue';
import {
  heedCarrierCode,
  mailDeliveryMessageId,
  mailThreadAddress,
  mailThreadMessageId,
  Metrics,
  optOutOfTexts,
  Secrets,
  Settings,
} from '#service';
import { Database, type Delivery, GroupCommit, type Tx } from '#store';
import { type ClaimedDelivery as Claimed, leaseMs } from './claimed-delivery.js';
import { KeepPace } from './keep-pace.js';
import { fillKeyedValues } from './keyed-values.js';
import { type Begun, notificationActor, reasonsAgainst, subjectOf } from './request-delivery.js';

/** What may wait for pages that are on their way waits no longer than so many milliseconds. */
const longestWait = 250;
/** What came of an attempt is written down no later than so many milliseconds after. */
const longestUnrecorded = 100;

/** With how long it has to wait for its carrier, in milliseconds. */
type Booked = Claimed & { readonly waitMs: number };

interface Attempted {
  readonly delivery: Claimed;
  readonly outcome: SendOutcome;
}

/**
 * One attempt at one delivery: claimed, sent outside any transaction, recorded. When the process dies in between, the attempt
 * is made again after its lease: the receiver may get a second text, which is better than none.
 */
@Injectable()
export class AttemptDelivery {
  private readonly domain: string;
  private readonly hotlineEmail: string;
  private readonly publicUrl: string;
  private readonly claims: Readonly<Record<'first' | 'in turn', GroupCommit<string, Booked | null>>>;
  private readonly records: GroupCommit<Attempted, void>;

  constructor(
    @Inject(Database) database: Database,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(KeepPace) private readonly pace: KeepPace,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Queues) { pagesFirst }: Queues,
    @Inject(Settings) { config }: Settings,
  ) {
    this.hotlineEmail = config.hotline.email;
    this.domain = config.hotline.email.slice(config.hotline.email.lastIndexOf('@') + 1);
    this.publicUrl = config.environment.publicUrl;
    const claim = (tx: Tx, ids: readonly string[]) => this.claim(tx, ids);
    this.claims = {
      first: new GroupCommit(database, claim),
      'in turn': new GroupCommit(database, claim, { turn: () => pagesFirst.turn(longestWait) }),
    };
    this.records = new GroupCommit(database, (tx, attempted) => this.record(tx, attempted), {
      turn: () => pagesFirst.turn(longestUnrecorded),
    });
  }

  /** Does nothing when the delivery is not due, settled, or under way elsewhere. `begun`: claimed when it was written down. */
  async attempt(deliveryId: string, order: 'first' | 'in turn' = 'first', begun?: Begun): Promise<void> {
    const claimed = begun === undefined ? await this.claims[order].do(deliveryId) : stillOurs(begun);
    if (claimed === null) return;
    await this.pace.turn(claimed, claimed.waitMs);
    const outcome = await this.courier.send(this.envelopeOf(claimed));
    await this.records.do({ delivery: claimed, outcome });
    this.metrics.deliveries.inc({ purpose: claimed.purpose, channel: claimed.channel, outcome: outcome.outcome });
  }

  private async claim(tx: Tx, ids: readonly string[]): Promise<readonly (Booked | null)[]> {
    const claimed = await tx.query<Claimed & { readonly isWanted: boolean }>(
      `WITH due AS (
         SELECT id FROM delivery WHERE id = ANY($1) AND state IN ('pending', 'sending') AND due_at <= $2 ORDER BY id FOR NO KEY UPDATE
       ), claimed AS (
         UPDATE delivery d SET state = 'sending', attempts = attempts + 1, due_at = $3, updated_at = $2 FROM due
         WHERE d.id = due.id RETURNING d.*
       ), lost AS (
         UPDATE attempt a SET ended_at = $2, outcome = 'lost' FROM claimed c WHERE a.delivery_id = c.id AND a.ended_at IS NULL
       ), begun AS (
         INSERT INTO attempt (delivery_id, number, started_at) SELECT id, attempts, $2 FROM claimed)
       SELECT id, incident_id AS "incidentId", report_id AS "reportId", page_id AS "pageId", message_id AS "messageId",
         verification_id AS "verificationId", method_code_id AS "methodCodeId", channel_code_id AS "channelCodeId", purpose, channel, content, address, subject, body, in_reply_to AS "inReplyTo", attempts, carrier,
         CASE WHEN channel = 'push' THEN (SELECT m.keys FROM contact_method m WHERE m.id = c.method_id) END AS "pushKeys",
         purpose <> 'page' OR EXISTS (SELECT FROM page p WHERE (p.id = c.page_id OR p.told_with = c.page_id) AND p.state = 'open') AS "isWanted"
       FROM claimed c`,
      [ids, tx.now, new Date(tx.now.getTime() + leaseMs)],
    );
    // The address may have been taken since this was written down, or since the attempt before.
    const against = await reasonsAgainst(tx, claimed);
    const wanted = new Map<string, Claimed>();
    for (const delivery of claimed) {
      // Somebody has taken the incident meanwhile: nobody else is woken for it.
      const reason = delivery.isWanted ? (against.get(delivery) ?? this.lostTooOften(delivery)) : 'not-needed';
      if (reason === null) wanted.set(delivery.id, delivery);
      else await this.drop(tx, delivery, reason);
    }
    const moments = await this.pace.book(tx, [...wanted.values()]);
    if (moments.size > 0) await leaseFrom(tx, moments);
    return ids.map((id) => {
      const delivery = wanted.get(id);
      const waitMs = Math.max(0, (moments.get(id) ?? tx.now).getTime() - tx.now.getTime());
      return delivery === undefined ? null : { ...delivery, waitMs };
    });
  }

  private lostTooOften({ attempts }: Claimed): 'lost' | null {
    return attempts > 1 && retryDelay(attempts - 1).outcome === 'give-up' ? 'lost' : null;
  }

  /** Settles a delivery without another attempt. */
  private async drop(
    tx: Tx,
    delivery: Claimed,
    reason: 'not-needed' | 'compromised' | 'opted-out' | 'lost',
  ): Promise<void> {
    const { id, attempts: number } = delivery;
    await tx.query('DELETE FROM attempt WHERE delivery_id = $1 AND number = $2', [id, number]);
    await tx.query(
      `UPDATE delivery SET state = 'failed', due_at = NULL, last_error = $2, attempts = attempts - 1 WHERE id = $1`,
      [id, reason],
    );
    if (reason === 'lost') return this.tellFailure(tx, delivery, { reason });
    this.tell(tx, delivery, 'delivery.dropped', { reason });
    if (reason === 'opted-out') tellLost(tx, delivery);
  }

  private envelopeOf(delivery: Claimed): Envelope {
    const { id, channel, address, subject, inReplyTo, reportId, messageId, purpose, carrier, pushKeys } = delivery;
    const body = fillKeyedValues(delivery, this.secrets, this.publicUrl);
    // A neutral receipt (no message) may be read by an attacker, so it carries no key to the conversation.
    const thread =
      reportId === null || messageId === null
        ? { messageId: mailDeliveryMessageId(this.secrets, this.domain, id) }
        : {
            messageId: mailThreadMessageId(this.secrets, this.domain, reportId, id),
            replyTo: mailThreadAddress(this.secrets, this.hotlineEmail, reportId),
          };
    return {
      deliveryId: id,
      channel,
      address,
      subject,
      body,
      inReplyTo,
      automatic: purpose !== 'message',
      carrier,
      ...(pushKeys !== undefined && pushKeys !== null && { pushKeys }),
      ...(channel === 'push' && { shownUrl: `${this.publicUrl}/ack/shown/${this.secrets.token('push-shown', id)}` }),
      ...thread,
    };
  }

  private async record(tx: Tx, attempted: readonly Attempted[]): Promise<void[]> {
    const [rows] = await Promise.all([
      tx.query<Pick<Delivery, 'id' | 'state' | 'attempts'>>(
        'SELECT id, state, attempts FROM delivery WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE',
        [attempted.map(({ delivery }) => delivery.id)],
      ),
      this.endAttempts(tx, attempted),
    ]);
    const current = new Map(rows.map((row) => [row.id, row]));
    const accepted: AcceptedDelivery[] = [];
    for (const { delivery, outcome } of attempted) {
      const row = current.get(delivery.id);
      if (row === undefined) continue;
      if (outcome.outcome === 'accepted') {
        // A status report of the carrier may have overtaken its answer, so the state only ever moves on.
        const state = nextDeliveryState(row.state, 'accepted');
        accepted.push({ delivery, state, providerId: outcome.providerId });
        current.set(row.id, { ...row, state });
      } else await this.recordFailure(tx, delivery, outcome, row);
    }
    if (accepted.length > 0) await this.accept(tx, accepted);
    return attempted.map(() => undefined);
  }

  private async endAttempts(tx: Tx, attempted: readonly Attempted[]): Promise<void> {
    await tx.query(
      `UPDATE attempt a SET ended_at = $1, outcome = ended.outcome, detail = ended.detail
       FROM unnest($2::uuid[], $3::int[], $4::text[], $5::text[]) AS ended (delivery_id, number, outcome, detail)
       WHERE a.delivery_id = ended.delivery_id AND a.number = ended.number`,
      [
        tx.now,
        attempted.map(({ delivery }) => delivery.id),
        attempted.map(({ delivery }) => delivery.attempts),
        attempted.map(({ outcome }) => outcome.outcome),
        attempted.map(({ outcome }) => detailOf(outcome)),
      ],
    );
  }

  private async recordFailure(
    tx: Tx,
    delivery: Claimed,
    outcome: Exclude<SendOutcome, { outcome: 'accepted' }>,
    current: Pick<Delivery, 'state' | 'attempts'>,
  ): Promise<void> {
    const { id, attempts: number } = delivery;
    // Its owner wrote STOP and we have not heard of it.
    if (outcome.reason === 'opted-out') await optOutOfTexts(tx, delivery.address, 'carrier');
    const { channel, address } = delivery;
    await heedCarrierCode(tx, { code: outcome.code ?? null, channel, address });
    // The carrier has reported on it meanwhile, or another attempt has taken over: this one's failure says nothing new.
    if (current.state !== 'sending' || current.attempts !== number) return;
    const next = outcome.outcome === 'retry' ? retryDelay(number) : ({ outcome: 'give-up' } as const);
    const problem = { reason: outcome.reason, ...(outcome.code !== undefined && { code: outcome.code }) };
    if (next.outcome === 'retry') {
      const dueAt = new Date(tx.now.getTime() + next.afterMs);
      await tx.query(
        `UPDATE delivery SET state = 'pending', due_at = $2, last_error = $3, updated_at = $4 WHERE id = $1`,
        [id, dueAt, detailOf(outcome), tx.now],
      );
      this.tell(tx, delivery, 'delivery.retrying', { ...problem, attempt: number, at: dueAt.toISOString() });
      return tellLost(tx, delivery);
    }
    const isAddressAtFault = outcome.reason === 'address-refused' || outcome.reason === 'opted-out';
    await tx.query(
      `UPDATE delivery SET state = 'failed', due_at = NULL, last_error = $2, updated_at = $3, address_at_fault = $4 WHERE id = $1`,
      [id, detailOf(outcome), tx.now, isAddressAtFault],
    );
    this.tellFailure(tx, delivery, { ...problem, attempt: number });
  }

  private async accept(tx: Tx, accepted: readonly AcceptedDelivery[]): Promise<void> {
    await Promise.all([
      tx.query(
        `UPDATE delivery d SET state = a.state, due_at = NULL, provider_id = coalesce(d.provider_id, a.provider_id), updated_at = $1,
           truth_at = a.truth_at
         FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) AS a (id, state, provider_id, truth_at) WHERE d.id = a.id`,
        [
          tx.now,
          accepted.map(({ delivery }) => delivery.id),
          accepted.map(({ state }) => state),
          accepted.map(({ providerId }) => providerId),
          accepted.map((one) => truthAt(one, tx.now)),
        ],
      ),
      this.observeTimeToPage(tx, accepted),
    ]);
    for (const { delivery } of accepted) {
      this.tell(tx, delivery, 'delivery.accepted', { attempt: delivery.attempts });
    }
  }

  /** From the report that opened an incident to the first page that a carrier took. */
  private async observeTimeToPage(tx: Tx, accepted: readonly AcceptedDelivery[]): Promise<void> {
    const pages = accepted.filter(({ delivery }) => delivery.purpose === 'page' && delivery.incidentId !== null);
    if (pages.length === 0) return;
    const openings = await tx.query<{ readonly received_at: Date }>(
      `SELECT min(r.received_at) AS received_at FROM report r JOIN triage_result t ON t.report_id = r.id
       WHERE t.incident_id = ANY($1) AND NOT EXISTS (
         SELECT FROM delivery d WHERE d.incident_id = t.incident_id AND d.purpose = 'page' AND NOT d.id = ANY($2)
           AND d.state IN ('accepted', 'sent', 'delivered'))
       GROUP BY t.incident_id`,
      [pages.map(({ delivery }) => delivery.incidentId), pages.map(({ delivery }) => delivery.id)],
    );
    for (const { received_at: receivedAt } of openings) {
      this.metrics.timeToPage.observe(Math.max(0, tx.now.getTime() - receivedAt.getTime()) / 1_000);
    }
  }

  private tellFailure(tx: Tx, delivery: Claimed, data: Record<string, unknown>): void {
    this.tell(tx, delivery, 'delivery.failed', data);
    tx.emit('delivery.settled', { deliveryId: delivery.id, incidentId: delivery.incidentId, outcome: 'failed' });
    tellLost(tx, delivery);
  }

  private tell(tx: Tx, delivery: Claimed, type: string, data: Record<string, unknown>): void {
    const subject = subjectOf(delivery);
    if (subject === null) return;
    const { id: deliveryId, channel, purpose, carrier } = delivery;
    const about = { deliveryId, channel, purpose, ...(carrier === 'second' && { carrier }) };
    tx.append({ ...subject, actor: notificationActor, type, data: { ...about, ...data } });
  }
}

/** Whoever had to wait too long leaves it to its lease: the attempt counts as lost and is made again. */
function stillOurs({ delivery, at }: Begun): Booked | null {
  return performance.now() - at > leaseMs / 4 ? null : { ...delivery, waitMs: 0 };
}

/** Whoever waits for a carrier holds their lease from the moment that they may send. */
async function leaseFrom(tx: Tx, moments: ReadonlyMap<string, Date>): Promise<void> {
  await tx.query(
    `UPDATE delivery d SET due_at = m.at + make_interval(secs => $3) FROM unnest($1::uuid[], $2::timestamptz[]) AS m (id, at)
     WHERE d.id = m.id`,
    [[...moments.keys()], [...moments.values()], leaseMs / 1_000],
  );
}

/** A page has to reach its person: whatever keeps it, the next way is tried. */
function tellLost(tx: Tx, { id: deliveryId, purpose, pageId, incidentId }: Claimed): void {
  if (purpose !== 'page' || pageId === null || incidentId === null) return;
  tx.emit('delivery.lost', { deliveryId, pageId, incidentId });
}

/** Until when the carrier of a page may leave open whether it arrived. */
function truthAt({ delivery, state }: AcceptedDelivery, now: Date): Date | null {
  const waitMs = delivery.purpose === 'page' && !isSettled(state) ? truthAfterMs[delivery.channel] : null;
  return waitMs === null ? null : new Date(now.getTime() + waitMs);
}

interface AcceptedDelivery {
  readonly delivery: Claimed;
  readonly state: Delivery['state'];
  readonly providerId: string | null;
}

/** What the carrier said, in a line; null for an answer that says all is well. */
function detailOf(outcome: SendOutcome): string | null {
  return outcome.outcome === 'accepted' ? null : [outcome.reason, outcome.code].filter(Boolean).join(' ');
}
