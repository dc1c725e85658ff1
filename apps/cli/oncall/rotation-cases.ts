import { type Rotation, rotationStart, turnAt, type TurnLength, withoutParticipant, wallTime } from '#domain';
import { type Answer, instant, NotOurs } from './oncall-case.js';

interface Given {
  readonly type: 'hourly' | 'daily' | 'weekly' | 'monthly';
  readonly shift_length: number;
  readonly start: string;
  readonly tz: string;
  readonly participants?: readonly string[];
}

const units = { hourly: 'hours', daily: 'days', weekly: 'weeks', monthly: 'months' } as const;

function rotationOf({ type, shift_length: length, start, tz, participants }: Given): Rotation {
  const wall = wallTime(instant(start), tz);
  return {
    name: type,
    participants: participants ?? ['a', 'b', 'c'],
    zone: tz,
    startsOn: wall.toPlainDate().toString(),
    handoffAt: wall.toPlainTime().toString({ smallestUnit: 'minute' }),
    every: { [units[type]]: length } as unknown as TurnLength,
  };
}

function turnOf(rotation: Rotation, at: Date) {
  const turn = turnAt(rotation, at);
  if (turn === null && at < rotationStart(rotation)) throw new NotOurs('nobody is on duty before the first handoff; elsewhere turns are counted backwards too'); // prettier-ignore
  return turn;
}

/** Handoffs from the one at or before an instant to the first after another. */
function handoffsBetween(rotation: Rotation, from: Date, to: Date): readonly Date[] {
  const handoffs: Date[] = [];
  for (let turn = turnOf(rotation, from); turn !== null; turn = turnAt(rotation, turn.until)) {
    handoffs.push(turn.from);
    if (turn.from > to) break;
  }
  return handoffs;
}

export const rotationCases: Readonly<Record<string, Answer>> = {
  'rotation.shift_at': (given: Given & { readonly at: string }) => {
    const turn = turnOf(rotationOf(given), instant(given.at));
    if (turn === null) return null;
    const seconds = (turn.until.getTime() - turn.from.getTime()) / 1_000;
    return { shift_start: turn.from, shift_end: turn.until, duration_seconds: seconds };
  },
  'rotation.chain': (given: Given & { readonly at: string }) => {
    const first = turnOf(rotationOf(given), instant(given.at));
    return { successive_ends: [first?.until] };
  },
  'rotation.handoffs': (given: Given & { readonly from: string; readonly to: string }) => ({
    handoffs: handoffsBetween(rotationOf(given), instant(given.from), instant(given.to)),
  }),
  'rotation.oncall_at': (given: Given & { readonly samples: readonly { readonly at: string }[] }) => {
    const rotation = rotationOf(given);
    return { samples: given.samples.map(({ at }) => ({ at: instant(at), user: turnOf(rotation, instant(at))?.people[0] ?? null })) }; // prettier-ignore
  },
  'rotation.remove_participant': (given: {
    readonly participants: readonly string[];
    readonly active_index: number;
    readonly remove: string;
  }) => {
    const start = instant('2026-01-01T09:00:00Z');
    const { participants: all, active_index: active, remove } = given;
    const rotation = rotationOf({ type: 'daily', shift_length: 1, start: start.toISOString(), tz: 'UTC', participants: all });
    const at = new Date(start.getTime() + (active + 0.5) * 86_400_000);
    const after = withoutParticipant(rotation, remove, at);
    const turn = turnAt(after, at);
    return { participants: after.participants, active_index: turn?.place, active_user: turn?.people[0] };
  },
}; // prettier-ignore
