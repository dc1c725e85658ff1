/** One person's time on duty without a break. */
export interface PersonShift {
  readonly person: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * The shifts of a schedule, which tile time, as each person lives them: whoever stays on while others come and go has one
 * shift, and not a new one at each change. In the order in which they begin.
 */
export function personShifts(
  shifts: readonly { readonly people: readonly string[]; readonly from: Date; readonly to: Date }[],
): readonly PersonShift[] {
  const found: { person: string; from: Date; to: Date }[] = [];
  const going = new Map<string, { person: string; from: Date; to: Date }>();
  for (const { people, from, to } of shifts) {
    for (const person of going.keys()) if (!people.includes(person)) going.delete(person);
    for (const person of people) {
      const current = going.get(person);
      if (current !== undefined) current.to = to;
      else {
        const begun = { person, from, to };
        going.set(person, begun);
        found.push(begun);
      }
    }
  }
  return found;
}
