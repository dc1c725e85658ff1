import { Temporal } from 'temporal-polyfill';
import { instantOf, wallTime } from '../calendar/local-time.js';

/** How long one turn lasts, in wall-clock time of the rotation's zone. Exactly one of the three; whole and at least 1. */
export type TurnLength = { readonly hours: number } | { readonly days: number } | { readonly weeks: number };

/** People who take turns. It has no end; before its first handoff nobody is on duty by it. */
export interface Rotation {
  readonly name: string;
  /** Keys of persons, in the order of their turns. */
  readonly participants: readonly string[];
  /** IANA zone in whose wall-clock time handoffs happen. */
  readonly zone: string;
  /** Day of the first handoff, `YYYY-MM-DD`. */
  readonly startsOn: string;
  /** Wall-clock time of the first handoff, `HH:MM`. */
  readonly handoffAt: string;
  readonly every: TurnLength;
}

/** One person's turn: from `from` (included) until `until` (excluded). */
export interface Turn {
  readonly person: string;
  readonly from: Date;
  readonly until: Date;
}

/**
 * The turn of a rotation at an instant; null before it starts or without participants.
 *
 * Handoffs are wall-clock readings: the first one plus a whole number of turns, and only then looked up in the zone. So a
 * 09:00 handoff stays at 09:00 over a clock change, and that turn is an hour longer or shorter. The turn is computed from
 * the instant, not walked to, and then corrected by the few handoffs that a clock change may have moved.
 */
export function turnAt(rotation: Rotation, at: Date): Turn | null {
  if (rotation.participants.length === 0) return null;
  const first = firstHandoff(rotation);
  const minutes = turnMinutes(rotation.every);
  const handoff = (index: number) => instantOf(first.add({ minutes: minutes * index }), rotation.zone).getTime();
  const elapsed = first.until(wallTime(at, rotation.zone), { largestUnit: 'minutes' }).total('minutes');
  let index = Math.floor(elapsed / minutes);
  while (handoff(index) > at.getTime()) index -= 1;
  while (handoff(index + 1) <= at.getTime()) index += 1;
  if (index < 0) return null;
  const person = rotation.participants[index % rotation.participants.length];
  if (person === undefined) return null;
  return { person, from: new Date(handoff(index)), until: new Date(handoff(index + 1)) };
}

/** When a rotation's first turn begins. */
export function rotationStart(rotation: Rotation): Date {
  return instantOf(firstHandoff(rotation), rotation.zone);
}

function firstHandoff(rotation: Rotation): Temporal.PlainDateTime {
  return Temporal.PlainDate.from(rotation.startsOn).toPlainDateTime(Temporal.PlainTime.from(rotation.handoffAt));
}

function turnMinutes(every: TurnLength): number {
  if ('hours' in every) return every.hours * 60;
  return 'days' in every ? every.days * 24 * 60 : every.weeks * 7 * 24 * 60;
}
