import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TriageRig } from './triage-rig.js';

let rig: TriageRig;

beforeEach(async () => {
  rig = await TriageRig.start();
});

afterEach(() => rig.stop());

const network = '203.0.113.7';
const real = 'Someone has our candidate’s Facebook page and is posting false voting dates to the public right now';
const nouns = 'window garden pencil bridge kettle ladder marble ticket basket engine'.split(' ');
/** Junk in other words each time, as far as three words go. */
const junk = (index: number) =>
  `${nouns[index % 10]} ${nouns[Math.floor(index / 10) % 10]} ${nouns[Math.floor(index / 100) % 10]} hello`;

async function flood(count: number, text: (index: number) => string, from = network): Promise<void> {
  const batch = 50;
  for (let start = 0; start < count; start += batch) {
    const size = Math.min(batch, count - start);
    await Promise.all(
      Array.from({ length: size }, (_, index) => rig.receive({ text: text(start + index), network: from })),
    );
  }
}

const lanes = () =>
  rig.sql<{ lane: string; n: number }>('SELECT lane, count(*)::int AS n FROM report GROUP BY lane ORDER BY lane');

async function sortAll(): Promise<void> {
  for (let round = 0; round < 50 && (await rig.count('backlog')) > 0; round += 1) {
    await rig.sortBacklog();
    await rig.triageAll();
    rig.clock.advance('1s');
  }
}

describe('a flood from one network', () => {
  test('is stored whole, read later, and becomes one incident for each kind with a counter', async () => {
    await flood(1_300, junk);
    expect(await lanes()).toEqual([
      { lane: 'bulk', n: 1_280 },
      { lane: 'express', n: 20 },
    ]);
    await rig.triageAll();
    const before = (await rig.incidents()).length;
    await sortAll();
    expect(await rig.count('backlog')).toBe(0);
    expect(await rig.count('triage_result')).toBe(1_300);
    const incidents = await rig.incidents();
    const most = incidents.reduce((sum, { report_count: n }) => Math.max(sum, n), 0);
    expect(most).toBeGreaterThan(900);
    expect(incidents.length - before).toBeLessThan(300);
    expect(await rig.timelinesAreIntact()).toBe(true);
    const flooded = await rig.sql<{ data: { sample: string[]; reports: number } }>(
      `SELECT data FROM timeline_entry WHERE type = 'incident.flooded'`,
    );
    expect(flooded[0]?.data.sample.length).toBeGreaterThan(0);
  });

  test('does not hold up the real report, though it comes from the same network', async () => {
    await flood(400, junk);
    const reportId = await rig.receive({ text: real, network });
    expect(await rig.sql('SELECT lane FROM report WHERE id = $1', [reportId])).toEqual([{ lane: 'express' }]);
    await rig.triageAll();
    const { incident_id: id } = await rig.resultOf(reportId);
    expect(await rig.sql('SELECT severity FROM incident WHERE id = $1', [id])).toEqual([{ severity: 'critical' }]);
  });

  test('leaves another party’s first report where it was: first', async () => {
    await flood(400, junk);
    const reportId = await rig.receive(
      { text: 'Hello, a question about passwords please' },
      { sender: 'aide@red-oak.example', network },
    );
    expect(await rig.sql('SELECT lane FROM report WHERE id = $1', [reportId])).toEqual([{ lane: 'express' }]);
  });
});

test('what hides in a flood and looks severe opens an incident of its own when it is read', async () => {
  await flood(1_100, junk);
  // Set aside as if nobody had had time for a first look.
  const hidden = await rig.receive({ text: real, network });
  await rig.sql(`DELETE FROM outbox WHERE event_id IN (SELECT id FROM event WHERE data->>'reportId' = $1)`, [hidden]);
  await rig.sql(`INSERT INTO backlog VALUES ($1, $2, 1, 'source-over-budget', now()) ON CONFLICT DO NOTHING`, [
    hidden,
    `network ${network}`,
  ]);
  await rig.triageAll();
  await sortAll();
  const { disposition, incident_id: id } = await rig.resultOf(hidden);
  expect(disposition).toBe('opened');
  expect(await rig.sql('SELECT severity FROM incident WHERE id = $1', [id])).toEqual([{ severity: 'critical' }]);
});

test('hundreds who report the same, each from elsewhere, are counted in an incident that one of the first opened', async () => {
  const text =
    'Our volunteers all got the same mail today about a parking fine, it asks for a password on a page that is not ours, nobody clicked';
  for (let index = 0; index < 120; index += 1) await rig.receive({ text, network: `198.51.100.${index}` });
  await rig.triageAll();
  expect((await rig.incidents()).length).toBeLessThanOrEqual(10);
  await sortAll();
  expect((await rig.incidents()).length).toBeLessThanOrEqual(10);
  expect(Math.max(...(await rig.incidents()).map(({ report_count: n }) => n))).toBeGreaterThan(100);
});

test('a few over the budget, with no flood behind them, go the way of every other report', async () => {
  await flood(
    40,
    (index) => `${junk(index)}: our office printer number ${index} shows a strange message about a password`,
  );
  await rig.triageAll();
  await sortAll();
  expect(await rig.count('triage_result')).toBe(40);
  expect(await rig.count('triage_result', `joined_by = 'flood'`)).toBe(0);
});
