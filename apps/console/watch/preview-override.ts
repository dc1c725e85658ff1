import type { ShiftView } from '#contracts';
import { shiftsIn } from './calendar-days.js';

type Member = ShiftView['people'][number];

export interface OverrideDraft {
  readonly kind: 'replace' | 'add' | 'remove';
  readonly from: string;
  readonly to: string;
  readonly person: Member;
  /** Null: whoever is on duty. */
  readonly replaces: Member | null;
}

export interface PreviewedShift {
  readonly from: string;
  readonly to: string;
  readonly before: readonly Member[];
  readonly after: readonly Member[];
}

/** What an override would make of the shifts of its time. It would be the latest change, so it counts over all that is there. */
export function previewOverride(shifts: readonly ShiftView[], draft: OverrideDraft): readonly PreviewedShift[] {
  return shiftsIn(shifts, draft).map(({ from, to, people }) => ({
    from,
    to,
    before: people,
    after: change(people, draft),
  }));
}

function change(people: readonly Member[], { kind, person, replaces }: OverrideDraft): readonly Member[] {
  const without = people.filter(({ key }) => key !== person.key);
  if (kind === 'remove') return without;
  if (kind === 'add') return people.length === without.length ? [...people, person] : people;
  if (replaces === null) return [person];
  if (!people.some(({ key }) => key === replaces.key)) return people;
  return [...without.filter(({ key }) => key !== replaces.key), person];
}

export function isSame({ before, after }: PreviewedShift): boolean {
  return before.length === after.length && before.every(({ key }) => after.some((member) => member.key === key));
}
