import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '#config';
import type { Once } from '#queue';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { EscalationModule } from './escalation.module.js';
import { RunEscalation } from './run-escalation.js';
import { WatchIncidents } from './watch-incidents.js';

type Move = readonly [from: 'received' | 'triaged' | 'closed', to: 'received' | 'triaged' | 'closed'];

describe('moves of an incident, as its paging clock hears of them', () => {
  let scratch: TestDatabase;
  let runtime: Runtime;
  let application: NestFastifyApplication;
  let folder: string;
  let incidentId: string;

  const query = async <T>(sql: string, parameters: readonly unknown[] = []): Promise<readonly T[]> =>
    runtime.database.source.query(sql, [...parameters]);
  const once: Once = (work) =>
    runtime.database.transaction(async (tx) => ({ first: true as const, value: await work(tx) }));
  const event = <T extends string, D>(type: T, data: D) => ({
    id: randomUUID(),
    type,
    version: 1 as const,
    occurredAt: new Date().toISOString(),
    correlationId: incidentId,
    causationId: null,
    data,
  });
  const hear = ([from, to]: Move) =>
    application.get(WatchIncidents).moved(event('incident.moved', { incidentId, from, to }), once);
  const standsAt = (state: string) => query('UPDATE incident SET state = $2 WHERE id = $1', [incidentId, state]);
  const clock = async () => (await query<{ status: string }>('SELECT status FROM escalation'))[0]?.status;

  beforeAll(async () => {
    scratch = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vigil-moves-'));
    const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'fatal' });
    runtime = await openRuntime('test', config, { databaseUrl: scratch.url, clock: new FakeClock() });
    // Not initialised: nothing runs by itself.
    application = await createHttpApplication(runtime, { modules: [EscalationModule] });
  });
  beforeEach(async () => {
    await query('DELETE FROM page');
    await query('DELETE FROM escalation');
    incidentId = randomUUID();
    await query(
      `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language,
         summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at)
       VALUES ($1::uuid, $1::text, 'triaged', 'critical', 0, 'C1', 'phishing', 'fraud/phishing', 'email', 'en', '', false, false,
         false, '{}', $2, $2)`,
      [incidentId, runtime.clock.now()],
    );
    await application
      .get(WatchIncidents)
      .opened(event('incident.opened', { incidentId, severity: 'critical' as const }), once);
  });
  afterAll(async () => {
    await application.close();
    await scratch.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const closed: Move = ['triaged', 'closed'];
  const reopened: Move = ['closed', 'triaged'];
  it.each<[string, readonly Move[], string, string]>([
    ['a close stops it', [closed], 'closed', 'stopped'],
    ['a reopening starts it again', [closed, reopened], 'triaged', 'running'],
    ['a close that comes after its reopening does not silence it', [reopened, closed], 'triaged', 'running'],
    [
      'doubled and out of order, the last word counts',
      [closed, reopened, closed, reopened, closed],
      'triaged',
      'running',
    ],
    ['a reopening that comes after the next close wakes nobody', [closed, closed, reopened], 'closed', 'stopped'],
  ])('%s', async (_, moves, now, expected) => {
    await standsAt(now);
    for (const move of moves) await hear(move);
    expect(await clock()).toBe(expected);
  });

  const pages = async () => (await query('SELECT 1 FROM page')).length;
  const turned = (turn: 'worse' | 'over', wakes: boolean) =>
    application.get(WatchIncidents).reporterTurned(event('reporter.turned', { incidentId, turn, wakes }), once);
  const taken = () =>
    once(async (tx) => {
      const [page] = await tx.query<{ id: string }>('SELECT user_id AS id FROM page LIMIT 1');
      await application.get(RunEscalation).run(tx, incidentId, { kind: 'acknowledged', by: page?.id ?? '' });
    });

  const ended = async () => {
    await standsAt('closed');
    await hear(closed);
  };

  it('pages anew when it gets worse for somebody whose report was taken, or is over', async () => {
    for (const before of [taken, ended]) {
      await before();
      const paged = await pages();
      await turned('worse', true);
      expect([await clock(), (await pages()) > paged]).toEqual(['running', true]);
    }
  });

  it('wakes nobody twice while it pages, and nobody for what is over or was told a moment ago', async () => {
    const paged = await pages();
    await turned('worse', true);
    expect(await pages()).toBe(paged);
    await taken();
    await turned('over', false);
    await turned('worse', false);
    expect([await clock(), await pages()]).toEqual(['acknowledged', paged]);
  });
});
