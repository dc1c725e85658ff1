import type { PolicyList, PolicyView } from '#contracts';
import type { PolicyDraft } from './policy-queries.js';
import type { PolicyWords } from './policy-words.js';

type Steps = PolicyView['policy']['steps'];
export type Target = Exclude<Steps[number]['notify'], readonly unknown[]>;

/** A step as it is written; `id` stays with it wherever it is moved. */
export interface StepDraft {
  readonly id: number;
  readonly targets: readonly Target[];
  readonly wait: string;
}

/** A policy as it is written: numbers as the fields hold them, empty for "not set". */
export interface Draft {
  readonly name: string;
  readonly steps: readonly StepDraft[];
  readonly repeatAfter: string;
  readonly acknowledgements: string;
  readonly handleWithin: string;
  readonly snoozeAtMost: string;
}

const field = (value: number | undefined): string => (value === undefined ? '' : String(value));

export function draftOf({ name, steps, ...policy }: PolicyDraft): Draft {
  return {
    name: name ?? '',
    steps: steps.map(({ notify, waitMinutes }, id) => ({
      id,
      targets: (Array.isArray(notify) ? notify : [notify]).map(plain),
      wait: String(waitMinutes),
    })),
    repeatAfter: String(policy.repeatAfter),
    acknowledgements: field(policy.acknowledgements),
    handleWithin: field(policy.handleWithinMinutes),
    snoozeAtMost: field(policy.snoozeAtMost),
  };
}

const optional = (name: string, value: string) => (value === '' ? {} : { [name]: Number(value) });

/** What is sent. An empty number counts as 0, which the server refuses by its place. */
export function policyOf(draft: Draft): PolicyDraft {
  return {
    ...(draft.name.trim() !== '' && { name: draft.name.trim() }),
    steps: draft.steps.map(({ targets, wait }) => {
      const [first] = targets;
      return { notify: targets.length === 1 && first !== undefined ? first : [...targets], waitMinutes: Number(wait) };
    }),
    repeatAfter: Number(draft.repeatAfter),
    ...optional('acknowledgements', draft.acknowledgements),
    ...optional('handleWithinMinutes', draft.handleWithin),
    ...optional('snoozeAtMost', draft.snoozeAtMost),
  };
}

/** The schedule that is meant where none is named. */
const mainSchedule = 'watch';

/** The same target, written in one way. */
function plain(target: Target): Target {
  const isMain = (target.kind === 'on-duty' || target.kind === 'next-on-duty') && target.schedule === mainSchedule;
  return isMain ? { kind: target.kind } : target;
}

/** Everything that a step can wake, to choose from. */
export function targetChoices({ schedules, people }: PolicyList['targets']): readonly Target[] {
  return [
    ...schedules.flatMap(({ key: schedule }): Target[] => [
      plain({ kind: 'on-duty', schedule }),
      plain({ kind: 'next-on-duty', schedule }),
      { kind: 'team', schedule },
      { kind: 'round-robin', schedule },
    ]),
    { kind: 'role', role: 'manager' },
    { kind: 'role', role: 'responder' },
    ...people.map(({ key: person }): Target => ({ kind: 'person', person })),
  ];
}

export function targetName(target: Target, { schedules, people }: PolicyList['targets'], w: PolicyWords): string {
  const schedule = (key = mainSchedule) => schedules.find((known) => known.key === key)?.name ?? key;
  const person = (key: string) => people.find((known) => known.key === key)?.name ?? key;
  switch (target.kind) {
    case 'on-duty':
      return w.onDuty(schedule(target.schedule));
    case 'next-on-duty':
      return w.nextOnDuty(schedule(target.schedule));
    case 'team':
      return w.team(schedule(target.schedule));
    case 'round-robin':
      return w.inTurn('schedule' in target ? schedule(target.schedule) : target.people.map(person).join(', '));
    case 'role':
      return w.everyRole[target.role];
    case 'person':
      return person(target.person);
    case 'people':
      return target.people.map(person).join(', ');
    case 'webhook':
      break;
  }
  return target.url;
}

/** Minutes after which each step begins, from the opening. */
export function startsOf(steps: readonly StepDraft[]): readonly number[] {
  return steps.map((_, place) => steps.slice(0, place).reduce((sum, { wait }) => sum + (Number(wait) || 0), 0));
}

/** The first step that wakes every manager; null when none does, and paging could end in silence. */
export function lastResortOf(steps: readonly StepDraft[]): number | null {
  const place = steps.findIndex(({ targets }) =>
    targets.some((target) => target.kind === 'role' && target.role === 'manager'),
  );
  return place === -1 ? null : place;
}
