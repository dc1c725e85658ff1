import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { bookedMoments, spacingMs } from '#domain';
import { Settings } from '#service';
import type { Delivery, Tx } from '#store';

type Sent = Pick<Delivery, 'id' | 'carrier' | 'channel'>;

/** Who stands in line for a carrier: a page goes before what else is urgent, and that before what goes to reporters. */
export type Rank = 'page' | 'urgent' | 'ordinary';

/** How far ahead each may book, in milliseconds. What ranks higher books further, so it waits behind little that ranks lower. */
const mostAhead: Readonly<Record<Rank, number>> = { page: 1_000, urgent: 500, ordinary: 250 };

/** What a carrier takes evenly, as this process sees it; both in milliseconds of the process's own clock. */
interface Line {
  readonly perSecond: number;
  /** The last moment that anybody has booked, as far as this process knows. */
  bookedUntil: number;
  /** When this process may send again. */
  free: number;
}

/**
 * A carrier takes so many messages a second and refuses the rest. All processes book their moments in one row; each sends no two
 * closer together than the cap allows, however late its timers are.
 */
@Injectable()
export class KeepPace {
  private readonly lines = new Map<string, Line>();

  constructor(@Inject(Settings) { config }: Settings) {
    for (const [carrier, caps] of Object.entries(config.environment.mostPerSecond)) {
      for (const [channel, perSecond] of Object.entries(caps)) {
        if (perSecond !== null) this.lines.set(`${carrier} ${channel}`, { perSecond, bookedUntil: 0, free: 0 });
      }
    }
  }

  /** Whether whatever goes to this carrier has to wait for a moment of its own. */
  isCapped({ carrier, channel }: Omit<Sent, 'id'>): boolean {
    return this.lines.has(`${carrier} ${channel}`);
  }

  /** Resolves when somebody of this rank may book. */
  async room(channel: Sent['channel'], rank: Rank): Promise<void> {
    const line = this.lines.get(`first ${channel}`);
    if (line === undefined) return;
    for (let wait = Infinity; wait > 0;) {
      wait = line.bookedUntil - performance.now() - mostAhead[rank];
      if (wait > 0) await pause(wait);
    }
  }

  /** The moment of each delivery whose carrier has a cap, by the delivery's id. */
  async book(tx: Tx, deliveries: readonly Sent[]): Promise<ReadonlyMap<string, Date>> {
    const moments = new Map<string, Date>();
    const inOrder = [...this.lines].toSorted(([one], [other]) => (one < other ? -1 : 1));
    for (const [name, line] of inOrder) {
      const wanted = deliveries.filter(({ carrier, channel }) => `${carrier} ${channel}` === name);
      if (wanted.length === 0) continue;
      const [carrier, channel] = name.split(' ');
      const [booked] = await tx.query<{ free_at: Date }>(
        `INSERT INTO carrier_pace AS p (carrier, channel, free_at) VALUES ($1, $2, $3::timestamptz + make_interval(secs => $4))
         ON CONFLICT (carrier, channel) DO UPDATE SET free_at = greatest(p.free_at, $3) + make_interval(secs => $4)
         RETURNING free_at`,
        [carrier, channel, tx.now, (wanted.length * spacingMs(line.perSecond)) / 1_000],
      );
      if (booked === undefined) continue;
      line.bookedUntil = performance.now() + booked.free_at.getTime() - tx.now.getTime();
      const booking = bookedMoments(wanted.length, line.perSecond, booked.free_at);
      for (const [place, { id }] of wanted.entries()) moments.set(id, booking[place] ?? tx.now);
    }
    return moments;
  }

  /** Resolves when a delivery may be sent that has `untilMs` to wait for its moment. */
  async turn({ carrier, channel }: Sent, untilMs: number): Promise<void> {
    const line = this.lines.get(`${carrier} ${channel}`);
    if (line === undefined) return;
    if (untilMs > 0) await pause(untilMs);
    for (let wait = line.free - performance.now(); wait > 0; wait = line.free - performance.now()) await pause(wait);
    line.free = performance.now() + spacingMs(line.perSecond);
  }
}
