/** A stretch that one person has; instants as the API writes them. */
export interface Turn {
  readonly from: string;
  readonly to: string;
  readonly person: string;
}

/** As many as the API takes in one request. */
export const mostTurns = 500;

/**
 * A time divided among people who take turns of so many hours, in their order; the last turn ends with the time. Hours pass: a
 * clock that is changed meanwhile makes no turn longer or shorter. Empty for no people, no hours, no time or too many turns.
 */
export function takeTurns(from: Date, to: Date, hours: number, people: readonly string[]): readonly Turn[] {
  const length = hours * 3_600_000;
  const count = Math.ceil((to.getTime() - from.getTime()) / length);
  if (people.length === 0 || !(length > 0) || !(count > 0) || count > mostTurns) return [];
  return Array.from({ length: count }, (_, place) => ({
    from: new Date(from.getTime() + place * length).toISOString(),
    to: new Date(Math.min(to.getTime(), from.getTime() + (place + 1) * length)).toISOString(),
    person: people[place % people.length] ?? '',
  }));
}
