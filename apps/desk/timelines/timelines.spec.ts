import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Problem, type TimelineView, type Timelines, timelines } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from '../desk-rig.js';

describe('the incidents of a time on one axis', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let marc: string;
  let oak: SeededIncident;
  let heron: SeededIncident;
  let begun: Date;
  const clock = new FakeClock();

  const ask = async <T = Timelines>(more = '', cookie = marc) => {
    const span = `from=${begun.toISOString()}&to=${new Date(begun.getTime() + 10 * 86_400_000).toISOString()}`;
    return desk.get<T>(`/api/v1/timelines?${span}${more}`, cookie);
  };
  const act = async (incident: SeededIncident, verb: string, body: unknown) =>
    expect(await desk.post(`/api/v1/incidents/${incident.id}/${verb}`, marc, body)).toMatchObject({ status: 200 });

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    begun = clock.now();
    marc = await desk.cookieOf('marc');
    clock.advance('1h');
    heron = await desk.seed({ party: 'blue-heron', severity: 'medium' });
    clock.advance('1h');
    oak = await desk.seed({ party: 'red-oak', severity: 'critical' });
    clock.advance('5m');
    await act(oak, 'acknowledge', {});
    await act(oak, 'move', { to: 'triaged' });
    clock.advance('30m');
    await act(oak, 'move', { to: 'contained' });
    clock.advance('30m');
    await act(oak, 'move', { to: 'resolved' });
    clock.advance('10m');
    await act(oak, 'move', { to: 'triaged', reason: 'They are in again.' });
    clock.advance('1h');
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it('are laid out by their phases, the most severe first, with who was on duty and which day people vote', async () => {
    const { body } = await ask();
    const shown = timelines.parse(body);
    expect(shown.total).toBe(2);
    const nameOf = (key: string) => shown.parties.find((party) => party.key === key)?.name;
    expect(shown.incidents.map(({ id, party }) => [id, party])).toEqual([
      [oak.id, nameOf('red-oak')],
      [heron.id, nameOf('blue-heron')],
    ]);
    const minutes = (instant: string | null) =>
      instant === null ? null : (Date.parse(instant) - Date.parse(shown.incidents[0]?.reportedAt ?? '')) / 60_000;
    expect(shown.incidents[0]?.phases.map(({ state, from, to }) => [state, minutes(from), minutes(to)])).toEqual([
      ['received', 0, 5],
      ['triaged', 5, 35],
      ['contained', 35, 65],
      ['resolved', 65, 75],
      ['triaged', 75, null],
    ]);
    expect(minutes(shown.incidents[0]?.acknowledgedAt ?? null)).toBe(5);
    expect(shown.incidents[1]).toMatchObject({ acknowledgedAt: null, phases: [{ state: 'received', to: null }] });
    const [election] = shown.elections;
    expect(Date.parse(election?.polling.to ?? '') - Date.parse(election?.polling.from ?? '')).toBeGreaterThan(
      22 * 3_600_000,
    );
    expect(Date.parse(election?.closesAt ?? '')).toBeGreaterThan(Date.parse(election?.polling.to ?? ''));
    expect(shown.shifts?.[0]?.from).toBe(shown.from);
    expect(shown.shifts?.at(-1)?.to).toBe(shown.to);
    expect(shown.shifts?.every(({ people }) => people.length > 0)).toBe(true);
  });

  it('tells of one the same phases as its own timeline', async () => {
    const own = (await desk.get<TimelineView>(`/api/v1/incidents/${oak.id}/timeline`, marc)).body;
    const there = (await ask()).body.incidents.find(({ id }) => id === oak.id);
    expect(own.phases.map(({ state }) => state)).toEqual(there?.phases.map(({ state }) => state));
    expect(own.phases.slice(1)).toEqual(there?.phases.slice(1));
    expect(own.zone).toBe('America/Edmonton');
  });

  it.each([
    ['&severity=critical', ['red-oak']],
    ['&severity=medium,low', ['blue-heron']],
    ['&severity=medium&severity=critical', ['red-oak', 'blue-heron']],
    ['&party=blue-heron', ['blue-heron']],
    ['&party=nobody', []],
  ])('narrows with %s', async (more, parties) => {
    const { body } = await ask(more);
    const expected = parties.map((party) => (party === 'red-oak' ? oak.id : heron.id));
    expect([body.incidents.map(({ id }) => id), body.total]).toEqual([expected, expected.length]);
    expect(body.parties.map(({ key }) => key).toSorted()).toEqual(['blue-heron', 'red-oak']);
  });

  it('says how many there are when not all are shown', async () => {
    await desk.rows(
      `INSERT INTO incident (id, reference, party_id, state, severity, severity_rank, severity_rule, category, rsit, account_kind,
         language, summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at)
       SELECT gen_random_uuid(), 'T-' || n, party_id, 'received', 'low', 4, severity_rule, category, rsit, account_kind, language,
         summary, false, false, false, '{}', opened_at + n * interval '1 s', updated_at
       FROM incident, generate_series(1, 250) n WHERE id = $1`,
      [heron.id],
    );
    const { body } = await ask();
    expect([body.total, body.incidents.length]).toEqual([252, 200]);
    expect(body.incidents.slice(0, 2).map(({ id }) => id)).toEqual([oak.id, heron.id]);
  });

  it.each([
    ['ends before it begins', 'from=2027-02-01T00:00:00Z&to=2027-01-01T00:00:00Z'],
    ['is longer than 400 days', 'from=2025-01-01T00:00:00Z&to=2027-01-01T00:00:00Z'],
    ['is none', 'from=yesterday&to=today'],
    ['has a severity that there is not', 'from=2027-01-01T00:00:00Z&to=2027-02-01T00:00:00Z&severity=dire'],
  ])('refuses a time that %s', async (_why, query) => {
    const refused = await desk.get<Problem>(`/api/v1/timelines?${query}`, marc);
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid']);
  });

  it('is for who answers for the service', async () => {
    for (const who of ['liaison-red-oak', 'priya']) expect((await ask('', await desk.cookieOf(who))).status).toBe(403);
  });
});
