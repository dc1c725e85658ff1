import { Inject, Injectable } from '@nestjs/common';
import { Courier } from '#courier';
import { type EventOf, queues } from '#contracts';
import { failOver, type FailOver, type TriedMethod } from '#domain';
import { Handles, type Once } from '#queue';
import { Sweeps } from '#service';
import { Clock, Database, type Delivery, type Tx } from '#store';
import { DraftPage, type Way } from './draft-page.js';
import { type PageFacts, readPage } from './page-facts.js';
import { notificationActor, requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

/** Deliveries that one sweep gives up waiting for; the next one finds the rest. */
const batch = 100;

type DeliveryRow = Pick<
  Delivery,
  'id' | 'methodId' | 'channel' | 'carrier' | 'state' | 'attempts' | 'dueAt' | 'unknownSince' | 'addressAtFault'
>;

/**
 * A page has arrived when its carrier says so, not when it took it. What fails, is failing, or is not heard of in time is
 * followed at once by the person's next way, then by the second carrier, and then by whoever comes next in the escalation.
 */
@Injectable()
export class FailOverPage {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(DraftPage) private readonly draft: DraftPage,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'delivery.lost')
  async onLost(event: EventOf<'delivery.lost'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.tryNext(tx, event.data));
    if (handled.first) this.sending.start(handled.value);
  }

  /** Gives up waiting for the word of carriers that have had their time. */
  @Sweeps({ everyMs: 1_000 })
  async endWaiting(): Promise<void> {
    const waiting: unknown[] = await this.database.source.query('SELECT 1 FROM delivery WHERE truth_at <= $1 LIMIT 1', [
      this.clock.now(),
    ]);
    if (waiting.length > 0) await this.database.transaction((tx) => giveUpWaiting(tx));
  }

  private async tryNext(
    tx: Tx,
    { pageId, deliveryId }: EventOf<'delivery.lost'>['data'],
  ): Promise<readonly RequestedDelivery[]> {
    // Two of its deliveries may be lost at one instant: the second sees what the first has led to.
    const page = await readPage(tx, pageId, { lock: true });
    if (page === null || page.state !== 'open') return [];
    const rows = await tx.query<DeliveryRow>(
      `SELECT id, method_id AS "methodId", channel, carrier, state, attempts, due_at AS "dueAt", unknown_since AS "unknownSince",
         address_at_fault AS "addressAtFault"
       FROM delivery WHERE page_id = $1 ORDER BY created_at, id`,
      [pageId],
    );
    const lost = rows.find(({ id }) => id === deliveryId);
    // It arrived after all, or has been followed up before.
    if (lost === undefined || lost.state === 'delivered') return [];
    const tried = rows.map((row) => triedMethod(row, tx.now));
    const decision = failOver(page.methods, tried, page.severity, (kind) => this.courier.secondCarrierFor.has(kind));
    return this.carryOut(tx, page, rows, decision);
  }

  private async carryOut(
    tx: Tx,
    page: PageFacts,
    rows: readonly DeliveryRow[],
    decision: FailOver,
  ): Promise<readonly RequestedDelivery[]> {
    switch (decision.next) {
      case 'bring-forward':
        return bringForward(tx, page, rows, decision.deliveryId);
      case 'method':
        return this.request(tx, page, decision.methodId, {});
      case 'second-carrier': {
        const failed = rows.find(({ id }) => id === decision.deliveryId);
        return this.request(tx, page, failed?.methodId ?? null, { carrier: 'second' });
      }
      case 'unreachable': {
        await giveUp(tx, page);
        break;
      }
      case 'wait':
        break;
    }
    return [];
  }

  private async request(
    tx: Tx,
    page: PageFacts,
    methodId: string | null,
    way: Omit<Way, 'method'>,
  ): Promise<readonly RequestedDelivery[]> {
    const method = page.methods.find(({ id }) => id === methodId);
    if (method === undefined) return [];
    return requestDeliveries(tx, this.draft.drafts(page, [{ method, ...way }]));
  }
}

/** For this incident and for every other that the page told of. */
async function giveUp(tx: Tx, { pageId: toldWith, userId, name }: PageFacts): Promise<void> {
  const pages = await tx.query<{ id: string; incidentId: string }>(
    `SELECT id, incident_id AS "incidentId" FROM page WHERE (id = $1 OR told_with = $1) AND state = 'open'`,
    [toldWith],
  );
  for (const { id: pageId, incidentId } of pages) {
    tell(tx, { incidentId }, 'page.unreachable', { pageId, userId, name });
    tx.emit('page.unreachable', { pageId, incidentId, userId });
  }
}

async function bringForward(
  tx: Tx,
  page: PageFacts,
  rows: readonly DeliveryRow[],
  deliveryId: string,
): Promise<readonly RequestedDelivery[]> {
  const channel = rows.find(({ id }) => id === deliveryId)?.channel;
  const moved = await tx.query(
    `UPDATE delivery SET due_at = $2, updated_at = $2 WHERE id = $1 AND state = 'pending' AND attempts = 0 RETURNING id`,
    [deliveryId, tx.now],
  );
  if (channel === undefined || moved.length === 0) return [];
  tell(tx, page, 'delivery.brought-forward', { deliveryId, channel, purpose: 'page' });
  return [{ id: deliveryId, purpose: 'page', channel }];
}

/** Of page `p`, or of any that it tells of. */
const isPageOpen = `EXISTS (SELECT FROM page o WHERE (o.id = p.id OR o.told_with = p.id) AND o.state = 'open')`;

async function giveUpWaiting(tx: Tx): Promise<void> {
  const waiting = await tx.query<{
    id: string;
    page_id: string;
    incident_id: string;
    channel: string;
    carrier: string;
    is_open: boolean;
  }>(
    `WITH due AS (
       SELECT id FROM delivery WHERE truth_at <= $1 ORDER BY truth_at LIMIT ${batch} FOR NO KEY UPDATE SKIP LOCKED
     )
     UPDATE delivery d SET truth_at = NULL,
       unknown_since = CASE WHEN d.state IN ('accepted', 'sent') AND ${isPageOpen} THEN $1 ELSE d.unknown_since END
     FROM due, page p WHERE d.id = due.id AND p.id = d.page_id
     RETURNING d.id, d.page_id, d.incident_id, d.channel, d.carrier, d.state IN ('accepted', 'sent') AND ${isPageOpen} AS is_open`,
    [tx.now],
  );
  for (const { id: deliveryId, page_id: pageId, incident_id: incidentId, channel, carrier, is_open } of waiting) {
    if (!is_open) continue;
    const data = { deliveryId, channel, purpose: 'page', ...(carrier === 'second' && { carrier }) };
    tx.append({ subject: 'incident', id: incidentId, actor: notificationActor, type: 'delivery.unknown', data });
    tx.emit('delivery.lost', { deliveryId, pageId, incidentId });
  }
}

function triedMethod(row: DeliveryRow, now: Date): TriedMethod {
  return {
    deliveryId: row.id,
    methodId: row.methodId,
    kind: row.channel,
    carrier: row.carrier,
    state: stateOf(row, now),
    isAddressAtFault: row.addressAtFault,
  };
}

function stateOf({ state, attempts, dueAt, unknownSince }: DeliveryRow, now: Date): TriedMethod['state'] {
  if (state === 'delivered') return 'arrived';
  if (state === 'failed') return 'failed';
  if (unknownSince !== null) return 'unknown';
  if (state !== 'pending') return 'under-way';
  if (attempts > 0) return 'failing';
  return dueAt !== null && dueAt > now ? 'planned' : 'under-way';
}

function tell(
  tx: Tx,
  { incidentId }: Pick<PageFacts, 'incidentId'>,
  type: string,
  data: Record<string, unknown>,
): void {
  tx.append({ subject: 'incident', id: incidentId, actor: notificationActor, type, data });
}
