import { type Rotation, rotationStart, turnAt } from './rotation.js';

/** One person on duty instead of whoever the layers name: from `from` (included) until `to` (excluded). */
export interface Override {
  readonly from: Date;
  readonly to: Date;
  readonly person: string;
}

/** A later layer wins over an earlier one from its start on; an override wins over all layers, a later override over an earlier. */
export interface Schedule {
  readonly key: string;
  readonly layers: readonly Rotation[];
  readonly overrides: readonly Override[];
}

/** A stretch of time with the same person on duty; `person` is null where the roster has a gap. */
export interface Shift {
  readonly person: string | null;
  readonly from: Date;
  readonly to: Date;
}

export interface OnDuty {
  readonly person: string | null;
  /** When this changes; null when it never does by the roster as it stands. */
  readonly until: Date | null;
  /** The next person after that, skipping a gap. */
  readonly next: { readonly person: string; readonly from: Date } | null;
}

/** Who is on duty at an instant, until when, and who comes after. */
export function whoIsOnDuty(schedule: Schedule, at: Date): OnDuty {
  const now = dutyAt(schedule, at);
  const change = nextChange(schedule, now);
  if (change === null) return { person: now.person, until: null, next: null };
  const following = change.person === null ? nextChange(schedule, change) : change;
  const next =
    following === null || following.person === null ? null : { person: following.person, from: following.from };
  return { person: now.person, until: change.from, next };
}

/**
 * The shifts that cover `from` (included) until `to` (excluded) without gap or overlap, cut at both ends; neighbours of the
 * same person are one shift. Empty when `to` is not after `from`.
 */
export function shifts(schedule: Schedule, from: Date, to: Date): readonly Shift[] {
  const found: Shift[] = [];
  let duty = from.getTime() < to.getTime() ? dutyAt(schedule, from) : null;
  while (duty !== null) {
    const change = nextChange(schedule, duty);
    if (change === null || change.from.getTime() >= to.getTime()) {
      found.push({ person: duty.person, from: duty.from, to });
      return found;
    }
    found.push({ person: duty.person, from: duty.from, to: change.from });
    duty = change;
  }
  return found;
}

/** Who is on duty from an instant on, and the first instant at which that may be otherwise. */
interface Duty {
  readonly person: string | null;
  readonly from: Date;
  readonly mayEnd: Date | null;
}

function dutyAt(schedule: Schedule, at: Date): Duty {
  const time = at.getTime();
  const override = schedule.overrides.findLast(({ from, to }) => from.getTime() <= time && time < to.getTime());
  const layers = schedule.layers.filter(({ participants }) => participants.length > 0);
  const layer = layers.findLast((candidate) => rotationStart(candidate).getTime() <= time);
  const turn = layer === undefined ? null : turnAt(layer, at);
  // Under an override the layers are not asked until it ends, so a month's leave is one step and not thirty.
  const layerEnds =
    override !== undefined
      ? []
      : [
          ...layers.slice(layer === undefined ? 0 : layers.indexOf(layer) + 1).map((later) => rotationStart(later)),
          ...(turn === null || isAlone(layer) ? [] : [turn.until]),
        ];
  const ends = [...schedule.overrides.flatMap(({ from, to }) => [from, to]), ...layerEnds]
    .map((end) => end.getTime())
    .filter((end) => end > time);
  return {
    person: override?.person ?? turn?.person ?? null,
    from: at,
    mayEnd: ends.length === 0 ? null : new Date(Math.min(...ends)),
  };
}

/** A rotation of one person has handoffs to itself only, which are no change. */
function isAlone(rotation: Rotation | undefined): boolean {
  return new Set(rotation?.participants).size <= 1;
}

/**
 * The next duty of another person (or none). Ends, because overrides and layers are finite and a rotation of several people
 * changes hands within one round.
 */
function nextChange(schedule: Schedule, now: Duty): Duty | null {
  let duty = now;
  while (duty.mayEnd !== null) {
    duty = dutyAt(schedule, duty.mayEnd);
    if (duty.person !== now.person) return duty;
  }
  return null;
}
