export interface Reachables {
  readonly onDuty: string | null;
  readonly nextOnDuty: string | null;
  /** Everyone who can be rung at all, by id: active, with a phone. */
  readonly people: readonly { readonly id: string; readonly key: string; readonly role: string }[];
  /** Ids of those who are talking to a caller now, or are being rung for one. */
  readonly busy: ReadonlySet<string>;
  /** Who calls, if it is one of us: nobody is rung to talk to themselves. */
  readonly callerId: string | null;
}

/** In which order people are rung for a caller: on duty, next on duty, then the managers. Who is busy with another caller is left out. */
export function whomToRing({ onDuty, nextOnDuty, people, busy, callerId }: Reachables): readonly string[] {
  const named = [onDuty, nextOnDuty].flatMap((key) => people.find((person) => person.key === key) ?? []);
  const managers = people.filter(({ role }) => role === 'manager');
  const ids = [...named, ...managers].map(({ id }) => id);
  return [...new Set(ids)].filter((id) => !busy.has(id) && id !== callerId);
}
