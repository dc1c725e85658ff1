import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advance,
  type EscalationInput,
  type EscalationState,
  type Policy,
  validatePolicy,
  type Watch,
} from './index.js';

const critical: Policy = {
  key: 'critical',
  steps: [
    { notify: { kind: 'on-duty' }, waitMinutes: 5 },
    { notify: { kind: 'next-on-duty' }, waitMinutes: 5 },
    { notify: { kind: 'role', role: 'manager' }, waitMinutes: 5 },
  ],
  repeatAfter: 10,
};
const high: Policy = { ...critical, key: 'high', repeatAfter: 0 };
const minute = (count: number) => new Date(Date.UTC(2027, 9, 1, 22, count));
const opened: EscalationInput = { kind: 'opened', policy: { policy: critical, version: 1 }, severity: 'critical' };
const openedHigh: EscalationInput = { kind: 'opened', policy: { policy: high, version: 1 }, severity: 'high' };
const due: EscalationInput = { kind: 'due' };
const raised: EscalationInput = { ...opened, kind: 'severity-raised' };
const reopened: EscalationInput = { ...openedHigh, kind: 'reopened' };

const watch: Watch = {
  people: ['amelie', 'daniel', 'marc'].map((key) => ({ id: key, key, role: key === 'marc' ? 'manager' : 'responder' })),
  onDuty: (schedule) => (schedule === 'watch' ? ['amelie'] : []),
  nextOnDuty: (schedule) => (schedule === 'watch' ? ['daniel'] : []),
  team: () => [],
  turnsTaken: () => 0,
};

/** Feeds inputs at their minutes and lists what came of each. */
function play(...story: readonly (readonly [at: number, input: EscalationInput])[]) {
  let state: EscalationState | null = null;
  const effects = story.map(([at, input]) => {
    const result = advance(state, input, watch, minute(at));
    state = result.state;
    return result.effects;
  });
  return { state: state as EscalationState | null, effects };
}

describe('paging', () => {
  test('begins at once with the first step', () => {
    const { state, effects } = play([0, opened]);
    expect(effects).toEqual([[{ kind: 'page', people: ['amelie'], step: 0, round: 1, because: 'step' }]]);
    expect(state).toMatchObject({ status: 'running', policyKey: 'critical', dueAt: minute(5), acknowledgedBy: null });
  });

  test('climbs step by step and begins again after the last, for ever', () => {
    const { effects } = play([0, opened], [5, due], [10, due], [25, due], [30, due], [35, due], [50, due]);
    expect(effects.flat().map((effect) => effect.kind === 'page' && [effect.round, effect.step])).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
      [2, 1],
      [2, 2],
      [3, 0],
    ]);
  });

  test('takes one step, not all that were missed, after the clock was away', () => {
    const { state, effects } = play([0, opened], [240, due]);
    expect(effects[1]).toHaveLength(1);
    expect(state).toMatchObject({ step: 1, dueAt: minute(245) });
  });

  test('is not hurried by an alarm that rings early or twice', () => {
    const { effects } = play([0, opened], [4, due], [5, due], [5, due]);
    expect(effects.map((list) => list.length)).toEqual([1, 0, 1, 0]);
  });

  test('ends when somebody acknowledges; the second is told who has it', () => {
    const { state, effects } = play(
      [0, opened],
      [1, { kind: 'acknowledged', by: 'amelie' }],
      [1, { kind: 'acknowledged', by: 'daniel' }],
      [5, due],
    );
    expect(effects.slice(1)).toEqual([
      [{ kind: 'acknowledged', by: 'amelie' }],
      [{ kind: 'already-acknowledged', by: 'amelie' }],
      [],
    ]);
    expect(state).toMatchObject({ status: 'acknowledged', dueAt: null, acknowledgedBy: 'amelie' });
  });

  test('never begins when the acknowledgement or the close overtook the opening', () => {
    expect(play([0, { kind: 'acknowledged', by: 'amelie' }], [1, opened]).effects[1]).toEqual([]);
    expect(play([0, { kind: 'closed' }], [1, opened]).effects[1]).toEqual([]);
  });

  test('begins anew with the policy of a raised severity, once', () => {
    const { state, effects } = play([0, openedHigh], [5, due], [6, raised], [7, raised]);
    expect(effects.map((list) => list.length)).toEqual([1, 1, 1, 0]);
    expect(state).toMatchObject({ policyKey: 'critical', step: 0, round: 1, dueAt: minute(11) });
  });

  test('begins anew when a closed incident is reopened, and those who were paged stand down at the close', () => {
    const { effects } = play([0, opened], [1, { kind: 'closed' }], [2, due], [3, reopened]);
    expect(effects.slice(1).map((list) => list.map(({ kind }) => kind))).toEqual([['stand-down'], [], ['page']]);
  });

  test('is over with the window: nothing pages, whatever is raised or reopened', () => {
    const { state, effects } = play(
      [0, opened],
      [1, { kind: 'closed' }],
      [2, { kind: 'window-closed' }],
      [3, raised],
      [4, reopened],
      [5, due],
    );
    expect(effects.slice(2).flat()).toEqual([]);
    expect(state?.status).toBe('stopped');
  });
});

/** Checks every step of a story, in which time only goes on. */
function everyStep(
  story: readonly (readonly [number, EscalationInput])[],
  check: (
    before: EscalationState | null,
    input: EscalationInput,
    result: ReturnType<typeof advance>,
    now: Date,
  ) => void,
) {
  let state: EscalationState | null = null;
  let at = 0;
  for (const [later, input] of story) {
    at += later;
    const result = advance(state, input, watch, minute(at));
    check(state, input, result, minute(at));
    state = result.state;
  }
}

describe('whatever happens in whatever order', () => {
  const anyInput: fc.Arbitrary<EscalationInput> = fc.oneof(
    fc.constant(opened),
    fc.constant(openedHigh),
    { weight: 4, arbitrary: fc.constant(due) },
    fc.constantFrom('amelie', 'daniel').map((by): EscalationInput => ({ kind: 'acknowledged', by })),
    fc.constantFrom<EscalationInput>(raised, reopened),
    fc.constantFrom<EscalationInput>(
      { ...raised, ...openedHigh, kind: 'severity-raised' },
      { ...reopened, ...opened, kind: 'reopened' },
    ),
    fc.constantFrom<EscalationInput>({ kind: 'closed' }, { kind: 'window-closed' }),
  );
  const anyStory = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), anyInput), { maxLength: 40 });

  test('paging that runs always has its next step ahead, and paging that does not has none', () => {
    fc.assert(
      fc.property(anyStory, (story) =>
        everyStep(story, (before, _input, { state, effects }, now) => {
          expect(state?.status === 'running').toBe((state?.dueAt ?? null) !== null);
          const paged = effects.some(({ kind }) => kind === 'page');
          const ahead = (state?.dueAt?.getTime() ?? 0) > now.getTime();
          const untouched = state === before || state?.status !== 'running';
          expect(paged ? ahead : untouched).toBe(true);
        }),
      ),
    );
  });

  test('nobody is paged after an acknowledgement or an end until it is raised or reopened', () => {
    fc.assert(
      fc.property(anyStory, (story) =>
        everyStep(story, (before, input, { effects }) => {
          const pages = effects.filter(({ kind }) => kind === 'page');
          expect(pages.length).toBeLessThanOrEqual(1);
          if (before === null || before.status === 'running' || pages.length === 0) return;
          expect(['severity-raised', 'reopened']).toContain(input.kind);
          expect(before.stoppedBy).not.toBe('window-closed');
        }),
      ),
    );
  });

  test('one person has it until it is opened anew', () => {
    fc.assert(
      fc.property(anyStory, (story) =>
        everyStep(story, (before, input, { state }) => {
          if (before === null || before.acknowledgedBy === null) return;
          const opensAnew = input.kind === 'severity-raised' || input.kind === 'reopened';
          expect(opensAnew || state?.acknowledgedBy === before.acknowledgedBy).toBe(true);
        }),
      ),
    );
  });

  test('the same input again at the same instant changes nothing and pages nobody', () => {
    fc.assert(
      fc.property(anyStory, (story) =>
        everyStep(story, (_before, input, { state }, now) => {
          const again = advance(state, input, watch, now);
          expect(again.state).toEqual(state);
          expect(again.effects.every(({ kind }) => kind === 'already-acknowledged')).toBe(true);
        }),
      ),
    );
  });
});

describe('a policy', () => {
  test('with a step for the managers and sensible waits is sound', () => {
    expect(validatePolicy(critical)).toEqual({ outcome: 'sound' });
  });

  test.each([
    ['without steps', { steps: [] }, { code: 'no-steps' }],
    ['that wakes no manager', { steps: critical.steps.slice(0, 2) }, { code: 'no-manager' }],
    ['that repeats after a day', { repeatAfter: 1440 }, { code: 'repeat-out-of-range', found: 1440 }],
    ...[0, -5, 61, Number.NaN, Number.POSITIVE_INFINITY].map(
      (waitMinutes) =>
        [
          `that waits ${waitMinutes} minutes`,
          { steps: [...critical.steps, { notify: { kind: 'on-duty' }, waitMinutes }] },
          { code: 'wait-out-of-range', step: 3, found: waitMinutes },
        ] as const,
    ),
  ] as const)('%s is refused', (_name, change, fault) => {
    expect(validatePolicy({ ...critical, ...change })).toEqual({ outcome: 'refused', faults: [fault] });
  });
});
