import { describe, expect, it } from 'vitest';
import { Lane } from './lane.js';

/** Work that ends when it is told to. */
function slowLane(atOnce: number) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const lane = new Lane(atOnce, (id) => {
    started.push(id);
    return new Promise((resolve) => ends.set(id, resolve));
  });
  const end = async (id: string) => {
    ends.get(id)?.();
    await new Promise(setImmediate);
  };
  return { lane, started, end };
}

describe('A lane', () => {
  it('works on so many at once, the first to come first', async () => {
    const { lane, started, end } = slowLane(2);
    for (const id of ['a', 'b', 'c', 'd']) lane.add(id);
    expect(started).toEqual(['a', 'b']);
    await end('b');
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('takes an id that waits or runs only once, and again when it has ended', async () => {
    const { lane, started, end } = slowLane(1);
    for (const id of ['a', 'a', 'b', 'b']) lane.add(id);
    await end('a');
    await end('b');
    expect(started).toEqual(['a', 'b']);
    lane.add('a');
    expect(started).toEqual(['a', 'b', 'a']);
    await end('a');
    await lane.idle();
  });
});
