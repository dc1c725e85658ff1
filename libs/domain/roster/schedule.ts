import type { Rotation } from './rotation.js';
import type { Temporary } from './temporary.js';

/**
 * A change of who is on duty from `from` (included) until `to` (excluded), whatever layers say. A later override sees what
 * earlier ones have left, so of two for the same person and time the last one counts.
 */
export type Override = {
  readonly id?: string;
  readonly from: Date;
  readonly to: Date;
} & (
  | {
      readonly kind?: 'replace';
      readonly person: string;
      /** Whom `person` replaces, where that person is on duty; whoever is on duty, and nobody's time too, where it is left out. */
      readonly replaces?: string;
    }
  | { readonly kind: 'add'; readonly person: string }
  | { readonly kind: 'remove'; readonly person: string }
);

/** Time in which somebody takes no turn: it is the layer's below, or a gap. An override may still put them on duty. */
export interface Absence {
  readonly person: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Who is on duty when. A later layer wins over an earlier one where it has somebody; temporary schedules stand in for all layers
 * during their time; overrides come last.
 */
export interface Schedule {
  readonly key: string;
  readonly layers: readonly Rotation[];
  readonly overrides: readonly Override[];
  readonly temporary?: readonly Temporary[];
  readonly absences?: readonly Absence[];
}

/** Where it comes from that somebody is on duty; `gap`: nobody is. */
export type DutyBecause = 'layer' | 'override' | 'temporary' | 'gap';

/** A stretch of time with the same people on duty, for the same reason. */
export interface Shift {
  readonly people: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly because: DutyBecause;
  /** The name of the layer, where one decides. */
  readonly layer?: string;
}

export interface OnDuty extends Pick<Shift, 'people' | 'because' | 'layer'> {
  /** When the people change; null when they do not within the coming 400 days. */
  readonly until: Date | null;
  /** The next people after that, skipping a gap. */
  readonly next: { readonly people: readonly string[]; readonly from: Date } | null;
}
