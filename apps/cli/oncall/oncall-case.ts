/** A case from the tests of another on-call system: what is given, and what is expected of it. */
export interface OncallCase {
  readonly id: string;
  readonly kind: string;
  readonly given: never;
  readonly expect: unknown;
  readonly policy?: string;
}

/** What the product answers, in the form of what is expected. */
export type Answer = (given: never) => unknown;

/** Something that the product does not have, or does otherwise. */
export class NotOurs extends Error {}

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type DayCode = (typeof codes)[number];

export function weekdayNamed(code: DayCode): (typeof names)[number] {
  return names[codes.indexOf(code)] ?? 'monday';
}

export const everyDay = names;

/** An instant as the cases write it, with any offset. */
export const instant = (text: string): Date => new Date(text);

/** Whether an answer holds all that is expected: fields that are not asked about do not matter, instants may be written in any zone. */
export function holds(answer: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(answer) && answer.length === expected.length && expected.every((one, at) => holds(answer[at], one))
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    const given = answer as Readonly<Record<string, unknown>> | null;
    return typeof given === 'object' && Object.entries(expected).every(([name, one]) => holds(given?.[name], one));
  }
  if (answer instanceof Date) return typeof expected === 'string' && answer.getTime() === Date.parse(expected);
  return answer === expected;
}
