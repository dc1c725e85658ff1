import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PagesFirst } from './pages-first.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What has had its turn, after all that was due has happened. */
async function watch(order: PagesFirst, mostMs: number) {
  const had: string[] = [];
  void order.turn(mostMs).then(() => had.push('turn'));
  await vi.advanceTimersByTimeAsync(0);
  return had;
}

/** Begins something urgent; returns what ends it. */
function begin(order: PagesFirst): () => void {
  const ends: (() => void)[] = [];
  void order.during(() => new Promise<void>((done) => ends.push(done)));
  return () => ends.pop()?.();
}

describe('pages first', () => {
  it('lets what may wait go at once when nothing urgent is in hand', async () => {
    expect(await watch(new PagesFirst(), 1_000)).toEqual(['turn']);
  });

  it('holds it back until the last urgent thing has come to an end', async () => {
    const order = new PagesFirst();
    const [endFirst, endSecond] = [begin(order), begin(order)];
    const had = await watch(order, 1_000);
    endFirst();
    await vi.advanceTimersByTimeAsync(1);
    expect(had).toEqual([]);
    endSecond();
    await vi.advanceTimersByTimeAsync(0);
    expect(had).toEqual(['turn']);
  });

  it('holds it back no longer than it may wait', async () => {
    const order = new PagesFirst();
    begin(order);
    const had = await watch(order, 250);
    await vi.advanceTimersByTimeAsync(249);
    expect(had).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(had).toEqual(['turn']);
  });

  it('counts urgent work that fails as come to an end', async () => {
    const order = new PagesFirst();
    await expect(order.during(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await watch(order, 1_000)).toEqual(['turn']);
  });
});
