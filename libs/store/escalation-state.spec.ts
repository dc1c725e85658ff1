import { describe, expect, it } from 'vitest';
import { advance } from '#domain';
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

describe('the stored state of an escalation', () => {
  const running = advance(null, { kind: 'opened', policy, severity: 'high' }, now).state;
  const acknowledged = advance(running, { kind: 'acknowledged', by: 'someone' }, now).state;
  const overtaken = advance(null, { kind: 'closed' }, now).state;

  it.each([
    ['running', running],
    ['acknowledged', acknowledged],
    ['stopped before it began', overtaken],
  ])('comes back as it was: %s', (_, state) => {
    if (state === null) throw new Error('nothing to store');
    expect(readEscalationState(JSON.parse(writeEscalationState(state)))).toEqual(state);
  });

  it.each([null, {}, { status: 'asleep' }, 'running'])('is not made up from %j', (json) => {
    expect(() => readEscalationState(json)).toThrow(/Invalid/);
  });
});
