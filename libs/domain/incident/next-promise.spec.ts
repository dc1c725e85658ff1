import { describe, expect, it } from 'vitest';
import { nextPromise, type PromiseFacts } from './next-promise.js';

const since = new Date('2026-10-01T03:00:00Z');
const fresh: PromiseFacts = { severity: 'critical', state: 'received', since, acknowledged: false, contacted: false };

describe('what an incident is owed next', () => {
  it.each([
    ['critical', 'acknowledge', '2026-10-01T03:05:00.000Z'],
    ['high', 'acknowledge', '2026-10-01T03:15:00.000Z'],
    ['medium', 'acknowledge', '2026-10-01T04:00:00.000Z'],
    ['low', 'acknowledge', '2026-10-01T07:00:00.000Z'],
  ] as const)('%s: %s by %s', (severity, promise, due) => {
    expect(nextPromise({ ...fresh, severity })).toEqual({ promise, dueAt: new Date(due) });
  });

  it.each([
    ['critical', '2026-10-01T03:15:00.000Z'],
    ['high', '2026-10-01T03:30:00.000Z'],
    ['medium', '2026-10-01T05:00:00.000Z'],
    ['low', '2026-10-02T03:00:00.000Z'],
  ] as const)('%s, once somebody has it: a word to the reporter by %s', (severity, due) => {
    expect(nextPromise({ ...fresh, severity, state: 'contained', acknowledged: true })).toEqual({
      promise: 'contact',
      dueAt: new Date(due),
    });
  });

  it.each([
    ['both were kept', { acknowledged: true, contacted: true }],
    ['it is no incident', { severity: 'not-an-incident' }],
    ['it is resolved', { state: 'resolved' }],
    ['it is closed', { state: 'closed' }],
  ] as const)('nothing when %s', (_, facts) => {
    expect(nextPromise({ ...fresh, ...facts })).toBeNull();
  });

  it('still somebody who has it, after a word was sent while nobody had', () => {
    expect(nextPromise({ ...fresh, contacted: true })?.promise).toBe('acknowledge');
  });
});
