import { describe, expect, it } from 'vitest';
import { Lane } from './lane.js';

/** Work that ends when it is told to. */
function slowLane(atOnce: number, most?: number) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const lane = new Lane<{ id: string }>(
    atOnce,
    ({ id }) => {
      started.push(id);
      return new Promise((resolve) => ends.set(id, resolve));
    },
    most,
  );
  const add = (...ids: string[]) => ids.map((id) => lane.add({ id }));
  const end = async (id: string) => {
    ends.get(id)?.();
    await new Promise(setImmediate);
  };
  return { lane, started, add, end };
}

describe('A lane', () => {
  it('works on so many at once, the first to come first', async () => {
    const { started, add, end } = slowLane(2);
    add('a', 'b', 'c', 'd');
    expect(started).toEqual(['a', 'b']);
    await end('b');
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('takes an item that waits or runs only once, and again when it has ended', async () => {
    const { lane, started, add, end } = slowLane(1);
    add('a', 'a', 'b', 'b');
    await end('a');
    await end('b');
    expect(started).toEqual(['a', 'b']);
    add('a');
    expect(started).toEqual(['a', 'b', 'a']);
    await end('a');
    await lane.idle();
  });

  it('refuses what would make too many wait, but not what it has in hand', async () => {
    const { lane, started, add, end } = slowLane(1, 1);
    expect(add('a', 'b', 'c', 'b', 'a')).toEqual([true, true, false, true, true]);
    expect([...lane.ids]).toEqual(['a', 'b']);
    lane.clear();
    await end('a');
    await lane.idle();
    expect(started).toEqual(['a']);
  });
});
