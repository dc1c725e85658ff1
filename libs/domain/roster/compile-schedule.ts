import { dayMs } from '../calendar/zone-clock.js';
import { applyOverrides, type PlacedOverride } from './apply-overrides.js';
import { Handoffs, type Rotation } from './rotation.js';
import type { Schedule } from './schedule.js';
import { mergeTemporary, type Temporary } from './temporary.js';
import { clip, joinAlike, openParts, type Tile } from './tiles.js';
import { openBetween, type Span } from './windows.js';

/** Who is on duty is worked out for so long at once. */
const pageMs = 28 * dayMs;
/** More than so many such pages are not remembered. */
const mostPages = 500;

interface Layer {
  readonly rotation: Rotation;
  readonly handoffs: Handoffs;
  readonly end: number;
}

/**
 * A schedule ready to be asked. It works out who is on duty for four weeks at a time and remembers it, so that most questions
 * are a look at a list. Its answers depend on nothing but the schedule.
 */
export class CompiledSchedule {
  readonly key: string;
  private readonly layers: readonly Layer[];
  private readonly overrides: readonly PlacedOverride[];
  private readonly temporary: readonly Temporary[];
  private readonly absences: ReadonlyMap<string, readonly Span[]>;
  private readonly pages = new Map<number, readonly Tile[]>();

  constructor({ key, layers, overrides, temporary = [], absences = [] }: Schedule) {
    this.key = key;
    this.layers = layers.map((rotation) => ({
      rotation,
      handoffs: new Handoffs(rotation),
      end: rotation.endsOn?.getTime() ?? Number.POSITIVE_INFINITY,
    }));
    this.overrides = overrides.map((override) => ({ ...override, span: spanOf(override) }));
    this.temporary = mergeTemporary(temporary);
    const away = new Map<string, Span[]>();
    for (const absence of absences) away.set(absence.person, [...(away.get(absence.person) ?? []), spanOf(absence)]);
    this.absences = away;
  }

  /** Who is on duty at an instant, and in the stretch around it that is known at once: at most four weeks. */
  tileAt(instant: number): Tile {
    const tiles = this.page(Math.floor(instant / pageMs));
    let [low, high] = [0, tiles.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((tiles[middle]?.from ?? 0) <= instant) low = middle;
      else high = middle - 1;
    }
    const tile = tiles[low];
    if (tile === undefined) throw new RangeError('no schedule reaches as far as that');
    return tile;
  }

  private page(number: number): readonly Tile[] {
    const known = this.pages.get(number);
    if (known !== undefined) return known;
    if (this.pages.size >= mostPages) this.pages.clear();
    const tiles = this.workOut({ from: number * pageMs, to: (number + 1) * pageMs });
    this.pages.set(number, tiles);
    return tiles;
  }

  /** Tiles that fill a span without gap or overlap. */
  private workOut(span: Span): readonly Tile[] {
    const planned = this.temporary.flatMap((temporary) => this.standIn(temporary, span));
    const decided: Tile[] = [...planned];
    let open = openParts(planned, span);
    for (const layer of this.layers.toReversed()) {
      if (open.length === 0) break;
      const found = open.flatMap((part) => this.turnsIn(layer, part));
      decided.push(...found);
      open = open.flatMap((part) => openParts(clip(found, part), part));
    }
    const gaps = open.map((part): Tile => ({ ...part, people: [], because: 'gap' }));
    const tiles = [...decided, ...gaps].toSorted((a, b) => a.from - b.from);
    const holding = this.overrides.filter((override) => override.span.from < span.to && override.span.to > span.from);
    return joinAlike(applyOverrides(tiles, holding));
  }

  /** A layer's people within a span, where it has any. In order. */
  private turnsIn({ rotation, handoffs, end }: Layer, span: Span): readonly Tile[] {
    const within = { from: Math.max(span.from, handoffs.start), to: Math.min(span.to, end) };
    if (within.from >= within.to) return [];
    const { restrictions = [], zone, name } = rotation;
    const open = restrictions.length === 0 ? [within] : openBetween(restrictions, zone, within);
    const found: Tile[] = [];
    for (const part of open) {
      for (const { people, from, to } of clip(handoffs.between(part.from, part.to), part)) {
        for (const there of this.present(people, { from, to })) found.push({ ...there, because: 'layer', layer: name });
      }
    }
    return found;
  }

  /** Who of some people is there, without the time in which nobody of them is. */
  private present(people: readonly string[], span: Span): readonly (Span & { readonly people: readonly string[] })[] {
    if (people.length === 0) return [];
    if (this.absences.size === 0) return [{ ...span, people }];
    const away = people.flatMap((person) =>
      (this.absences.get(person) ?? []).map((absence) => ({ ...absence, person })),
    );
    const cuts = away.flatMap(({ from, to }) => [from, to]).filter((cut) => cut > span.from && cut < span.to);
    const ends = [...new Set([span.from, ...cuts.toSorted((a, b) => a - b), span.to])];
    return ends.slice(0, -1).flatMap((from, index) => {
      const to = ends[index + 1] ?? span.to;
      const there = people.filter(
        (one) => !away.some((gone) => gone.person === one && gone.from <= from && gone.to >= to),
      );
      return there.length === 0 ? [] : [{ from, to, people: [...new Set(there)] }];
    });
  }

  /** A temporary schedule within a span: its people, and gaps where it has none. Nobody who is absent is planned by it. */
  private standIn(temporary: Temporary, span: Span): readonly Tile[] {
    const [part] = clip([spanOf(temporary)], span);
    if (part === undefined) return [];
    const shifts = temporary.shifts.map((shift) => ({ ...spanOf(shift), person: shift.person }));
    const cuts = shifts.flatMap(({ from, to }) => [from, to]).filter((cut) => cut > part.from && cut < part.to);
    const ends = [...new Set([part.from, ...cuts.toSorted((a, b) => a - b), part.to])];
    return ends.slice(0, -1).map((from, index): Tile => {
      const to = ends[index + 1] ?? part.to;
      const people = [
        ...new Set(shifts.filter((shift) => shift.from <= from && shift.to >= to).map(({ person }) => person)),
      ];
      return { from, to, people, because: people.length === 0 ? 'gap' : 'temporary' };
    });
  }
}

/** Pays once for what every question needs. */
export function compileSchedule(schedule: Schedule): CompiledSchedule {
  return new CompiledSchedule(schedule);
}

function spanOf({ from, to }: { readonly from: Date; readonly to: Date }): Span {
  return { from: from.getTime(), to: to.getTime() };
}
