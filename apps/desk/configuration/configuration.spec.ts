import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConfigurationView, configurationView, type ElectionList, electionList } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';

const inZone = (instant: string) =>
  new Date(instant).toLocaleString('en-CA', {
    timeZone: 'America/Edmonton',
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });

describe('what the hotline runs with', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it('is told by its files and their fingerprints, its numbers and its versions', async () => {
    const answer = await desk.get<ConfigurationView>('/api/v1/configuration', await desk.cookieOf('marc'));
    const shown = configurationView.parse(answer.body);
    expect(shown.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'election.yaml',
        'roster.yaml',
        'triage.yaml',
        'triage.weights.json',
        'playbooks.yaml',
        'brand.yaml',
      ]),
    );
    expect(shown.files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
    expect(shown.settings).toContainEqual({ name: 'anchorMonths', value: 1, unit: 'months' });
    expect(shown.versions.product).toMatch(/^\d+\.\d+\.\d+$/);
    expect(shown.versions.migration).toMatch(/\d{13}$/);
    expect(shown.variables.find(({ name }) => name === 'TWILIO_AUTH_TOKEN')?.value).toBeNull();
  });

  it('marks a process that was started with other files', async () => {
    await desk.rows(
      `INSERT INTO service_heartbeat (service, instance, beat_at, config_hash) VALUES ('triage', 'other', $1, 'another'),
         ('notification', 'old', $1, NULL), ('escalation', 'gone', $1::timestamptz - interval '2 min', 'another')`,
      [clock.now()],
    );
    const { processes } = (await desk.get<ConfigurationView>('/api/v1/configuration', await desk.cookieOf('marc')))
      .body;
    expect(processes.filter(({ instance }) => /^(other|old|gone)$/.test(instance))).toMatchObject([
      { instance: 'old', services: ['notification'], differs: null },
      { instance: 'other', services: ['triage'], differs: true },
    ]);
  });

  it('is for managers, auditors and administrators', async () => {
    for (const who of ['priya', 'liaison-red-oak'])
      expect((await desk.get('/api/v1/configuration', await desk.cookieOf(who))).status).toBe(403);
  });

  it('serves elections, each with its window in its own zone and what it brought', async () => {
    await desk.seed({ party: 'red-oak' });
    const answer = await desk.get<ElectionList>('/api/v1/elections', await desk.cookieOf('priya'));
    const [election, ...others] = electionList.parse(answer.body).items;
    expect(others).toEqual([]);
    expect(election).toMatchObject({
      zone: 'America/Edmonton',
      closedAt: null,
      incidents: { all: 1, open: 1 },
      gaps: { count: 0 },
    });
    expect(inZone(election?.polling.from ?? '')).toBe(`${election?.pollingDay}, 00:00`);
    expect(inZone(new Date(Date.parse(election?.closesAt ?? '') - 1).toISOString())).toBe(
      `${election?.lastDay}, 23:59`,
    );
    expect((await desk.get('/api/v1/elections', await desk.cookieOf('liaison-red-oak'))).status).toBe(403);
  });
});
