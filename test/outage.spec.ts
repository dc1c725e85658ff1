import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DurableScene } from './durable-scene.js';
import { killPostmaster } from './own-servers.js';
import { textsOf } from './reckoning.js';
import { until } from './until.js';

const escalations = 20;
const outageSeconds = 600;
/** `OUTAGE=real` waits for the ten minutes; otherwise everything in the database is made ten minutes older. */
const isReal = process.env['OUTAGE'] === 'real';

interface PageRow {
  readonly id: string;
  readonly incident_id: string;
  readonly user_id: string;
  readonly step: number;
  readonly round: number;
  readonly requested_at: Date;
}

interface ClockRow {
  readonly incident_id: string;
  readonly status: string;
  readonly step: number;
  readonly round: number;
  readonly due_at: Date;
}

let scene: DurableScene;
let database: Client;

beforeEach(async () => {
  scene = await DurableScene.open();
});

afterEach(async () => {
  await database.end().catch(() => undefined);
  await scene.close();
});

describe('a hotline that is dead for ten minutes in the middle of twenty escalations', () => {
  it(
    'goes on with each from the step it had come to, and pages nobody twice for one step',
    { timeout: 90_000 + (isReal ? outageSeconds * 1_000 : 0) },
    async () => {
      let hotline = scene.start();
      await hotline.answers(`${scene.web}/health/ready`);
      await connect();
      for (let index = 0; index < escalations; index += 1) await report(index);
      await until(
        'every report has its running clock and its first page has gone',
        async () => (await clocks()).length === escalations && (await unsent()) === 0,
        30_000,
      );
      // A third of them have climbed a step, a third two, before the lights go out.
      await bringForward('ctid IN (SELECT ctid FROM escalation ORDER BY incident_id LIMIT 14)');
      await until(
        'fourteen have climbed a step',
        async () => (await clocks()).filter(({ step }) => step === 1).length === 14,
        20_000,
      );
      await bringForward('ctid IN (SELECT ctid FROM escalation ORDER BY incident_id LIMIT 7)');
      await until(
        'seven have climbed two',
        async () => (await clocks()).filter(({ step }) => step === 2).length === 7,
        20_000,
      );
      await until('all of it has gone', async () => (await unsent()) === 0, 20_000);
      // Half are due in the middle of the outage and half only after it.
      await spreadDueTimes();

      await hotline.kill();
      const before = await clocks();
      const pagesBefore = await pages();
      if (!isReal) await age(outageSeconds);
      const died = Date.now();
      await database.end();
      await killPostmaster(scene.dataDir);
      if (isReal) await pause(outageSeconds * 1_000);

      hotline = scene.start();
      await hotline.answers(`${scene.web}/health/ready`);
      const ready = Date.now();
      await connect();
      const shift = isReal ? 0 : outageSeconds * 1_000;
      const overdue = before.filter(({ due_at: due }) => due.getTime() - shift <= ready);
      expect(overdue.length).toBeGreaterThanOrEqual(8);
      expect(overdue.length).toBeLessThan(escalations);
      await until(
        'the overdue steps have started',
        async () => (await pages()).length - pagesBefore.length >= overdue.length,
        20_000,
      );
      await until('their texts have gone', async () => (await unsent()) === 0, 20_000);
      await pause(1_500);

      const after = new Map((await clocks()).map((clock) => [clock.incident_id, clock]));
      const expected = before.map((clock) => (overdue.includes(clock) ? { ...clock, step: clock.step + 1 } : clock));
      expect([...after.values()].map(place).toSorted()).toEqual(expected.map(place).toSorted());

      const all = await pages();
      const steps = all.map(({ incident_id: incident, user_id: user, step, round }) =>
        [incident, user, step, round].join(' '),
      );
      expect(new Set(steps).size).toBe(steps.length);
      const texts = (await textsOf(scene.carrier)).flatMap(
        ({ body }) => /\/ack\/([0-9a-f-]{36})\./.exec(body)?.[1] ?? [],
      );
      expect(new Set(texts).size).toBe(texts.length);
      expect(all.filter(({ id }) => !texts.includes(id)).map(({ step }) => step)).toEqual([]);
      const fresh = all.filter(({ id }) => !pagesBefore.some((earlier) => earlier.id === id));
      const waited = fresh.map(({ requested_at: at }) => at.getTime() - ready);
      console.log(
        `dead for ${isReal ? 'ten minutes' : 'ten minutes (moved)'}: ${escalations} running escalations, ${overdue.length} overdue, ` +
          `${fresh.length} pages after the restart, the last ${Math.max(...waited)} ms after ready, ` +
          `0 steps lost, 0 paged twice; down ${ready - died} ms by the clock on the wall`,
      );
      expect(await hotline.stop()).toEqual({ code: 0, signal: null });
    },
  );
});

const place = ({ incident_id: incident, status, step, round }: ClockRow): string =>
  [incident, status, step, round].join(' ');

async function connect(): Promise<void> {
  database = new Client({ connectionString: await scene.databaseUrl() });
  database.on('error', () => undefined);
  await database.connect();
}

/** Critical, since what is less is told together with others to somebody who is paged a lot. */
async function report(index: number): Promise<void> {
  const answer = await fetch(`${scene.web}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      language: 'en',
      description: `${asides[index]}. The email account of office ${index} was hacked, the password was changed, and it is sending false voting dates to voters right now.`,
      contact: { email: `office-${index}@party-${index}.example` },
    }),
  });
  expect(answer.status).toBe(201);
}

async function clocks(): Promise<readonly ClockRow[]> {
  const { rows } = await database.query<ClockRow>(
    `SELECT incident_id, status, (state->>'step')::int AS step, (state->>'round')::int AS round, due_at FROM escalation
     WHERE status = 'running' ORDER BY due_at`,
  );
  return rows;
}

async function pages(): Promise<readonly PageRow[]> {
  const { rows } = await database.query<PageRow>(
    'SELECT id, incident_id, user_id, step, round, requested_at FROM page ORDER BY requested_at',
  );
  return rows;
}

async function unsent(): Promise<number> {
  const { rows } = await database.query<{ left: number }>(
    `SELECT (SELECT count(*) FROM outbox WHERE handled_at IS NULL)::int
       + (SELECT count(*) FROM delivery WHERE state IN ('pending', 'sending') AND due_at <= now())::int AS left`,
  );
  return rows[0]?.left ?? 0;
}

async function bringForward(which: string): Promise<void> {
  await database.query(`UPDATE escalation SET due_at = clock_timestamp() WHERE status = 'running' AND ${which}`);
}

/** Every second one falls due during the outage, a minute apart from one another at most; the others long after it. */
async function spreadDueTimes(): Promise<void> {
  await database.query(
    `UPDATE escalation e SET due_at = clock_timestamp()
       + CASE WHEN o.place % 2 = 0 THEN make_interval(secs => 30 + 20 * o.place) ELSE interval '40 minutes' END
     FROM (SELECT incident_id, row_number() OVER (ORDER BY incident_id) AS place FROM escalation) o
     WHERE o.incident_id = e.incident_id AND e.status = 'running'`,
  );
}

/** As if so many seconds had passed: what is stored is that much older. */
async function age(seconds: number): Promise<void> {
  for (const [table, column] of aging) {
    await database.query(`UPDATE ${table} SET ${column} = ${column} - make_interval(secs => $1)`, [seconds]);
  }
}

const aging = [
  ['escalation', 'due_at'],
  ['page', 'requested_at'],
  ['delivery', 'due_at'],
  ['delivery', 'created_at'],
  ['delivery', 'updated_at'],
  ['outbox', 'created_at'],
  ['outbox', 'published_at'],
  ['incident', 'opened_at'],
] as const;

const asides = [
  'garden', 'pencil', 'bridge', 'kettle', 'ladder', 'marble', 'ticket', 'basket', 'engine', 'harbour',
  'lantern', 'meadow', 'needle', 'orchard', 'pepper', 'quarry', 'ribbon', 'saddle', 'thimble', 'canyon',
]; // prettier-ignore
