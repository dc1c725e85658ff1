import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock, freshDatabase, openDatabase, type TestDatabase } from '#testing';
import { type Database, GroupCommit } from './index.js';

let scratch: TestDatabase;
let database: Database;

beforeAll(async () => {
  scratch = await freshDatabase();
  database = await openDatabase(scratch.url, new FakeClock());
});
afterAll(async () => {
  await database.source.destroy();
  await scratch.drop();
});

/** Halves numbers, and cannot halve zero: the statement fails, and with it the transaction. */
function halving(most?: number) {
  const batches: number[] = [];
  const group = new GroupCommit<number, number>(
    database,
    async (tx, items) => {
      batches.push(items.length);
      const rows = await tx.query<{ half: number }>(
        'SELECT (n * n / n / 2)::int AS half FROM unnest($1::int[]) WITH ORDINALITY AS given (n, place) ORDER BY place',
        [items],
      );
      return rows.map(({ half }) => half);
    },
    most === undefined ? {} : { most },
  );
  return { group, batches };
}

describe('A group commit', () => {
  it('does at once what comes alone, and together what comes meanwhile, each with its own answer', async () => {
    const { group, batches } = halving();
    expect(await Promise.all([2, 4, 6, 8].map((n) => group.do(n)))).toEqual([1, 2, 3, 4]);
    expect(batches).toEqual([1, 3]);
    expect(await group.do(10)).toBe(5);
    expect(batches).toEqual([1, 3, 1]);
  });

  it('takes no more than so many into one transaction', async () => {
    const { group, batches } = halving(2);
    await Promise.all([2, 4, 6, 8, 10, 12].map((n) => group.do(n)));
    expect(batches).toEqual([1, 2, 2, 1]);
  });

  it('lets what fails fail alone', async () => {
    const { group } = halving();
    const results = await Promise.allSettled([2, 4, 0, 8].map((n) => group.do(n)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(results[3]).toMatchObject({ value: 4 });
    expect(results[2]).toMatchObject({ reason: { message: 'division by zero' } });
  });
});
