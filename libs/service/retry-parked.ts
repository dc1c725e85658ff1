import type { Actor, Tx } from '#store';
import { recordWatchChange } from './record-watch-change.js';

/** An event that one queue gave up on. */
export interface ParkedEvent {
  readonly eventId: string;
  readonly queue: string;
}

/** How many ids the history of changes names before it only counts. */
const namedAtMost = 100;

/**
 * Gives events that were given up on another try, all of them without `only`; a relay finds them at its next sweep. Returns
 * those that it was given to: what was handled or tried again meanwhile is none.
 */
export async function retryParked(
  tx: Tx,
  actor: Actor,
  only: readonly ParkedEvent[] | null = null,
): Promise<readonly ParkedEvent[]> {
  const among = `AND (event_id, queue) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`;
  const retried = await tx.query<ParkedEvent>(
    `UPDATE outbox SET parked_at = NULL, last_error = NULL, published_at = NULL
     WHERE parked_at IS NOT NULL AND handled_at IS NULL ${only === null ? '' : among}
     RETURNING event_id AS "eventId", queue`,
    only === null ? [] : [only.map(({ eventId }) => eventId), only.map(({ queue }) => queue)],
  );
  if (retried.length > 0) {
    const data = { count: retried.length, events: retried.slice(0, namedAtMost) };
    await recordWatchChange(tx, { actor, kind: 'event.retried', subject: 'outbox', data });
  }
  return retried;
}
