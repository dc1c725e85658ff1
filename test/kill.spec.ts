import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '#testing';
import { DurableScene } from './durable-scene.js';
import { hasRedis, killPostmaster, startRedis } from './own-servers.js';
import { type Reckoning, reckon, nameUnfinished, unfinished } from './reckoning.js';

/** The same seed gives the same moments: KILL_SEED=… repeats a run. */
const seed = Number(process.env['KILL_SEED'] ?? randomInt(1_000_000));

/** Mulberry32: a fraction from 0 to 1, the same row of them for the same seed. */
function fractions(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let scene: DurableScene;

beforeEach(async () => {
  scene = await DurableScene.open();
});

afterEach(() => scene.close());

const kills = 10;
/** Three of the kills fall while the process is still starting. */
const isEarly = (kill: number): boolean => kill % 3 === 2 && kill < kills;
/** Every third kill takes the embedded PostgreSQL with it. */
const killsOfDatabase = 3;

describe('a hotline that is killed', () => {
  it(
    'loses no report that got a receipt, pages for every one, and opens none twice',
    { timeout: 120_000 },
    async () => {
      console.log(`kill test: KILL_SEED=${seed}`);
      const random = fractions(seed);
      const { stream } = scene;
      let hotline = scene.start();
      await hotline.answers(`${scene.web}/health/ready`);
      const flowing = stream.flow(9, 600);
      const restarts: number[] = [];
      let lastStart = new Date();
      for (let kill = 0; kill < kills; kill += 1) {
        await pause(random() * (isEarly(kill) ? 1_500 : 2_500));
        await Promise.all([hotline.kill(), kill % killsOfDatabase === 1 && killPostmaster(scene.dataDir)]);
        const began = performance.now();
        lastStart = new Date();
        hotline = scene.start();
        if (isEarly(kill + 1)) continue;
        await hotline.answers(`${scene.web}/health/ready`);
        restarts.push(performance.now() - began);
      }
      stream.stop();
      await flowing;
      await stream.settled(20_000);
      const url = await scene.databaseUrl();
      await allHandled(url, 45_000);
      const result = await reckon(url, scene.carrier, stream.accepted, lastStart);
      console.log(`${line(result)}, kills ${kills}, longest restart ${Math.round(Math.max(...restarts))} ms`);
      console.log(
        `from the last start to the last page that was left over ${result.longestAfter} ms, ` +
          `longest from report to phone ${result.longestToPhone} ms, unanswered ${stream.unanswered.length}`,
      );
      expectNothingLost(result);
      expect(result.joined).toBeGreaterThan(0);
      expect(result.longestAfter).toBeLessThan(20_000);
      expect(await hotline.stop()).toEqual({ code: 0, signal: null });
      expect(await readFile(join(scene.dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => null)).toBeNull();
    },
  );

  it('pages for every report though the whole queue is wiped three times', { timeout: 90_000 }, async (ctx) => {
    if (!hasRedis) ctx.skip('there is no redis-server here');
    const [database, redis] = await Promise.all([freshDatabase(), startRedis()]);
    try {
      const hotline = scene.start({ DATABASE_URL: database.url, QUEUE_BACKEND: 'redis', REDIS_URL: redis.url });
      await hotline.answers(`${scene.web}/health/ready`);
      const { stream } = scene;
      const flowing = stream.flow(25, 200);
      for (let wipe = 0; wipe < 3; wipe += 1) {
        await pause(2_000);
        expect(redis.command('FLUSHALL')).toBe('OK');
      }
      await flowing;
      await stream.settled(10_000);
      await allHandled(database.url, 60_000);
      const result = await reckon(database.url, scene.carrier, stream.accepted);
      console.log(`queue wiped 3 times: ${line(result)}, longest from report to phone ${result.longestToPhone} ms`);
      expectNothingLost(result);
      expect(result.doubled).toBe(0);
      expect(await hotline.stop()).toEqual({ code: 0, signal: null });
    } finally {
      await redis.stop();
      await database.drop();
    }
  });
});

function expectNothingLost({ accepted, opened, paged, lost, repeated, unexplained }: Reckoning): void {
  expect({ lost, repeated, unexplained }).toEqual({ lost: [], repeated: [], unexplained: [] });
  expect(accepted).toBeGreaterThan(100);
  expect(paged).toBe(opened);
}

const line = ({ accepted, opened, joined, paged, lost, doubled }: Reckoning): string =>
  `accepted ${accepted}, opened ${opened}, joined ${joined}, paged ${paged}, lost ${lost.length}, doubled ${doubled}`;

async function allHandled(url: string, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    const left = await unfinished(url);
    if (left === 0) return;
    if (performance.now() > until) {
      const rows = (await nameUnfinished(url)).join('; ');
      throw new Error(`${left} rows are still unfinished after ${withinMs} ms: ${rows}`);
    }
    await pause(200);
  }
}
