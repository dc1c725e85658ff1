import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ReaderPool, type ReaderPoolOptions } from './reader-pool.js';

const built = join(import.meta.dirname, '../../dist/libs/mail/read-in-worker.js');
const pools: ReaderPool[] = [];

function open(options: ReaderPoolOptions): ReaderPool {
  const pool = new ReaderPool(options);
  pools.push(pool);
  return pool;
}

/** A reader that does as the message says, and answers with it otherwise. */
const obedient = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ raw }) => {
      const order = Buffer.from(raw).toString();
      if (order === 'hang') for (;;);
      if (order === 'die') process.exit(3);
      if (order === 'throw') throw new Error('broken');
      if (order === 'swell') { const all = []; for (;;) all.push(new Array(100000).fill(Math.random())); }
      parentPort.postMessage({ readable: true, text: order, attachments: [] });
    });`)}`,
);

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('a pool of readers', () => {
  test.each([
    ['hang', 'timeout'],
    ['die', 'crashed'],
    ['throw', 'crashed'],
    ['swell', 'out-of-memory'],
  ])('survives a message that makes a reader %s, and reads the next', { timeout: 30_000 }, async (order, problem) => {
    const pool = open({ size: 1, timeLimit: order === 'hang' ? 300 : 20_000, memoryLimit: 32, entry: obedient });
    const [bad, next] = await Promise.all([pool.read(Buffer.from(order)), pool.read(Buffer.from('next'))]);
    expect(bad).toMatchObject({ readable: false, problem });
    expect(next).toMatchObject({ readable: true, text: 'next' });
  });

  test('reads many at once, each answer for its own message', async () => {
    const pool = open({ size: 2, entry: obedient });
    const texts = Array.from({ length: 40 }, (_, index) => `message ${index}`);
    const mails = await Promise.all(texts.map((text) => pool.read(Buffer.from(text))));
    expect(mails.map(({ text }) => text)).toEqual(texts);
  });

  test('that is closed answers what waits, and takes no more', async () => {
    const pool = open({ size: 1, entry: obedient });
    const waiting = [pool.read(Buffer.from('hang')), pool.read(Buffer.from('a'))];
    await pool.close();
    expect(await Promise.all([...waiting, pool.read(Buffer.from('b'))])).toMatchObject(
      Array.from({ length: 3 }, () => ({ readable: false, problem: 'crashed' })),
    );
  });

  test('reads a real message in a built reader, its files as buffers', async (context) => {
    if (!existsSync(built)) context.skip('the reader is not built: run npm run build');
    const raw =
      'From: a@b.example\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=';
    const [file] = (await open({ size: 1 }).read(Buffer.from(raw))).attachments;
    expect(Buffer.isBuffer(file?.content)).toBe(true);
    expect(file).toMatchObject({ filename: 'a.pdf', size: 5 });
  });
});
