import type { DutyBecause } from './schedule.js';
import type { Span } from './windows.js';

/** Who is on duty from an instant (included) until another (excluded), in epoch milliseconds. */
export interface Tile extends Span {
  readonly people: readonly string[];
  readonly because: DutyBecause;
  readonly layer?: string;
}

/** What of some tiles lies within a span, cut at its ends. Both in order. */
export function clip<T extends Span>(tiles: readonly T[], { from, to }: Span): readonly T[] {
  return tiles
    .filter((tile) => tile.from < to && tile.to > from)
    .map((tile) => ({ ...tile, from: Math.max(tile.from, from), to: Math.min(tile.to, to) }));
}

/** The parts of a span that no tile covers. Tiles are in order and do not overlap. */
export function openParts(tiles: readonly Span[], { from, to }: Span): readonly Span[] {
  const open: Span[] = [];
  let at = from;
  for (const tile of tiles) {
    if (tile.from > at) open.push({ from: at, to: Math.min(tile.from, to) });
    at = Math.max(at, tile.to);
    if (at >= to) return open;
  }
  if (at < to) open.push({ from: at, to });
  return open;
}

/** Neighbours with the same people for the same reason made one. */
export function joinAlike(tiles: readonly Tile[]): readonly Tile[] {
  const joined: Tile[] = [];
  for (const tile of tiles) {
    const last = joined.at(-1);
    if (last !== undefined && last.to === tile.from && isAlike(last, tile))
      joined[joined.length - 1] = { ...last, to: tile.to };
    else joined.push(tile);
  }
  return joined;
}

/** The same people, in whatever order. */
export function samePeople(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((person) => b.includes(person));
}

function isAlike(a: Tile, b: Tile): boolean {
  return a.because === b.because && a.layer === b.layer && samePeople(a.people, b.people);
}
