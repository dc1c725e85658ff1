import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEvent } from '#contracts';
import { bindHandlers, Dispatcher, type Handler, Handles, type Job, type Once, Queues } from '#queue';
import type { Database } from '#store';
import { FakeClock, freshDatabase, openDatabase, type TestDatabase } from '#testing';
import { tellParked } from './tell-parked.js';

const events = 200;

class Readers {
  readonly read = new Set<string>();
  poison = '';

  @Handles('triage', 'report.received')
  async handle(event: Parameters<Handler<'report.received'>>[0], once: Once): Promise<void> {
    await once(async (tx) => {
      await tx.query('SELECT 1');
      if (event.data.reportId === this.poison) throw new Error('no reader can read this');
      this.read.add(event.data.reportId);
    });
  }

  @Handles('triage', 'report.reread-requested')
  async reread(): Promise<void> {}
}

describe('an event that fails every time', () => {
  let scratch: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    scratch = await freshDatabase();
    database = await openDatabase(scratch.url, new FakeClock());
  });
  afterAll(async () => {
    await database.source.destroy();
    await scratch.drop();
  });

  it(`stands aside with its error, is told once, and holds up none of the ${events - 1} others`, async () => {
    const readers = new Readers();
    const queues = await Queues.connect({ kind: 'postgres', url: scratch.url });
    const failures: (readonly [string, boolean])[] = [];
    const drains: ((job: Job) => Promise<void>)[] = [];
    queues.drain = (_name, process) => {
      drains.push(process);
    };
    const telling: Promise<void>[] = [];
    const dispatcher = new Dispatcher(database, queues, {
      failed: (queue, eventId, _error, parked) => {
        failures.push([eventId, parked]);
        if (parked) telling.push(tellParked(database, queue, eventId), tellParked(database, queue, eventId));
      },
    });
    dispatcher.start(bindHandlers([readers], ['triage']), async () => undefined);

    const reports = Array.from({ length: events }, () => randomUUID());
    readers.poison = reports[100] ?? '';
    const ids = await database.transaction(async (tx) =>
      reports.map((reportId) => tx.emit('report.received', { reportId })),
    );
    const rows = await database.source.query('SELECT * FROM event WHERE id = ANY($1)', [ids]);
    const jobs = rows.map((row: Record<string, unknown>): Job => ({
      id: String(row['id']),
      name: 'report.received',
      attemptsMade: 9,
      data: parseEvent({
        id: row['id'],
        type: row['type'],
        version: 1,
        occurredAt: (row['occurred_at'] as Date).toISOString(),
        correlationId: row['correlation_id'],
        causationId: row['causation_id'],
        data: row['data'],
      }),
    }));
    const settled = await Promise.allSettled(jobs.map((job: Job) => drains[0]?.(job)));
    await Promise.all(telling);

    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(readers.read.size).toBe(events - 1);
    expect(failures).toEqual([[ids[100], true]]);
    const parked = await database.source.query('SELECT event_id, last_error FROM outbox WHERE parked_at IS NOT NULL');
    expect(parked).toEqual([{ event_id: ids[100], last_error: 'Error: no reader can read this' }]);
    const notices = await database.source.query('SELECT kind, facts FROM notice');
    expect(notices).toEqual([{ kind: 'event-parked', facts: { queue: 'triage', event: 'report.received' } }]);
    await queues.close();
  });
});
