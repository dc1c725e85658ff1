import { Inject, Injectable } from '@nestjs/common';
import { type EventOf, queues } from '#contracts';
import { mask, planPage } from '#domain';
import { Handles, type Once } from '#queue';
import { raiseNotice, Sweeps } from '#service';
import { Clock, Database, type Tx } from '#store';
import { DraftPage } from './draft-page.js';
import { gather, holdBack, howToTell, pagedLately } from './gather-pages.js';
import { type PageFacts, readPage } from './page-facts.js';
import { notificationActor, requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

/** People who are told of what waits for them in one sweep; the next one finds the rest. */
const peopleASweep = 50;

/** Wakes one responder in the ways that they asked for; what comes later than at once is written down with its time. */
@Injectable()
export class PageResponder {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(DraftPage) private readonly draft: DraftPage,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'page.requested')
  async onRequested(event: EventOf<'page.requested'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.page(tx, event.data));
    if (handled.first) this.sending.start(handled.value);
  }

  /** Tells those for whom something has waited for company long enough. */
  @Sweeps({ everyMs: 1_000 })
  async tellGathered(): Promise<void> {
    const people: { readonly user_id: string }[] = await this.database.source.query(
      `SELECT DISTINCT user_id FROM page WHERE gathered_until <= $1 LIMIT ${peopleASweep}`,
      [this.clock.now()],
    );
    for (const { user_id: userId } of people) {
      this.sending.start(await this.database.transaction((tx) => this.tellOfAll(tx, userId)));
    }
  }

  private async page(
    tx: Tx,
    { pageId, userId }: EventOf<'page.requested'>['data'],
  ): Promise<readonly RequestedDelivery[]> {
    const [page, earlier] = await Promise.all([readPage(tx, pageId), pagedLately(tx, userId, pageId)]);
    // Taken while the event travelled: nobody needs waking.
    if (page === null || page.state !== 'open') return [];
    const telling = await howToTell(tx, page, earlier);
    if (telling.tell === 'alone') return this.tell(tx, page);
    if (telling.at > tx.now) {
      await holdBack(tx, page, telling.at);
      return [];
    }
    return this.tellOfAll(tx, page.userId, pageId);
  }

  /** `pageId`: with this one, though it has not waited. */
  private async tellOfAll(tx: Tx, userId: string, pageId?: string): Promise<readonly RequestedDelivery[]> {
    const page = await gather(tx, userId, pageId);
    return page === null ? [] : this.tell(tx, page);
  }

  private async tell(tx: Tx, page: PageFacts): Promise<readonly RequestedDelivery[]> {
    const { pageId } = page;
    const plan = planPage(page, page.severity, tx.now);
    if (plan.isLastStraw) await this.tellLastStraw(tx, page);
    tellBarred(tx, page);
    const ways = plan.methods.flatMap(({ methodId, afterMs }) => {
      const method = page.methods.find(({ id }) => id === methodId);
      return method === undefined ? [] : [{ method, afterMs }];
    });
    if (ways.length === 0) {
      const { incidentId, userId } = page;
      tx.emit('page.unreachable', { pageId, incidentId, userId });
      return [];
    }
    // A mail wakes nobody and waits its turn; what a browser needs to read a push is looked up when it is claimed.
    return requestDeliveries(
      tx,
      this.draft.drafts(page, ways),
      (delivery) => (delivery.channel === 'sms' || delivery.channel === 'voice') && this.sending.hasRoom(delivery),
    );
  }

  /** Once a day for each person: they go on being paged by all that is left. */
  private async tellLastStraw(tx: Tx, { userId, name }: PageFacts): Promise<void> {
    const key = `${userId} ${tx.now.toISOString().slice(0, 10)}`;
    await raiseNotice(tx, { kind: 'responder-unreachable', key, facts: { name } });
  }
}

/** Whoever reads the timeline sees why no text went out. */
function tellBarred(tx: Tx, { incidentId, methods }: PageFacts): void {
  for (const { address } of methods.filter(({ isOptedOut }) => isOptedOut)) {
    const data = { channel: 'sms', purpose: 'page', to: mask(address), because: 'opted-out' };
    tx.append({ subject: 'incident', id: incidentId, actor: notificationActor, type: 'delivery.barred', data });
  }
}
