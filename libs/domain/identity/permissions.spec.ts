import { describe, expect, test } from 'vitest';
import { everyParty, may, noParty, partyScope, permissions, roles } from './index.js';

describe('need to know', () => {
  test.each([
    ['responder', 'incident.severity', true],
    ['responder', 'board.read', false],
    ['manager', 'handover.read', true],
    ['liaison', 'incident.read', true],
    ['liaison', 'timeline.read', false],
    ['liaison', 'incident.message', false],
    ['auditor', 'audit.read', true],
    ['auditor', 'incident.work', false],
    ['admin', 'incident.read', false],
  ] as const)('whether a %s may do %s: %s', (role, permission, allowed) => {
    expect(may(role, permission)).toBe(allowed);
  });

  test('whoever changes an incident may also read it', () => {
    const changing = roles.filter((role) => permissions[role].some((name) => /^incident\.(?!read)/.test(name)));
    expect(changing).toEqual(changing.filter((role) => may(role, 'incident.read')));
  });

  test('a liaison sees the own party, the watch every party, an admin none', () => {
    expect(partyScope('liaison', 'red-oak')).toBe('red-oak');
    expect(partyScope('manager', null)).toBe(everyParty);
    expect(partyScope('responder', 'red-oak')).toBe(everyParty);
    expect(partyScope('admin', null)).toBe(noParty);
  });

  test('a liaison without a party, or of one that calls itself every party, sees nothing', () => {
    expect(partyScope('liaison', null)).toBe(noParty);
    expect(partyScope('liaison', '*')).toBe(noParty);
  });
});
