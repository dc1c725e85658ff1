import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Courier } from '#courier';
import { Lane, Queues } from '#queue';
import { Log, Sweeps } from '#service';
import { Clock, Database, type Delivery } from '#store';
import { AttemptDelivery } from './attempt-delivery.js';
import { KeepPace, type Rank } from './keep-pace.js';
import type { RequestedDelivery } from './request-delivery.js';

/** Attempts at once in one lane. Each waits most of its time: for a carrier, or for its turn. */
const atOnce = 32;
/** Due deliveries that one sweep takes up in each lane; the next sweep finds the rest. */
const mostASweep = 50;

/** What wakes or informs a responder, or what somebody waits for. It never waits behind what goes to reporters. */
const urgent: readonly string[] = ['page', 'page-taken', 'reply-answer', 'verification', 'notice', 'method-code'];

/**
 * Sends what is due. Urgent and ordinary deliveries have lanes of their own, and so has each channel: a mail server that
 * hangs holds up no text, and a thousand acknowledgements hold up no page.
 */
@Injectable()
export class SendDeliveries implements OnApplicationShutdown {
  private readonly lanes = new Map<string, Lane<RequestedDelivery>>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(AttemptDelivery) private readonly attempts: AttemptDelivery,
    @Inject(KeepPace) private readonly pace: KeepPace,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(Queues) private readonly queues: Queues,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Whether a delivery would be sent at once: its lane is not full, and its carrier takes whatever comes. */
  hasRoom(delivery: Pick<Delivery, 'purpose' | 'channel' | 'carrier'>): boolean {
    return !this.pace.isCapped(delivery) && this.laneFor(delivery).hasRoom;
  }

  /** Takes up deliveries that have been committed, without waiting for their end. */
  start(deliveries: readonly RequestedDelivery[]): void {
    for (const delivery of deliveries) {
      this.laneFor(delivery).add(delivery);
    }
  }

  /** Finds what a process left behind when it died, and what is to be tried again. */
  @Sweeps({ everyMs: 1_000 })
  async sweep(): Promise<void> {
    const due: RequestedDelivery[] = await this.database.source.query(
      `SELECT id, purpose, channel FROM (
         SELECT id, purpose, channel, row_number() OVER (PARTITION BY purpose = ANY($2), channel ORDER BY due_at, id) AS place
         FROM delivery WHERE state IN ('pending', 'sending') AND due_at <= $1) AS due
       WHERE place <= $3`,
      [this.clock.now(), urgent, mostASweep],
    );
    this.start(due);
  }

  /** Resolves when every delivery that was taken up has had its attempt. */
  async idle(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.idle()));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.idle();
    await this.courier.close();
  }

  private laneFor({ purpose, channel }: Pick<Delivery, 'purpose' | 'channel'>): Lane<RequestedDelivery> {
    const rank = rankOf(purpose);
    const name = `${rank} ${channel}`;
    const known = this.lanes.get(name);
    if (known !== undefined) return known;
    // Mail wakes nobody as fast as a phone does.
    const isFirst = rank !== 'ordinary' && channel !== 'email';
    const { pagesFirst } = this.queues;
    const lane = new Lane<RequestedDelivery>(atOnce, async (delivery) => {
      await this.pace.room(channel, rank);
      await (isFirst ? pagesFirst.during(() => this.attempt(delivery, 'first')) : this.attempt(delivery, 'in turn'));
    });
    this.lanes.set(name, lane);
    return lane;
  }

  /** An attempt that breaks off is made again when its lease has passed. */
  private async attempt({ id: deliveryId, begun }: RequestedDelivery, order: 'first' | 'in turn'): Promise<void> {
    try {
      await this.attempts.attempt(deliveryId, order, begun);
    } catch (error) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.log.error({ message: 'an attempt to deliver broke off, will be made again', deliveryId }, stack);
    }
  }
}

function rankOf(purpose: RequestedDelivery['purpose']): Rank {
  if (purpose === 'page') return 'page';
  return urgent.includes(purpose) ? 'urgent' : 'ordinary';
}
