import {
  dayMs,
  hourMs,
  midnightOf,
  readingOf,
  timeOfDayMs,
  type Weekday,
  weekdayOf,
  weekdays,
  type WallReading,
  ZoneClock,
} from '../calendar/zone-clock.js';

const weekMs = 7 * dayMs;

/** How long one turn lasts, in wall-clock time of the rotation's zone. Exactly one of the four; whole and at least 1. */
export type TurnLength =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly weeks: number }
  /** Calendar months. A first handoff on the 29th to 31st is refused by `layerFault`. */
  | { readonly months: number };

/** The people of one turn: one, or a group that takes it together. */
export type Participant = string | readonly string[];

/**
 * Hours of the week in the rotation's zone. A window is named by the day on which it begins: Friday 18:00 to 08:00 ends on
 * Saturday. `from` equal to `to` is 24 hours, so that windows on neighbouring days join.
 */
export interface Window {
  readonly days: readonly Weekday[];
  /** `HH:MM` */
  readonly from: string;
  /** `HH:MM` */
  readonly to: string;
}

/** People who take turns. Before its first handoff nobody is on duty by it. */
export interface Rotation {
  readonly name: string;
  /** Keys of persons, in the order of their turns. Somebody may be there twice; an empty group is a turn of nobody. */
  readonly participants: readonly Participant[];
  /** IANA zone in whose wall-clock time handoffs happen. */
  readonly zone: string;
  /** Day of the first handoff, `YYYY-MM-DD`. */
  readonly startsOn: string;
  /** Wall-clock time of the first handoff, `HH:MM`. */
  readonly handoffAt: string;
  readonly every: TurnLength;
  /** Only then is anybody on duty by it; always where there is none. */
  readonly restrictions?: readonly Window[];
  /** From this instant on nobody is on duty by it. */
  readonly endsOn?: Date | null;
}

export interface Turn {
  readonly people: readonly string[];
  /** Index into the participants. */
  readonly place: number;
  readonly from: Date;
  readonly until: Date;
}

/** A stretch of a rotation between two handoffs, in epoch milliseconds. */
export interface TurnPiece {
  readonly people: readonly string[];
  /** Index into the participants. */
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The handoffs of a rotation, as numbers.
 *
 * A handoff is a wall-clock reading: the first one plus a whole number of units, and only then looked up in the zone. So a 09:00
 * handoff stays at 09:00 over a clock change and that turn is an hour longer or shorter; a date library that adds hours to an
 * instant gets this wrong. Turns are computed from the instant, not walked to, so a rotation that began years ago costs no more.
 *
 * Days off use up no turn: a day, or a stretch of hours, counts only when the restrictions leave anything of it. A turn of n days is
 * n days that count, and lasts until the next turn's first one (as Grafana OnCall counts daily shifts). Weeks and months always
 * count: each of them has every weekday.
 */
export class Handoffs {
  readonly start: number;
  private readonly clock: ZoneClock;
  private readonly first: WallReading;
  private readonly groups: readonly (readonly string[])[];
  private readonly unitsInTurn: number;
  /** Null for months, which have no one length. */
  private readonly unitMs: number | null;
  /** For each place of a unit in the pattern that repeats every so many units: how many before it count. */
  private readonly countedBefore: readonly number[];
  private readonly countedInPattern: number;
  /** The places of those that count. */
  private readonly counted: readonly number[];

  constructor({ zone, startsOn, handoffAt, every, participants, restrictions }: Rotation) {
    this.clock = ZoneClock.of(zone);
    this.first = readingOf(startsOn, handoffAt);
    this.start = this.clock.instantOf(this.first);
    this.groups = participants.map((who) => (typeof who === 'string' ? [who] : [...new Set(who)]));
    [this.unitMs, this.unitsInTurn] = unitOf(every);
    const isCounted =
      this.unitMs !== null && this.unitMs < weekMs && restrictions !== undefined && restrictions.length > 0;
    const pattern = isCounted ? this.patternOf(restrictions, this.unitMs) : [true];
    this.counted = pattern.flatMap((counts, place) => (counts ? [place] : []));
    this.countedInPattern = this.counted.length;
    this.countedBefore = pattern.map((_, place) => this.counted.filter((one) => one < place).length);
  }

  /** The turn of an instant; null before the first, or where no day counts. */
  at(instant: number): TurnPiece | null {
    const [turn] = this.between(instant, instant + 1);
    return turn ?? null;
  }

  /** The turns, whole, that reach into the time from an instant (included) until another (excluded). In order. */
  between(from: number, to: number): readonly TurnPiece[] {
    if (to <= this.start || this.groups.length === 0 || this.countedInPattern === 0) return [];
    let turn = this.guess(from);
    while (turn > 0 && this.handoff(turn) > from) turn -= 1;
    const found: TurnPiece[] = [];
    for (let begins = this.handoff(turn); begins < to; turn += 1) {
      const ends = this.handoff(turn + 1);
      // A turn may have no length: the hour that clocks skip.
      const place = turn % this.groups.length;
      if (ends > begins && ends > from) {
        found.push({ people: this.groups[place] ?? [], place, from: begins, to: ends });
      }
      begins = ends;
    }
    return found;
  }

  /** Near the right turn: a clock change may have moved a few handoffs. */
  private guess(instant: number): number {
    const reading = this.clock.readingAt(instant);
    if (this.unitMs === null) return Math.max(0, Math.floor(monthsBetween(this.first, reading) / this.unitsInTurn));
    const unit = Math.max(0, Math.floor((reading - this.first) / this.unitMs));
    const length = this.countedBefore.length;
    const counted = Math.floor(unit / length) * this.countedInPattern + (this.countedBefore[unit % length] ?? 0);
    return Math.floor(counted / this.unitsInTurn);
  }

  /** When a turn begins. */
  private handoff(turn: number): number {
    const nth = turn * this.unitsInTurn;
    if (this.unitMs === null) return this.clock.instantOf(addMonths(this.first, nth));
    const round = Math.floor(nth / this.countedInPattern);
    const unit = round * this.countedBefore.length + (this.counted[nth - round * this.countedInPattern] ?? 0);
    return this.clock.instantOf(this.first + unit * this.unitMs);
  }

  /** Which units of a repeating week, or of several, have any time within the windows. By the clock on the wall alone. */
  private patternOf(windows: readonly Window[], unitMs: number): readonly boolean[] {
    const open = windows.flatMap(openInWeek);
    const length = weekMs / greatestCommonDivisor(unitMs, weekMs);
    return Array.from({ length }, (_, unit) => {
      const begins = sinceMonday(this.first + unit * unitMs);
      return open.some(({ from, to }) =>
        [-weekMs, 0, weekMs].some((shift) => from + shift < begins + unitMs && to + shift > begins),
      );
    });
  }
}

/** The turn of a rotation at an instant; null before it starts or without participants. Restrictions only decide what counts. */
export function turnAt(rotation: Rotation, at: Date): Turn | null {
  const turn = new Handoffs(rotation).at(at.getTime());
  if (turn === null) return null;
  return { people: turn.people, place: turn.place, from: new Date(turn.from), until: new Date(turn.to) };
}

/** When a rotation's first turn begins. */
export function rotationStart({ zone, startsOn, handoffAt }: Pick<Rotation, 'zone' | 'startsOn' | 'handoffAt'>): Date {
  return new Date(ZoneClock.of(zone).instantOf(readingOf(startsOn, handoffAt)));
}

function unitOf(every: TurnLength): readonly [unitMs: number | null, unitsInTurn: number] {
  if ('hours' in every) return [every.hours * hourMs, 1];
  if ('days' in every) return [dayMs, every.days];
  return 'weeks' in every ? [weekMs, every.weeks] : [null, every.months];
}

/** A window on each of its days, in milliseconds since Monday 00:00. */
function openInWeek({ days, from, to }: Window): readonly { readonly from: number; readonly to: number }[] {
  const [opens, closes] = [timeOfDayMs(from), timeOfDayMs(to)];
  return days.map((day) => {
    const midnight = weekdays.indexOf(day) * dayMs;
    return { from: midnight + opens, to: midnight + closes + (closes <= opens ? dayMs : 0) };
  });
}

function sinceMonday(reading: WallReading): number {
  return weekdayOf(reading) * dayMs + (reading - midnightOf(reading));
}

function monthsBetween(from: WallReading, to: WallReading): number {
  const [a, b] = [new Date(from), new Date(to)];
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
}

/** The same day and time of day so many months later; the day is one that every month has. */
function addMonths(reading: WallReading, months: number): WallReading {
  const day = new Date(reading);
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, day.getUTCDate());
  return first + (reading - midnightOf(reading));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
