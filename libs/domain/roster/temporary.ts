/** A person's time in a temporary schedule. */
export interface TemporaryShift {
  readonly from: Date;
  readonly to: Date;
  readonly person: string;
}

/** Shifts written down one by one, which stand in for the layers from `from` until `to`: what they leave open is a gap. */
export interface Temporary {
  readonly from: Date;
  readonly to: Date;
  readonly shifts: readonly TemporaryShift[];
}

/** The part of a temporary schedule from an instant on; null when nothing is left. */
export function trimStart(temporary: Temporary, at: Date): Temporary | null {
  return clip(temporary, later(temporary.from, at), temporary.to);
}

/** The part of a temporary schedule until an instant; null when nothing is left. */
export function trimEnd(temporary: Temporary, at: Date): Temporary | null {
  return clip(temporary, temporary.from, earlier(temporary.to, at));
}

/** What is left when the time between two instants is taken out: one in the middle of which it lies becomes two. */
export function deleteBetween(all: readonly Temporary[], from: Date, to: Date): readonly Temporary[] {
  return all.flatMap((temporary) => {
    if (temporary.to <= from || temporary.from >= to) return [temporary];
    return [trimEnd(temporary, from), trimStart(temporary, to)].filter((part) => part !== null);
  });
}

/** Overlapping ones made one, in order; each person's touching shifts made one and kept within the whole. */
export function mergeTemporary(all: readonly Temporary[]): readonly Temporary[] {
  const merged: Temporary[] = [];
  for (const next of all.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = merged.at(-1);
    if (last === undefined || next.from > last.to) merged.push(next);
    else {
      const whole = { from: last.from, to: later(last.to, next.to), shifts: [...last.shifts, ...next.shifts] };
      merged.splice(-1, 1, whole);
    }
  }
  return merged.map((one) => ({ ...one, shifts: mergeShifts(within(one.shifts, one.from, one.to)) }));
}

function mergeShifts(shifts: readonly TemporaryShift[]): readonly TemporaryShift[] {
  const merged: TemporaryShift[] = [];
  const last = new Map<string, number>();
  for (const shift of shifts.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const place = last.get(shift.person);
    const before = place === undefined ? undefined : merged[place];
    if (place === undefined || before === undefined || shift.from > before.to) {
      last.set(shift.person, merged.push(shift) - 1);
    } else merged[place] = { ...before, to: later(before.to, shift.to) };
  }
  return merged;
}

function clip(temporary: Temporary, from: Date, to: Date): Temporary | null {
  return from < to ? { from, to, shifts: within(temporary.shifts, from, to) } : null;
}

function within(shifts: readonly TemporaryShift[], from: Date, to: Date): readonly TemporaryShift[] {
  return shifts
    .filter((shift) => shift.from < to && shift.to > from)
    .map((shift) => ({ ...shift, from: later(shift.from, from), to: earlier(shift.to, to) }));
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
