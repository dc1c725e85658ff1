import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advance,
  type EscalationInput,
  type EscalationState,
  type Policy,
  validatePolicy,
  type VersionedPolicy,
  type Watch,
} from './index.js';

const interleavings = 50_000;
/** A wait and the pause after it, both the longest there are. */
const longestWait = 125 * 60_000;
const everyone = ['amelie', 'daniel', 'priya', 'marc'];
const roles: Readonly<Record<string, string>> = { marc: 'manager' };

/** What the watch may be at a moment: who can be woken at all, and who is on duty. */
interface Shape {
  readonly people: readonly string[];
  readonly onDuty: readonly string[];
  readonly next: readonly string[];
}

const watchOf = ({ people, onDuty, next }: Shape, turns: number): Watch => ({
  people: people.map((key) => ({ id: key, key, role: roles[key] ?? 'responder' })),
  onDuty: (schedule) => (schedule === 'watch' ? onDuty : []),
  nextOnDuty: () => next,
  team: () => everyone,
  turnsTaken: () => turns,
});

const policies: readonly Policy[] = [
  {
    key: 'critical',
    steps: [
      { notify: { kind: 'on-duty' }, waitMinutes: 5 },
      { notify: [{ kind: 'next-on-duty' }, { kind: 'webhook', url: 'https://hook.example/' }], waitMinutes: 5 },
      { notify: { kind: 'role', role: 'manager' }, waitMinutes: 5 },
    ],
    repeatAfter: 0,
    handleWithinMinutes: 30,
  },
  {
    key: 'two-of-us',
    steps: [
      { notify: { kind: 'team', schedule: 'watch' }, waitMinutes: 10 },
      { notify: { kind: 'role', role: 'manager' }, waitMinutes: 10 },
    ],
    repeatAfter: 5,
    acknowledgements: 2,
    handleWithinMinutes: 60,
    snoozeAtMost: 20,
  },
  {
    key: 'in-turn',
    steps: [
      { notify: { kind: 'round-robin', people: ['amelie', 'daniel', 'priya'] }, waitMinutes: 1 },
      { notify: { kind: 'role', role: 'manager' }, waitMinutes: 60 },
    ],
    repeatAfter: 60,
    handleWithinMinutes: 5,
  },
];

/** Something that happens. Answers are to the page of the step as it is then, or to one of an earlier step. */
type Op =
  | { readonly op: 'time'; readonly minutes: number }
  | { readonly op: 'alarm'; readonly wasHandled: boolean }
  | { readonly op: 'acknowledge' | 'decline' | 'escalate'; readonly by: string; readonly isStale: boolean }
  | { readonly op: 'snooze'; readonly by: string; readonly minutes: number }
  | { readonly op: 'watch'; readonly shape: Shape }
  | { readonly op: 'raise' | 'move'; readonly policy: number }
  /** The incident is closed, or opened again; the clock hears of it, in the order in which it happened. */
  | { readonly op: 'close' | 'reopen' }
  /** The same event comes again. */
  | { readonly op: 'again' };

const person = fc.constantFrom(...everyone);
const some = fc.subarray(everyone);
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ op: fc.constant('time' as const), minutes: fc.integer({ min: 0, max: 90 }) }) },
  { weight: 6, arbitrary: fc.record({ op: fc.constant('alarm' as const), wasHandled: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      op: fc.constantFrom('acknowledge' as const, 'decline' as const, 'escalate' as const),
      by: person,
      isStale: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('snooze' as const), by: person, minutes: fc.integer({ min: -5, max: 500 }) }) }, // prettier-ignore
  { weight: 3, arbitrary: fc.record({ op: fc.constant('watch' as const), shape: fc.record({ people: some, onDuty: some, next: some }) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('raise' as const, 'move' as const), policy: fc.nat({ max: 2 }) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('close' as const, 'reopen' as const) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('again' as const) }) },
);

describe('in any order of what may happen', () => {
  test('the policies of the model are sound', () => {
    expect(policies.map((policy) => validatePolicy(policy).outcome)).toEqual(['sound', 'sound', 'sound']);
  });

  test(
    `an open critical incident has a running clock or somebody who has it: ${interleavings.toLocaleString('en')} interleavings`,
    { timeout: 120_000 },
    () => {
      let steps = 0;
      fc.assert(
        fc.property(
          fc.nat({ max: 2 }),
          fc.array(anyOp, { minLength: 5, maxLength: 40, size: 'max' }),
          fc.nat({ max: 3 }),
          (policy, ops, late) => {
            const model = new Model(policy);
            // An answer, a close or a raise may overtake the opening.
            for (const [index, op] of ops.entries()) {
              if (index === Math.min(late, ops.length - 1)) model.open();
              model.play(op);
              steps += 1;
            }
            expect(model.faults).toEqual([]);
          },
        ),
        { numRuns: interleavings },
      );
      expect(steps).toBeGreaterThan(15 * interleavings);
    },
  );
});

/** The incident as it is, and its paging clock, which hears of things when they are committed: a crash before that changes neither. */
class Model {
  /** What must never be, where it was. */
  readonly faults: string[] = [];
  private state: EscalationState | null = null;
  private now = Date.UTC(2027, 9, 1);
  private isOpen = true;
  private hasStarted = false;
  private shape: Shape = { people: everyone, onDuty: ['amelie'], next: ['daniel'] };
  private turns = 0;
  private version = 1;
  private last: EscalationInput = { kind: 'due' };
  private readonly paged = new Set<string>();

  constructor(private readonly policy: number) {}

  open(): void {
    this.hasStarted = true;
    this.hear({ kind: 'opened', policy: this.policyOf(this.policy), severity: 'critical' });
  }

  play(op: Op): void {
    switch (op.op) {
      case 'time':
        this.now += op.minutes * 60_000;
        return;
      case 'watch':
        this.shape = op.shape;
        return;
      case 'alarm':
        return this.hear({ kind: 'due', wasHandled: op.wasHandled });
      case 'acknowledge':
        return this.hear({ kind: 'acknowledged', by: op.by });
      case 'decline':
      case 'escalate': {
        const page = { step: op.isStale ? 99 : (this.state?.step ?? 0), round: this.state?.round ?? 1 };
        return this.hear({ kind: op.op === 'decline' ? 'declined' : 'escalated', by: op.by, page });
      }
      case 'snooze': {
        const page = { step: this.state?.step ?? 0, round: this.state?.round ?? 1 };
        return this.hear({ kind: 'snoozed', by: op.by, page, minutes: op.minutes });
      }
      case 'raise':
        return this.hear({ kind: 'severity-raised', policy: this.policyOf(op.policy), severity: 'critical' });
      case 'move':
        this.version += 1;
        return this.hear({ kind: 'policy-moved', policy: this.policyOf(op.policy) });
      case 'close':
        this.isOpen = false;
        return this.hear({ kind: 'closed' });
      case 'reopen':
        if (this.isOpen) return;
        this.isOpen = true;
        this.hasStarted = true;
        return this.hear({ kind: 'reopened', policy: this.policyOf(this.policy), severity: 'critical' });
      case 'again':
        break;
    }
    // What was heard before is a repeat: an event is handled once, but an alarm may ring and an answer may come any number of times.
    const isEvent = ['opened', 'closed', 'reopened', 'severity-raised'].includes(this.last.kind);
    if (!isEvent) this.hear(this.last);
  }

  private policyOf(index: number): VersionedPolicy {
    const policy = policies[index] ?? policies[0];
    if (policy === undefined) throw new Error('no policy');
    return { policy, version: this.version };
  }

  private hear(input: EscalationInput): void {
    this.last = input;
    const before = this.state;
    const { state, effects } = advance(before, input, watchOf(this.shape, this.turns), new Date(this.now));
    this.state = state;
    const woken: string[] = [];
    const isNewLadder = ['opened', 'reopened', 'severity-raised'].includes(input.kind);
    if (isNewLadder || before?.status === 'acknowledged') this.paged.clear();
    for (const effect of effects) {
      if (effect.kind === 'turn-taken') this.turns += 1;
      if (effect.kind !== 'page') continue;
      woken.push(...effect.people);
      for (const who of effect.people) {
        this.must(this.shape.people.includes(who), `${who} cannot be woken`);
        const place = `${state?.policyVersion} ${effect.round} ${effect.step} ${who} ${effect.because}`;
        if (effect.because === 'step') {
          this.must(!this.paged.has(place), `${place}: twice for one step`);
          this.paged.add(place);
        }
      }
    }
    // Nobody is woken twice in one instant.
    this.must(new Set(woken).size === woken.length, 'somebody is woken twice in one instant');
    this.check(input, before);
  }

  private check(input: EscalationInput, before: EscalationState | null): void {
    const { state } = this;
    if (!this.hasStarted || state === null) return;
    const { status, dueAt, acknowledgedBy, policyKey } = state;
    if (!this.isOpen) return this.must(dueAt === null, 'a closed incident has a clock');
    const hasSomebody = status === 'acknowledged' && acknowledgedBy !== null;
    this.must(status === 'running' || hasSomebody, 'nobody has it and no clock runs');
    this.must(status !== 'running' || dueAt !== null, 'a running clock that will not ring');
    // An acknowledgement that nothing has followed is asked about, until something has.
    const wasHandled = input.kind === 'due' && input.wasHandled === true;
    const isAsked = dueAt !== null || wasHandled || before?.dueAt === null;
    this.must(status !== 'acknowledged' || policyKey === '' || isAsked, 'nobody asks whether anything was done');
    this.must((dueAt?.getTime() ?? 0) <= this.now + longestWait, 'a clock that rings too late');
  }

  private must(holds: boolean, otherwise: string): void {
    if (!holds) this.faults.push(`${otherwise}: ${JSON.stringify(this.state)}`);
  }
}
