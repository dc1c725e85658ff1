import type { Override } from './schedule.js';
import type { Tile } from './tiles.js';
import type { Span } from './windows.js';

/** An override in epoch milliseconds. */
export type PlacedOverride = Override & { readonly span: Span };

/** A place on duty: who has it, and whose it was before any override. */
interface Place {
  readonly person: string;
  readonly was: string | null;
}

/** Tiles as overrides leave them: cut where one begins or ends, and each changed by those that hold then, in their order. */
export function applyOverrides(tiles: readonly Tile[], overrides: readonly PlacedOverride[]): readonly Tile[] {
  if (overrides.length === 0) return tiles;
  return tiles.flatMap((tile) => {
    const holding = overrides.filter(({ span }) => span.from < tile.to && span.to > tile.from);
    if (holding.length === 0) return [tile];
    const cuts = [tile.from, tile.to, ...holding.flatMap(({ span }) => [span.from, span.to])]
      .filter((cut) => cut >= tile.from && cut <= tile.to)
      .toSorted((a, b) => a - b);
    return [...new Set(cuts)].flatMap((from, index, all): readonly Tile[] => {
      const to = all[index + 1];
      if (to === undefined) return [];
      const now = holding.filter(({ span }) => span.from <= from && span.to >= to);
      return [now.length === 0 ? { ...tile, from, to } : changed({ ...tile, from, to }, now)];
    });
  });
}

function changed(tile: Tile, overrides: readonly Override[]): Tile {
  let places: readonly Place[] = tile.people.map((person) => ({ person, was: person }));
  for (const override of overrides) places = withOverride(places, override);
  const people = [...new Set(places.map(({ person }) => person))];
  const isAsBefore = people.length === tile.people.length && people.every((person, at) => person === tile.people[at]);
  if (isAsBefore) return tile;
  return { from: tile.from, to: tile.to, people, because: people.length === 0 ? 'gap' : 'override' };
}

function withOverride(places: readonly Place[], override: Override): readonly Place[] {
  const { person } = override;
  switch (override.kind) {
    case 'add':
      return [...places, { person, was: null }];
    case 'remove':
      return places.filter((place) => place.person !== person);
    case 'replace':
    case undefined:
      break;
  }
  const { replaces } = override;
  if (replaces === undefined) return [{ person, was: places[0]?.was ?? null }];
  // Who was replaced before is replaced again by the later override: it goes to the last one.
  return places.map((place) => (place.person === replaces || place.was === replaces ? { ...place, person } : place));
}
