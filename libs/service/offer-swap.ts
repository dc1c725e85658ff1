import { randomInt, randomUUID } from 'node:crypto';
import { shiftsBetween } from '#domain';
import type { Tx } from '#store';
import { lockWatch, longestShiftMs, planWatch } from './plan-watch.js';
import { recordWatchChange } from './record-watch-change.js';

export interface SwapOffer {
  readonly scheduleId: string;
  readonly from: Date;
  readonly to: Date;
  readonly by: { readonly id: string; readonly key: string };
  /** Null: to anyone. */
  readonly toId: string | null;
  readonly reason: string;
}

export type OfferOutcome =
  | { readonly outcome: 'offered'; readonly swapId: string }
  | { readonly outcome: 'unknown' | 'over' | 'too-long' | 'not-on-duty' | 'offered-already' | 'too-many' };

/** More open offers than anybody has shifts to give away. */
const mostOffers = 50;

/**
 * Offers a time on duty to one responder or to whoever takes it first; until then it stays with whoever offers it. The same
 * offer made twice is one.
 */
export async function offerSwap(tx: Tx, { scheduleId, from, to, by, toId, reason }: SwapOffer): Promise<OfferOutcome> {
  await lockWatch(tx);
  if (to <= tx.now) return { outcome: 'over' };
  if (to.getTime() - from.getTime() > longestShiftMs) return { outcome: 'too-long' };
  const schedule = (await planWatch(tx, from)).find(({ id }) => id === scheduleId);
  if (schedule === undefined) return { outcome: 'unknown' };
  const open = await tx.query<{ id: string; from_at: Date; to_at: Date; offered_to: string | null; same: boolean }>(
    `SELECT id, from_at, to_at, offered_to, schedule_id = $3 AND from_at < $5 AND to_at > $4 AS same FROM shift_swap
     WHERE offered_by = $1 AND state = 'offered' AND to_at > $2`,
    [by.id, tx.now, scheduleId, from, to],
  );
  const overlapping = open.filter(({ same }) => same);
  const twin = overlapping.find((swap) => +swap.from_at === +from && +swap.to_at === +to && swap.offered_to === toId);
  if (twin !== undefined) return { outcome: 'offered', swapId: twin.id };
  if (overlapping.length > 0) return { outcome: 'offered-already' };
  if (open.length >= mostOffers) return { outcome: 'too-many' };
  const remaining = from < tx.now ? tx.now : from;
  const isTheirs = shiftsBetween(schedule.compiled, remaining, to).every(({ people }) => people.includes(by.key));
  if (!isTheirs) return { outcome: 'not-on-duty' };

  const swapId = await writeOffer(tx, { scheduleId, from, to, by, toId, reason });
  await recordWatchChange(tx, {
    actor: `user:${by.id}`,
    kind: 'swap.offered',
    subject: schedule.key,
    data: { swapId, from, to, ...(toId !== null && { to: toId }) },
  });
  tx.emit('swap.offered', { swapId });
  return { outcome: 'offered', swapId };
}

/** Codes are of four digits, which no page's code is while one with three is free, and never that of an open page. */
async function writeOffer(tx: Tx, { scheduleId, from, to, by, toId, reason }: SwapOffer): Promise<string> {
  const id = randomUUID();
  for (;;) {
    const candidates = Array.from({ length: 8 }, () => String(randomInt(1_000, 10_000)));
    const [made] = await tx.query(
      `INSERT INTO shift_swap (id, schedule_id, from_at, to_at, offered_by, offered_to, state, code, reason, offered_at)
       SELECT $1, $2, $3, $4, $5, $6, 'offered', code, $8, $9 FROM unnest($7::text[]) AS candidate (code)
       WHERE NOT EXISTS (SELECT FROM page p WHERE p.code = candidate.code AND p.state IN ('open', 'snoozed'))
         AND NOT EXISTS (SELECT FROM shift_swap s WHERE s.code = candidate.code AND s.state = 'offered') LIMIT 1
       RETURNING id`,
      [id, scheduleId, from, to, by.id, toId, candidates, reason, tx.now],
    );
    if (made !== undefined) return id;
  }
}
