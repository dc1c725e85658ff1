import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IncidentList, incidentList, type Problem } from '#contracts';
import { compareForQueue, severities } from '#domain';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from './desk-rig.js';
import { isOpen, queueOrder, selectIncidents } from './incident-row.js';

const size = 300;

describe('the triage queue', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let cookie: string;
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    cookie = await desk.cookieOf('priya');
    const base = clock.now().getTime();
    for (let index = 0; index < size; index += 1) {
      await desk.seed({
        severity: severities[(index * 7) % severities.length] ?? 'low',
        // Several open at the same instant, so that only the id tells them apart.
        openedAt: new Date(base - ((index * 37) % 60) * 60_000),
        ...(index % 3 === 0 && { acknowledgedBy: 'priya' }),
      });
    }
    await desk.seed({ state: 'closed', severity: 'critical' });
    await desk.seed({ state: 'resolved', severity: 'critical' });
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const page = async (query: string) =>
    incidentList.parse((await desk.get<IncidentList>(`/api/v1/incidents?${query}`, cookie)).body);

  it.each([
    ['open', 300],
    ['all', 302],
  ])('has every incident once, in the one order, over pages of any size (%s)', async (state, count) => {
    for (const limit of [200, 47]) {
      const items: IncidentList['items'] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const next: IncidentList = await page(
          `state=${state}&limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        expect(next.items.length).toBeLessThanOrEqual(limit);
        items.push(...next.items);
        cursor = next.nextCursor;
      }
      expect(new Set(items.map((item) => item.id)).size).toBe(count);
      const positions = items.map((item) => ({
        id: item.id,
        severity: item.severity,
        acknowledged: item.acknowledgedAt !== null,
        score: item.score,
        openedAt: new Date(item.openedAt),
      }));
      expect(positions).toEqual(positions.toSorted(compareForQueue));
    }
  });

  it('can read a page by its index alone, as the person who asks', async () => {
    const which = `WHERE ${isOpen} AND (${queueOrder}) > (1::smallint, false, 40::smallint, now(), $2::uuid) ORDER BY ${queueOrder} LIMIT 20`;
    const plan = await desk.runtime.database.transactionFor('*', async (tx) => {
      // A few hundred rows are read faster without any index: this asks whether it could, not whether it would.
      await tx.query('SET LOCAL enable_seqscan = off');
      await tx.query('SET LOCAL enable_bitmapscan = off');
      return tx.query<Record<string, string>>(`EXPLAIN ${selectIncidents(which)}`, ['en', randomUUID()]);
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index Scan using incident_queue on incident i[^\n]*\n\s+Index Cond: \(ROW\(severity_rank/);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=many',
    'state=lost',
    'cursor=nonsense',
    'cursor=',
    `cursor=${'a'.repeat(400)}`,
  ])('refuses %s', async (query) => {
    const answer = await desk.get<Problem>(`/api/v1/incidents?${query}`, cookie);
    expect(answer.status).toBe(422);
  });

  it('refuses a cursor whose parts no row can have', async () => {
    for (const forged of [
      [0, true, '2026-13-01T00:00:00Z', 'x'],
      [99, true, '2026-01-01T00:00:00Z', ''],
      { a: 1 },
      null,
    ]) {
      const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url');
      expect((await desk.get(`/api/v1/incidents?cursor=${cursor}`, cookie)).status).toBe(422);
    }
  });
});
