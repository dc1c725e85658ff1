import { describe, expect, it } from 'vitest';
import { advance, type Watch } from '#domain';
import { readEscalationState, writeEscalationState } from './escalation-state.js';

const now = new Date('2026-11-23T08:00:00.123Z');
const policy = {
  key: 'high',
  steps: [
    { notify: { kind: 'on-duty' }, waitMinutes: 5 },
    { notify: { kind: 'person', person: 'priya' }, waitMinutes: 5 },
    { notify: { kind: 'role', role: 'manager' }, waitMinutes: 10 },
  ],
  repeatAfter: 5,
} as const;
const watch: Watch = {
  people: [{ id: '1', key: 'priya', role: 'responder' }],
  onDuty: () => ['priya'],
  nextOnDuty: () => [],
  team: () => [],
  turnsTaken: () => 0,
};

describe('the stored state of an escalation', () => {
  const running = advance(null, { kind: 'opened', policy: { policy, version: 3 }, severity: 'high' }, watch, now).state;
  const acknowledged = advance(running, { kind: 'acknowledged', by: 'someone' }, watch, now).state;
  const overtaken = advance(null, { kind: 'closed' }, watch, now).state;

  it.each([
    ['running', running],
    ['acknowledged', acknowledged],
    ['stopped before it began', overtaken],
  ])('comes back as it was: %s', (_, state) => {
    if (state === null) throw new Error('nothing to store');
    expect(readEscalationState(JSON.parse(writeEscalationState(state)))).toEqual(state);
  });

  it('reads what was stored before there was more to it', () => {
    const { status, policyKey, steps, repeatAfter, step, round, dueAt, stoppedBy } = policyState(acknowledged);
    const old = { status, policyKey, steps, repeatAfter, step, round, dueAt, stoppedBy, acknowledgedBy: 'someone' };
    expect(readEscalationState(JSON.parse(JSON.stringify(old)))).toMatchObject({
      takers: ['someone'],
      acknowledgements: 1,
      handleWithinMinutes: null,
      snoozedBy: null,
    });
  });

  it.each([null, {}, { status: 'asleep' }, 'running'])('is not made up from %j', (json) => {
    expect(() => readEscalationState(json)).toThrow(/Invalid/);
  });
});

function policyState<T>(state: T | null): T {
  if (state === null) throw new Error('nothing was started');
  return state;
}
