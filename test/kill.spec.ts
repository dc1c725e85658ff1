import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedPostgres } from '#store';
import { freshDatabase } from '#testing';
import { buildProduct } from './build-product.js';
import { startMailSink } from './mail-sink.js';
import { freePorts, hasRedis, killPostmaster, startRedis, stopEmbedded } from './own-servers.js';
import { ProductProcess } from './product-process.js';
import { type Reckoning, reckon, nameUnfinished, unfinished } from './reckoning.js';
import { ReportStream } from './report-stream.js';

const account = {
  TWILIO_ACCOUNT_SID: `AC${'7'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'the carrier that outlives the hotline',
};
const hotlinePhone = '+16135550100';
const hotlineEmail = 'hotline@vigil.example';

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

/** A hotline that may be killed, with a carrier and a mail server beside it that go on. */
interface Scene {
  readonly folder: string;
  readonly dataDir: string;
  readonly web: string;
  readonly carrier: string;
  readonly stream: ReportStream;
  start(more?: Readonly<Record<string, string>>): ProductProcess;
}

const running: ProductProcess[] = [];
let scene: Scene;
let stopMailSink: () => Promise<void>;

beforeAll(buildProduct, 90_000);

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-kill-'));
  const [web = 0, smtp = 0, carrierPort = 0, mailPort = 0] = await freePorts(4);
  stopMailSink = await startMailSink(mailPort);
  const carrierEnv = { SANDBOX_PORT: String(carrierPort), DATA_DIR: join(folder, 'carrier'), ...account };
  const carrier = `http://127.0.0.1:${carrierPort}`;
  const env = {
    PORT: String(web),
    SMTP_PORT: String(smtp),
    SANDBOX_PORT: String(carrierPort),
    DATA_DIR: join(folder, 'data'),
    PUBLIC_URL: `http://127.0.0.1:${web}`,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    TWILIO_BASE_URL: carrier,
    LOG_LEVEL: 'error',
    ...account,
  };
  const sandbox = ProductProcess.start('sandbox', {
    logs: folder,
    env: { ...carrierEnv, PUBLIC_URL: env.PUBLIC_URL, LOG_LEVEL: 'error' },
  });
  running.push(sandbox);
  await sandbox.answers(`${carrier}/api/phones`);
  scene = {
    folder,
    dataDir: env.DATA_DIR,
    web: env.PUBLIC_URL,
    carrier,
    stream: new ReportStream({ web: env.PUBLIC_URL, smtpPort: smtp, carrier, hotlinePhone, hotlineEmail }),
    start: (more = {}) => {
      const started = ProductProcess.start('hotline', { logs: folder, env: { ...env, ...more } });
      running.push(started);
      return started;
    },
  };
});

afterEach(async () => {
  scene.stream.stop();
  for (const child of running.splice(0)) await child.kill();
  await stopEmbedded(scene.dataDir);
  await stopMailSink();
  await rm(scene.folder, { recursive: true, force: true });
});

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
      const url = await EmbeddedPostgres.findUrl(scene.dataDir);
      if (url === null) throw new Error('the embedded PostgreSQL is gone');
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
