import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnyEvent } from '#contracts';
import { Database } from '#store';
import { FakeClock, freshDatabase, openDatabase, type TestDatabase } from '#testing';
import {
  bindHandlers,
  Dispatcher,
  Handles,
  type Handler,
  type Once,
  Queues,
  type QueueBackendOptions,
} from './index.js';

const redisUrl = process.env['TEST_REDIS_URL'];
const backends = [
  { name: 'PostgreSQL', available: true, options: (url: string): QueueBackendOptions => ({ kind: 'postgres', url }) },
  {
    name: redisUrl === undefined ? 'Redis (skipped: TEST_REDIS_URL is not set)' : 'Redis',
    available: redisUrl !== undefined,
    options: (): QueueBackendOptions => ({ kind: 'redis', url: redisUrl ?? '' }),
  },
];

class Recorder {
  readonly effects: string[] = [];
  deliveries = 0;
  private readonly waiting: (() => void)[] = [];
  fail = 0;

  @Handles('triage', 'report.received')
  async handle(event: Parameters<Handler<'report.received'>>[0], once: Once): Promise<void> {
    this.deliveries += 1;
    this.ring();
    if (this.fail > 0) {
      this.fail -= 1;
      throw new Error('dies before its work is committed');
    }
    const result = await once(async () => event.data.reportId);
    if (result.first) this.effects.push(result.value);
    this.ring();
  }

  /** Every event of a queue has its handler, or nothing starts. */
  @Handles('triage', 'report.reread-requested')
  async reread(): Promise<void> {}

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((done) => this.waiting.push(done));
  }

  private ring(): void {
    for (const done of this.waiting.splice(0)) done();
  }
}

describe.each(backends)('a queue on $name', ({ available, options }) => {
  let scratch: TestDatabase;
  let database: Database;
  let queues: Queues;
  let recorder: Recorder;
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    database = await openDatabase(scratch.url, clock);
  });

  afterAll(async () => {
    await database.source.destroy();
    await scratch.drop();
  });

  beforeEach(async (context) => {
    if (!available) context.skip('TEST_REDIS_URL is not set');
    queues = await Queues.connect(options(scratch.url));
    recorder = new Recorder();
  });

  afterEach(async () => {
    await queues?.close();
  });

  const start = (onAlarm: (rowId: string) => void = () => undefined): void => {
    const dispatcher = new Dispatcher(database, queues, { failed: () => undefined });
    dispatcher.start(bindHandlers([recorder], ['triage']), async (_queue, rowId) => onAlarm(rowId));
  };

  const recorded = async (): Promise<AnyEvent> => {
    const reportId = randomUUID();
    const id = await database.transaction((tx) => tx.emit('report.received', { reportId }));
    return {
      id,
      type: 'report.received',
      version: 1,
      occurredAt: clock.now().toISOString(),
      correlationId: reportId,
      causationId: null,
      data: { reportId },
    };
  };

  it('brings an event to its handler, which counts it as handled in its own transaction', async () => {
    const event = await recorded();
    start();
    await queues.publish('triage', [event]);
    await recorder.until(() => recorder.effects.length === 1);
    const [row] = await database.source.query('SELECT handled_at FROM outbox WHERE event_id = $1', [event.id]);
    expect(row.handled_at).not.toBeNull();
  });

  it('has an effect once, however often the event is published', async () => {
    const event = await recorded();
    start();
    await queues.publish('triage', [event]);
    await recorder.until(() => recorder.effects.length === 1);
    while (((await queues.counts()).get('triage')?.['active'] ?? 0) > 0);
    await queues.publish('triage', [event]);
    await recorder.until(() => recorder.deliveries === 2);
    const second = await recorded();
    await queues.publish('triage', [second, second]);
    await recorder.until(() => recorder.effects.length === 2);
    expect(recorder.effects).toHaveLength(2);
  });

  it('tries again after a failure', async () => {
    const event = await recorded();
    recorder.fail = 2;
    start();
    await queues.publish('triage', [event]);
    await recorder.until(() => recorder.effects.length === 1);
    expect(recorder.deliveries).toBe(3);
  });

  it('rings an alarm clock for a row', async () => {
    const rung = new Promise<string>((resolve) => start(resolve));
    queues.wakeAt('triage', 'row-1', clock.now(), clock.now());
    expect(await rung).toBe('row-1');
  });

  it('counts what waits', async () => {
    await queues.publish('triage', [await recorded(), await recorded()]);
    const counts = (await queues.counts()).get('triage');
    expect(
      (counts?.['waiting'] ?? 0) + (counts?.['wait'] ?? 0) + (counts?.['prioritized'] ?? 0),
    ).toBeGreaterThanOrEqual(2);
  });
});

describe('binding handlers', () => {
  it('refuses to start when an event has no handler', () => {
    expect(() => bindHandlers([], ['triage'])).toThrow('triage has no handler for report.received');
  });

  it('refuses to start when an event has two handlers', () => {
    expect(() => bindHandlers([new Recorder(), new Recorder()], ['triage'])).toThrow(
      'two handlers for report.received',
    );
  });
});
