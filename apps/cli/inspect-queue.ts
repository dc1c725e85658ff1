import { retryParked } from '#service';
import { Database, SystemClock } from '#store';
import { print, printJson, table } from './print.js';
import { withStore } from './with-store.js';

interface Row {
  readonly queue: string;
  readonly unpublished: number;
  readonly unhandled: number;
  readonly parked: number;
  readonly oldest: Date | null;
}

interface Parked {
  readonly queue: string;
  readonly type: string;
  readonly event_id: string;
  readonly parked_at: Date;
  readonly last_error: string;
}

/** What each service has yet to do, as the database knows it: the queue itself is only the courier. */
export async function inspectQueue(options: { readonly json?: boolean }): Promise<void> {
  const { rows, parked } = await withStore(async (source) => {
    const rows: Row[] = await source.query(
      `SELECT queue, count(*) FILTER (WHERE published_at IS NULL)::int AS unpublished,
         count(*) FILTER (WHERE published_at IS NOT NULL AND parked_at IS NULL)::int AS unhandled,
         count(*) FILTER (WHERE parked_at IS NOT NULL)::int AS parked, min(created_at) AS oldest
       FROM outbox WHERE handled_at IS NULL GROUP BY queue ORDER BY queue`,
    );
    const parked: Parked[] = await source.query(
      `SELECT o.queue, e.type, o.event_id, o.parked_at, o.last_error FROM outbox o JOIN event e ON e.id = o.event_id
       WHERE o.parked_at IS NOT NULL ORDER BY o.parked_at DESC LIMIT 50`,
    );
    return { rows, parked };
  });
  if (options.json === true) return printJson({ queues: rows, parked });
  if (rows.length === 0) return print('Nothing waits.');
  const cells = rows.map((row) => [
    row.queue,
    String(row.unpublished),
    String(row.unhandled),
    String(row.parked),
    row.oldest?.toISOString() ?? '',
  ]);
  print(table([['QUEUE', 'TO PUBLISH', 'IN WORK', 'GIVEN UP', 'OLDEST'], ...cells]));
  for (const row of parked)
    print(`given up: ${row.queue} ${row.type} ${row.event_id} at ${row.parked_at.toISOString()}: ${row.last_error}`);
}

/** A relay finds them at its next sweep. */
export async function retryAllParked(options: { readonly json?: boolean }): Promise<void> {
  const { length: retried } = await withStore((source) =>
    new Database(source, new SystemClock()).transaction((tx) => retryParked(tx, 'service:command-line')),
  );
  if (options.json === true) return printJson({ retried });
  print(`${retried} given another try.`);
}
