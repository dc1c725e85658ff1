import { afterAll, beforeAll, expect, it } from 'vitest';
import { FakeClock } from '#testing';
import { HotlineRig } from './hotline-rig.js';
import { until } from './until.js';

interface TestRow {
  readonly channel: string;
  readonly took_ms: number | null;
}

let rig: HotlineRig;
const clock = new FakeClock(new Date());
beforeAll(async () => {
  rig = await HotlineRig.start({
    clock,
    environment: {
      SELF_TEST_MINUTES: '120',
      SELF_TEST_EMAIL: 'receiver@self-test.example',
      SELF_TEST_PHONE: '+16135550199',
    },
  });
});
afterAll(() => rig.stop());

const tests = () => rig.rows<TestRow>('SELECT channel, took_ms FROM self_test ORDER BY channel');

it('goes through every door and comes out, wakes nobody, and shows its time', { timeout: 60_000 }, async () => {
  await until(
    'every test has come out',
    async () => {
      const rows = await tests();
      return rows.length === 3 && rows.every(({ took_ms: ms }) => ms !== null);
    },
    30_000,
  );
  expect((await tests()).map(({ channel }) => channel)).toEqual(['api', 'email', 'sms']);
  const judged = await rig.rows<{ category: string; severity: string; state: string }>(
    'SELECT category, severity, state FROM incident',
  );
  const exercise = { category: 'exercise', severity: 'not-an-incident', state: 'closed' };
  expect(judged).toEqual([exercise, exercise, exercise]);
  expect(await rig.rows('SELECT 1 FROM page')).toEqual([]);
  expect(await rig.rows('SELECT 1 FROM notice')).toEqual([]);
  const metrics = await (await fetch(`${rig.url}/metrics`)).text();
  for (const channel of ['api', 'email', 'sms']) {
    expect(metrics).toMatch(new RegExp(`vigil_self_test_seconds\\{channel="${channel}"\\} [\\d.]+`));
  }
});
