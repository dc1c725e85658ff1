import { describe, expect, it } from 'vitest';
import { layOutCampaign, nodeHeight, nodeWidth, type Layout } from './lay-out-campaign.js';

const link = (from: string, to: string) => ({ from, to });
const columnOf = ({ places }: Layout, id: string) =>
  [...new Set([...places.values()].map(({ x }) => x))].toSorted((a, b) => a - b).indexOf(places.get(id)?.x ?? -1);

describe('the picture of a campaign', () => {
  it.each([
    ['one incident alone', ['a'], [], { a: 0 }],
    ['a chain, whichever way its links point', ['a', 'b', 'c'], [link('b', 'a'), link('b', 'c')], { a: 0, b: 1, c: 2 }],
    ['a star', ['a', 'b', 'c'], [link('a', 'b'), link('a', 'c')], { a: 0, b: 1, c: 1 }],
    ['a ring', ['a', 'b', 'c'], [link('a', 'b'), link('b', 'c'), link('c', 'a')], { a: 0, b: 1, c: 1 }],
    ['one that only the campaign ties', ['a', 'b', 'c'], [link('a', 'b')], { a: 0, b: 1, c: 2 }],
    ['none of which is linked', ['a', 'b'], [], { a: 0, b: 1 }],
  ])('puts %s in columns by distance', (_, ids, links, columns) => {
    const layout = layOutCampaign(ids, links);
    for (const [id, column] of Object.entries(columns)) expect([id, columnOf(layout, id)]).toEqual([id, column]);
  });

  it('overlaps nowhere, stays within its frame, and is the same each time', () => {
    const ids = Array.from({ length: 40 }, (_, place) => `i${place}`);
    const links = ids.slice(1, 30).map((id) => link('i0', id));
    const layout = layOutCampaign(ids, links);
    const places = [...layout.places.values()];
    expect(places).toHaveLength(40);
    for (const [i, one] of places.entries()) {
      expect(one.x + nodeWidth).toBeLessThanOrEqual(layout.width);
      expect(one.y + nodeHeight).toBeLessThanOrEqual(layout.height);
      for (const other of places.slice(i + 1)) {
        expect(Math.abs(one.x - other.x) >= nodeWidth || Math.abs(one.y - other.y) >= nodeHeight).toBe(true);
      }
    }
    expect(layOutCampaign(ids, links)).toEqual(layout);
  });

  it('is empty for nothing', () => {
    expect(layOutCampaign([], []).places.size).toBe(0);
  });
});
