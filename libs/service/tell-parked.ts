import type { QueueName } from '#contracts';
import type { Database } from '#store';
import { raiseNotice } from './raise-notice.js';

/**
 * An event was tried as often as events are and stands aside: the managers are told once, since nothing will come of it by itself.
 * `vigil queue inspect` shows it with its error, `vigil queue retry` gives it another try.
 */
export async function tellParked(database: Database, queue: QueueName, eventId: string): Promise<void> {
  await database.transaction(async (tx) => {
    const [event] = await tx.query<{ type: string }>('SELECT type FROM event WHERE id = $1', [eventId]);
    if (event === undefined) return;
    await raiseNotice(tx, { kind: 'event-parked', key: `${queue} ${eventId}`, facts: { queue, event: event.type } });
  });
}
