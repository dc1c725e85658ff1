import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type IncidentList,
  incidentList,
  type JunkOutcome,
  type Problem,
  queueFilter,
  type QueueCounts,
  type SavedView,
} from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';
import { queueOrder, selectIncidents } from '../incident-row.js';
import { narrowQueue } from './narrow-queue.js';

describe('the queue, narrowed', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let cookie: string;
  let liaison: string;
  const clock = new FakeClock();
  const made: Record<string, string> = {};

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    cookie = await desk.cookieOf('priya');
    liaison = await desk.cookieOf('liaison-red-oak');
    const now = clock.now().getTime();
    const seed = async (name: string, seeded: Parameters<DeskRig['seed']>[0], change = '') => {
      const { id } = await desk.seed(seeded);
      made[name] = id;
      if (change !== '') await desk.rows(`UPDATE incident SET ${change} WHERE id = $1`, [id]);
    };
    await seed(
      'oak',
      { severity: 'critical', party: 'red-oak' },
      `summary = 'Facebook page of the candidate was taken'`,
    );
    await seed('heron', { severity: 'high', party: 'blue-heron', acknowledgedBy: 'priya' }, `account_kind = 'social'`);
    await seed('taken', { severity: 'high', acknowledgedBy: 'marc' }, `violence = true`);
    await seed('old', { severity: 'medium', openedAt: new Date(now - 30 * 3_600_000) }, `category = 'ddos'`);
    await seed('given', { severity: 'low', acknowledgedBy: 'marc' }, `assignee_id = '${desk.userId('priya')}'`);
    await seed('nothing', { severity: 'not-an-incident', lifeSafety: true });
    await seed('closed', { severity: 'low', state: 'closed' });
    await seed('resolved', { severity: 'low', state: 'resolved' });
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const names = async (query: string, as = cookie) => {
    const { status, body } = await desk.get<IncidentList>(`/api/v1/incidents?${query}`, as);
    expect(status).toBe(200);
    return incidentList.parse(body).items.map(({ id }) => Object.keys(made).find((name) => made[name] === id));
  };

  const minutes = (at: string | undefined) => (Date.parse(at ?? '') - clock.now().getTime()) / 60_000;

  const views = (body: unknown, at = '') => desk.post<SavedView[] & Problem>(`/api/v1/queue/views${at}`, cookie, body);

  const file = (ids: readonly string[]) =>
    desk.post<JunkOutcome>('/api/v1/queue/junk', cookie, { ids, reason: 'Advertising' });

  const undo = (ids: readonly string[], as = cookie) => desk.post<JunkOutcome>('/api/v1/queue/junk/undo', as, { ids });

  const story = async (id: string) =>
    (
      await desk.rows<{ type: string; to: string | null; reason: string | null }>(
        `SELECT type, data ->> 'to' AS to, data ->> 'reason' AS reason FROM timeline_entry WHERE subject_id = $1 AND seq > 1 ORDER BY seq`,
        [id],
      )
    ).map(({ type, to, reason }) => [type, to, reason]);

  const cases: readonly (readonly [query: string, found: readonly string[]])[] = [
    ['', ['oak', 'heron', 'taken', 'old', 'given', 'nothing']],
    ['state=closed', ['closed']],
    ['state=closed,resolved', ['closed', 'resolved']],
    ['state=open,closed&severity=low', ['given', 'closed']],
    ['severity=critical', ['oak']],
    ['severity=critical,medium', ['oak', 'old']],
    ['category=ddos', ['old']],
    ['account=social', ['heron']],
    ['party=red-oak', ['oak']],
    ['party=red-oak,blue-heron', ['oak', 'heron']],
    ['party=none&severity=high,medium', ['taken', 'old']],
    ['holder=me', ['heron', 'given']],
    ['holder=nobody', ['oak', 'old', 'nothing']],
    ['unacknowledged=1', ['oak', 'old']],
    ['flag=violence', ['taken']],
    ['flag=life-safety,violence', ['taken', 'nothing']],
    ['since=24h&severity=critical,medium', ['oak']],
    ['since=2d&severity=critical,medium', ['oak', 'old']],
    ['q=facebook', ['oak']],
    ['q=FACE candid', ['oak']],
    ['q=facebook mailbox', []],
    ['q=heron', ['heron']],
    ['q=!%27%25_', []],
    ['q=mailbox&severity=high', ['heron', 'taken']],
  ];

  it.each(cases)('finds by %s', async (query, found) => {
    expect(new Set(await names(query))).toEqual(new Set(found));
    const { body } = await desk.get<QueueCounts>(`/api/v1/queue/counts?${query}`, cookie);
    expect(body).toMatchObject({ count: found.length, isMore: false });
  });

  it('finds one by its reference, or by the beginning of a part of it', async () => {
    const { body } = await desk.get<IncidentList>('/api/v1/incidents?severity=critical', cookie);
    const reference = body.items[0]?.reference ?? '';
    expect(await names(`q=${reference.toLowerCase()}`)).toEqual(['oak']);
  });

  it.each(['', 'q=heron', 'q=mailbox', 'party=blue-heron', 'holder=nobody', 'state=all', 'severity=high'])(
    'shows and counts for a liaison nothing of another party (%s)',
    async (query) => {
      const found = await names(query, liaison);
      expect(found.filter((name) => name !== 'oak')).toEqual([]);
      const { body } = await desk.get<QueueCounts>(`/api/v1/queue/counts?${query}`, liaison);
      expect(body.count).toBe(found.length);
    },
  );

  it('answers about some ids, as far as the filter still finds them', async () => {
    expect(await names(`ids=${made['oak']},${made['closed']},${randomUUID()}`)).toEqual(['oak']);
  });

  it.each([
    'severity=worst',
    'holder=somebody',
    'since=soon',
    'flag=odd',
    'q=',
    'ids=1',
    'state=',
    'party=%27',
    `q=${'a'.repeat(101)}`,
  ])('refuses %s', async (query) => {
    expect((await desk.get<Problem>(`/api/v1/incidents?${query}`, cookie)).status).toBe(422);
  });

  it('says what each is owed and why it was scored so, in words that were written', async () => {
    await desk.rows(
      `UPDATE triage_result SET verdict = jsonb_insert(verdict, '{because,0}',
         '{"rule":"whole-text","severityRule":"H1","evidence":" ","at":0}') WHERE incident_id = $1`,
      [made['oak']],
    );
    const { body } = await desk.get<IncidentList>('/api/v1/incidents?severity=critical,high', cookie);
    const byName = Object.fromEntries(
      body.items.map((item) => [Object.keys(made).find((name) => made[name] === item.id), item]),
    );
    expect(byName['oak']?.breach?.promise).toBe('acknowledge');
    expect(minutes(byName['oak']?.breach?.at)).toBeCloseTo(5, 3);
    expect(byName['heron']?.breach?.promise).toBe('contact');
    expect(minutes(byName['heron']?.breach?.at)).toBeCloseTo(30, 3);
    expect(byName['oak']?.why).toEqual([{ rule: 'mail-taken', evidence: 'reads my mail' }]);
  });

  describe('with many', () => {
    beforeAll(async () => {
      await desk.rows(`INSERT INTO incident (id, reference, party_id, state, severity, severity_rank, severity_rule, category, rsit,
          account_kind, language, summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at,
          score, score_lacks, acknowledged_by, acknowledged_at)
        SELECT gen_random_uuid(), 'VG-' || n, p.id, CASE WHEN n % 3 = 0 THEN 'closed' ELSE 'triaged' END, s.name, s.rank, 'H1',
          CASE WHEN n % 1000 = 7 THEN 'sim_swap' ELSE 'phishing' END, 'intrusions', CASE WHEN n % 1000 = 9 THEN 'domain' ELSE 'email' END,
          'en', 'Mailbox number ' || n, n % 1000 = 1, false, false, '{}', now() - n * interval '1 minute', now(), n % 100, 100 - n % 100,
          CASE WHEN n % 2 = 0 THEN u.id END, CASE WHEN n % 2 = 0 THEN now() END
        FROM generate_series(1, 20000) n
          JOIN LATERAL (SELECT (ARRAY['critical','high','medium','low'])[1 + n % 4] AS name, n % 4 AS rank) s ON true
          LEFT JOIN party p ON p.key = CASE WHEN n % 500 = 3 THEN 'blue-heron' ELSE 'red-oak' END
          LEFT JOIN user_account u ON u.key = CASE WHEN n % 400 = 4 THEN 'priya' ELSE 'marc' END`);
      await desk.rows('ANALYZE incident');
    });

    it.each([
      '',
      'state=all',
      'severity=low',
      'category=sim_swap',
      'account=domain',
      'party=blue-heron',
      'flag=life-safety',
      'holder=me',
      'unacknowledged=1&severity=high',
      'q=number 12345',
    ])('reads a page without looking at all of them: %s', async (query) => {
      const filter = queueFilter.parse(Object.fromEntries(new URLSearchParams(query)));
      const person = { id: desk.userId('priya') } as Parameters<typeof narrowQueue>[1];
      const plan = await desk.runtime.database.transactionFor('*', async (tx) => {
        const { conditions, parameters } = narrowQueue(filter, person, tx.now, 1);
        const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
        return tx.query<Record<string, string>>(
          `EXPLAIN (ANALYZE, BUFFERS) ${selectIncidents(`${where} ORDER BY ${queueOrder} LIMIT 51`)}`,
          ['en', ...parameters],
        );
      });
      const text = plan.map((row) => row['QUERY PLAN']).join('\n');
      expect(text).not.toMatch(/Seq Scan on incident/);
      const buffers = /Buffers: shared hit=(\d+)(?: read=(\d+))?/.exec(text);
      expect(Number(buffers?.[1]) + Number(buffers?.[2] ?? 0)).toBeLessThan(2_500);
    });
  });

  describe('views', () => {
    const filter = { severity: 'critical,high', unacknowledged: '1' };

    it('are kept, changed and taken away, by and for one person', async () => {
      await views({ name: 'Zzz', filter: {}, isDefault: true });
      const { body } = await views({ name: 'Urgent', filter, isDefault: true });
      expect(body.map(({ name, isDefault }) => [name, isDefault])).toEqual([
        ['Urgent', true],
        ['Zzz', false],
      ]);
      expect(body[0]?.filter).toEqual(filter);
      const renamed = await views({ name: 'First', filter: { holder: 'me' }, isDefault: false }, `/${body[0]?.id}`);
      expect(renamed.body.map(({ name }) => name)).toEqual(['First', 'Zzz']);

      const marc = await desk.cookieOf('marc');
      expect((await desk.get('/api/v1/queue/views', marc)).body).toEqual([]);
      expect((await desk.post(`/api/v1/queue/views/${body[0]?.id}`, marc, { name: 'Mine', filter: {} })).status).toBe(
        404,
      );
      const headers = { 'x-vigil-request': 'spec' };
      expect((await desk.send('DELETE', `/api/v1/queue/views/${body[0]?.id}`, marc, undefined, headers)).status).toBe(
        404,
      );
      const left = await desk.send<SavedView[]>(
        'DELETE',
        `/api/v1/queue/views/${body[0]?.id}`,
        cookie,
        undefined,
        headers,
      );
      expect(left.body.map(({ name }) => name)).toEqual(['Zzz']);
    });

    it('have a name that is not taken, and a filter that is one', async () => {
      expect((await views({ name: 'zzz', filter: {} })).status).toBe(409);
      expect((await views({ name: 'Odd', filter: { severity: 'worst' } })).status).toBe(422);
      expect((await views({ name: ' ', filter: {} })).status).toBe(422);
    });
  });

  describe('filing junk', () => {
    it('closes what may be closed, tells each why, and says which were left and for what reason', async () => {
      const [low, none] = [
        await desk.seed({ severity: 'low', pages: ['priya'] }),
        await desk.seed({ severity: 'not-an-incident' }),
      ];
      const [high, held] = [
        await desk.seed({ severity: 'high' }),
        await desk.seed({ severity: 'low', acknowledgedBy: 'marc' }),
      ];
      const { body } = await file([low.id, high.id, none.id, held.id, randomUUID()]);
      expect(body.done).toEqual([low.id, none.id]);
      expect(body.refused.map(({ reference }) => reference)).toEqual([high.reference, held.reference, null]);
      expect(await story(low.id)).toEqual([
        ['page.acknowledged', null, null],
        ['incident.moved', 'triaged', 'Advertising'],
        ['incident.moved', 'resolved', 'Advertising'],
        ['incident.moved', 'closed', 'Advertising'],
      ]);
      expect(await desk.rows('SELECT status FROM escalation WHERE incident_id = $1', [low.id])).toEqual([
        { status: 'acknowledged' },
      ]);
      expect((await story(none.id))[0]).toEqual(['incident.moved', 'triaged', 'Advertising']);
      expect(await story(high.id)).toEqual([]);
    });

    it('is taken back by a reopening that the timeline tells, in time and by the same person only', async () => {
      const { id } = await desk.seed({ severity: 'low' });
      await file([id]);
      expect((await undo([id], await desk.cookieOf('marc'))).body.done).toEqual([]);
      expect((await undo([id])).body.done).toEqual([id]);
      expect((await story(id)).at(-1)).toEqual(['incident.moved', 'triaged', expect.stringContaining('Undone')]);
      expect((await undo([id])).body.refused).toHaveLength(1);
      await file([id]);
      clock.advance('11m');
      expect((await undo([id])).body.refused).toHaveLength(1);
    });

    it('is bounded and for those who may move an incident', async () => {
      expect((await file(Array.from({ length: 101 }, () => randomUUID()))).status).toBe(422);
      expect(
        (await desk.post('/api/v1/queue/junk', liaison, { ids: [made['oak']], reason: 'Advertising' })).status,
      ).toBe(403);
    });
  });
});
