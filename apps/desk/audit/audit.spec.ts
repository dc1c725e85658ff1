import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditPage, auditPage, type Problem, type RecordsChecked } from '#contracts';
import { ownerDataSource } from '#store';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';

describe('the audit', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let marc: string;
  const clock = new FakeClock();
  const ask = async (query = '') => auditPage.parse((await desk.get<AuditPage>(`/api/v1/audit?${query}`, marc)).body);
  const check = (after: string | null) => desk.post<RecordsChecked>('/api/v1/audit/checks', marc, { after });

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    marc = await desk.cookieOf('marc');
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  /** Entries in the two records that hold no chain, some of them of one instant. */
  async function write(count: number): Promise<void> {
    await desk.rows(
      `INSERT INTO watch_change (id, at, actor, kind, subject, data)
       SELECT gen_random_uuid(), $2::timestamptz + (n / 7) * interval '1 s', 'user:' || $3, 'override.added', 'watch', '{}'
       FROM generate_series(1, $1) n`,
      [count, clock.now(), desk.userId('priya')],
    );
    await desk.rows(
      `INSERT INTO directory_change (party_id, at, actor, action, data)
       SELECT p.id, $2::timestamptz + (n / 5) * interval '1 s', 'user:' || $3, 'contact.added', '{}'
       FROM generate_series(1, $1) n, (SELECT id FROM party ORDER BY key LIMIT 1) p`,
      [count, clock.now(), desk.userId('marc')],
    );
  }

  it('tells of all three records as one, each entry once and the latest first, page by page', async () => {
    await write(130);
    const seen: AuditPage['items'] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 10; page += 1) {
      const answer: AuditPage = await ask(cursor === '' ? '' : `cursor=${cursor}`);
      seen.push(...answer.items);
      cursor = answer.nextCursor;
    }
    const [all] = await desk.rows<{ count: number }>(
      `SELECT ((SELECT count(*) FROM audit_record) + (SELECT count(*) FROM watch_change) + (SELECT count(*) FROM directory_change))::int AS count`,
    );
    expect(new Set(seen.map(({ area, seq }) => `${area} ${seq}`)).size).toBe(all?.count);
    expect(seen).toHaveLength(all?.count ?? 0);
    const times = seen.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(new Set(seen.map(({ area }) => area))).toEqual(new Set(['accounts', 'watch', 'directory']));
    expect(seen.find(({ kind }) => kind === 'override.added')).toMatchObject({
      actorName: 'Priya Nair',
      subjectName: 'watch',
    });
  });

  it('is narrowed to a record, a person and a time', async () => {
    const priya = desk.userId('priya');
    expect(new Set((await ask('area=directory')).items.map(({ area }) => area))).toEqual(new Set(['directory']));
    expect(new Set((await ask(`actor=${priya}`)).items.map(({ actor }) => actor))).toEqual(new Set([`user:${priya}`]));
    const since = new Date(clock.now().getTime() + 10_000).toISOString();
    const until = new Date(clock.now().getTime() + 12_000).toISOString();
    const { items } = await ask(`since=${since}&until=${until}`);
    expect(items.length).toBeGreaterThan(10);
    expect(items.every(({ at }) => at >= since && at < until)).toBe(true);
  });

  it('reads a page by an index, however deep', async () => {
    const plan = await desk.rows<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT position FROM watch_change r WHERE r.at < now() ORDER BY r.at DESC, r.position DESC LIMIT 101`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('watch_change_at');
  });

  it.each(['area=everything', 'actor=marc', 'since=yesterday', 'cursor=1', "cursor=2027-01-01T00:00:00.000Z_watch_1'"])(
    'refuses %s',
    async (query) => {
      const refused = await desk.get<Problem>(`/api/v1/audit?${encodeURI(query)}`, marc);
      expect([refused.status, refused.body.code]).toEqual([422, 'invalid']);
    },
  );

  it('is for managers and auditors', async () => {
    for (const who of ['priya', 'liaison-red-oak']) {
      const cookie = await desk.cookieOf(who);
      expect((await desk.get('/api/v1/audit', cookie)).status).toBe(403);
      expect((await desk.post('/api/v1/audit/checks', cookie, {})).status).toBe(403);
    }
  });

  describe('whether the records are whole', () => {
    it('is checked piece by piece, each chain once, and names what was changed', async () => {
      const incidents = await Promise.all(Array.from({ length: 3 }, () => desk.seed({ party: 'red-oak' })));
      const [first, ...rest] = [await check(null)];
      expect(rest).toEqual([]);
      expect(first.body).toMatchObject({ broken: [], next: null });
      expect(first.body.subjects).toBeGreaterThanOrEqual(incidents.length);
      expect(first.body.entries).toBeGreaterThan(first.body.subjects);
      const id = incidents[1]?.id ?? '';
      const owner = await ownerDataSource(scratch.url).initialize();
      await owner.query('ALTER TABLE timeline_entry DISABLE TRIGGER USER');
      await owner.query(`UPDATE timeline_entry SET data = '{"severity": "low"}' WHERE subject_id = $1 AND seq = 1`, [
        id,
      ]);
      await owner.query('ALTER TABLE audit_record DISABLE TRIGGER USER');
      await owner.query('DELETE FROM audit_record WHERE seq = (SELECT max(seq) FROM audit_record)');
      await owner.destroy();
      const { broken } = (await check(null)).body;
      expect(broken).toContainEqual({ kind: 'incident', id, seq: 1, reason: 'hash-mismatch' });
      expect(broken).toContainEqual(expect.objectContaining({ kind: 'audit', reason: 'truncated' }));
      expect((await check('ffffffff-ffff-4fff-bfff-ffffffffffff')).body).toEqual({
        subjects: 0,
        entries: 0,
        broken: [],
        next: null,
      });
    });
  });
});
