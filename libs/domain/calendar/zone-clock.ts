import { Temporal } from 'temporal-polyfill';

/** What clocks on a wall show, as milliseconds since they showed 1970-01-01 00:00: a reading, not an instant. */
export type WallReading = number;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
/** More than any zone is away from UTC. */
const furthestOffset = 26 * hourMs;
/** Changes of a zone's clocks are looked up so far at once. */
const stride = 5 * 366 * dayMs;

interface ClockChange {
  readonly at: number;
  /** Milliseconds ahead of UTC before and after. */
  readonly before: number;
  readonly after: number;
}

/**
 * The clocks of one IANA zone: between instants and readings, in milliseconds. The changes of its clocks are looked up once and
 * remembered, so that a schedule can be asked ten thousand times a second.
 */
export class ZoneClock {
  private static readonly known = new Map<string, ZoneClock>();

  private changes: readonly ClockChange[] = [];
  private from = Number.POSITIVE_INFINITY;
  private to = Number.NEGATIVE_INFINITY;
  /** Between two changes: what was asked about last. */
  private stretch = { from: 0, to: 0, offset: 0 };

  private constructor(private readonly zone: string) {}

  static of(zone: string): ZoneClock {
    const known = ZoneClock.known.get(zone);
    if (known !== undefined) return known;
    const clock = new ZoneClock(zone);
    ZoneClock.known.set(zone, clock);
    return clock;
  }

  /** What the clocks show at an instant. */
  readingAt(instant: number): WallReading {
    return instant + this.offsetAt(instant);
  }

  /**
   * When the clocks show a reading. One that occurs twice (clocks go back) is its first occurrence; one that never occurs (clocks
   * go forward) is the first instant after the gap, so a 02:30 handoff happens at 03:00 that night and not at 03:30.
   */
  instantOf(reading: WallReading): number {
    const before = this.offsetAt(reading - furthestOffset);
    const after = this.offsetAt(reading + furthestOffset);
    const early = reading - before;
    if (before === after || this.offsetAt(early) === before) return early;
    const late = reading - after;
    if (this.offsetAt(late) === after) return late;
    return this.changeWithin(late, early).at;
  }

  private offsetAt(instant: number): number {
    // Most questions are about the same stretch as the one before.
    if (instant >= this.stretch.from && instant < this.stretch.to) return this.stretch.offset;
    this.lookUp(instant);
    let [low, high] = [0, this.changes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.changes[middle]?.at ?? 0) <= instant) low = middle + 1;
      else high = middle;
    }
    const [before, after] = [this.changes[low - 1], this.changes[low]];
    const offset = before?.after ?? after?.before ?? this.lookUpOffset(instant);
    this.stretch = { from: before?.at ?? this.from, to: after?.at ?? this.to, offset };
    return offset;
  }

  private changeWithin(from: number, to: number): ClockChange {
    const change = this.changes.find(({ at }) => at >= from && at <= to);
    if (change === undefined) throw new Error(`no clock of ${this.zone} changes where one must`);
    return change;
  }

  /** Sees to it that every change around an instant is known. */
  private lookUp(instant: number): void {
    if (instant >= this.from && instant < this.to) return;
    const from = Math.min(this.from, instant - stride);
    const to = Math.max(this.to, instant + stride);
    const changes: ClockChange[] = [];
    let at = this.zoned(from).getTimeZoneTransition('next');
    while (at !== null && at.epochMilliseconds < to) {
      const [before, after] = [this.lookUpOffset(at.epochMilliseconds - 1), this.lookUpOffset(at.epochMilliseconds)];
      if (before !== after) changes.push({ at: at.epochMilliseconds, before, after });
      at = at.getTimeZoneTransition('next');
    }
    [this.changes, this.from, this.to] = [changes, from, to];
  }

  private lookUpOffset(instant: number): number {
    return this.zoned(instant).offsetNanoseconds / 1_000_000;
  }

  private zoned(instant: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.zone);
  }
}

/** The reading of a calendar day, `YYYY-MM-DD`, at a time of day, `HH:MM`. */
export function readingOf(day: string, timeOfDay: string): WallReading {
  return Date.parse(`${day}T${timeOfDay}:00Z`);
}

/** Minutes after midnight of a time of day, `HH:MM`, in milliseconds. */
export function timeOfDayMs(timeOfDay: string): number {
  return Number(timeOfDay.slice(0, 2)) * hourMs + Number(timeOfDay.slice(3)) * minuteMs;
}

/** Midnight of the day on which a reading falls. */
export function midnightOf(reading: WallReading): WallReading {
  return Math.floor(reading / dayMs) * dayMs;
}

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** The day of the week on which a reading falls, 0 for Monday (ISO 8601). 1970-01-01 was a Thursday. */
export function weekdayOf(reading: WallReading): number {
  return (((Math.floor(reading / dayMs) + 3) % 7) + 7) % 7;
}
