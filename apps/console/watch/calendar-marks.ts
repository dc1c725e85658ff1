import type { ScheduleView, SwapView } from '#contracts';
import type { OverrideView } from '#contracts';
import type { Stretch } from './calendar-slots.js';

/** What was put on top of a schedule's layers, or may be. */
export type Mark = Stretch & { readonly id: string; readonly from: number; readonly to: number } & (
    | { readonly kind: 'override'; readonly override: OverrideView }
    | { readonly kind: 'temporary' }
    | { readonly kind: 'absence'; readonly name: string; readonly isGranted: boolean }
    | { readonly kind: 'swap'; readonly name: string }
  );

const time = ({ from, to }: { readonly from: string; readonly to: string }): Stretch => ({
  from: Date.parse(from),
  to: Date.parse(to),
});

/** Everything that changes the duty of a schedule, or asks to, in the order in which it begins. */
export function marksOf(schedule: ScheduleView, swaps: readonly SwapView[]): readonly Mark[] {
  // An absence matters to the schedules on which its person has a turn.
  const planned = new Set(schedule.layers.flatMap(({ participants }) => participants.flat()));
  const marks: readonly Mark[] = [
    ...schedule.overrides.map((override) => ({
      kind: 'override' as const,
      id: override.id,
      override,
      ...time(override),
    })),
    ...schedule.temporary.map((stand) => ({ kind: 'temporary' as const, id: stand.id, ...time(stand) })),
    ...schedule.absences
      .filter(({ person, state }) => planned.has(person.key) && (state === 'granted' || state === 'requested'))
      .map((absence) => ({
        kind: 'absence' as const,
        id: absence.id,
        name: absence.person.name,
        isGranted: absence.state === 'granted',
        ...time(absence),
      })),
    ...swaps
      .filter((swap) => swap.state === 'offered' && swap.schedule.id === schedule.id)
      .map((swap) => ({ kind: 'swap' as const, id: swap.id, name: swap.offeredBy.name, ...time(swap) })),
  ];
  return marks.toSorted((one, other) => one.from - other.from);
}

/** Only what a manager wrote here is changed here: a swap or a calendar's entry is changed where it came from. */
export const isMovable = (mark: Mark): boolean => mark.kind === 'override' && mark.override.origin === 'desk';
