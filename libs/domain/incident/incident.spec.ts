import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import {
  changeSeverity,
  compareForQueue,
  type IncidentFacts,
  incidentStates,
  moreSevere,
  moveIncident,
  movesFrom,
  severities,
  severityRank,
  transitions,
  validateTransitions,
} from './index.js';

const incident = (facts: Partial<IncidentFacts>): IncidentFacts => ({
  state: 'triaged',
  acknowledged: true,
  severity: 'high',
  lifeSafety: false,
  ...facts,
});

describe('the states of an incident', () => {
  test('every state can be reached and left, and no move is listed twice', () => {
    expect(validateTransitions()).toEqual([]);
  });

  test('a table with a dead end, a loop and an unreachable state is named as such', () => {
    expect(validateTransitions({ ...transitions, triaged: [{ to: 'triaged', reasonFor: null }], closed: [] })).toEqual([
      'triaged leads to itself',
      'contained cannot be reached',
      'recovering cannot be reached',
      'resolved cannot be reached',
      'closed cannot be reached',
      'closed leads nowhere',
    ]);
  });

  const forward = [
    ['received', 'triaged', 'triagedAt'],
    ['triaged', 'contained', 'containedAt'],
    ['contained', 'recovering', 'recoveringAt'],
    ['contained', 'resolved', 'resolvedAt'],
    ['recovering', 'resolved', 'resolvedAt'],
    ['resolved', 'closed', 'closedAt'],
  ] as const;
  test.each(forward)('%s becomes %s without a reason and stamps %s', (from, to, stamp) => {
    expect(moveIncident(incident({ state: from }), to, null)).toEqual({
      outcome: 'moved',
      from,
      to,
      stamp,
      clears: [],
      reopened: false,
    });
  });

  test.each(['resolved', 'closed'] as const)(
    '%s is reopened with a reason, and what came after is cleared',
    (state) => {
      expect(moveIncident(incident({ state }), 'triaged', '  ')).toMatchObject({ code: 'reason-required' });
      expect(moveIncident(incident({ state }), 'triaged', 'It is back')).toEqual({
        outcome: 'moved',
        from: state,
        to: 'triaged',
        stamp: 'triagedAt',
        clears: ['containedAt', 'recoveringAt', 'resolvedAt', 'closedAt'],
        reopened: true,
      });
    },
  );

  test('a false alarm is resolved straight from triage, with its reason', () => {
    expect(moveIncident(incident({}), 'resolved', 'no')).toMatchObject({ outcome: 'refused', code: 'reason-required' });
    expect(moveIncident(incident({}), 'resolved', 'A test of ours')).toMatchObject({ outcome: 'moved' });
  });

  test('nothing is contained, resolved or closed while nobody has taken it, unless it never pages', () => {
    const untaken = incident({ acknowledged: false });
    expect(moveIncident(untaken, 'contained', null)).toMatchObject({ code: 'not-acknowledged' });
    expect(movesFrom(untaken)).toEqual([]);
    expect(moveIncident({ ...untaken, state: 'received' }, 'triaged', null)).toMatchObject({ outcome: 'moved' });
    expect(moveIncident({ ...untaken, severity: 'not-an-incident' }, 'resolved', 'Spam')).toMatchObject({
      outcome: 'moved',
    });
  });

  test('whatever is asked, an answer is a listed move or a refusal in both languages', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...incidentStates),
        fc.constantFrom(...incidentStates),
        fc.boolean(),
        fc.option(fc.string()),
        (state, to, acknowledged, reason) => {
          const answer = moveIncident(incident({ state, acknowledged }), to, reason);
          const listed = movesFrom(incident({ state, acknowledged })).includes(to);
          const texts = answer.outcome === 'refused' ? [answer.reason.en, answer.reason.fr] : [];
          expect(answer.outcome === 'moved' ? listed : texts.every((text) => text.length > 10)).toBe(true);
        },
      ),
    );
  });
});

describe('severity', () => {
  test('ranks critical first and takes the more severe of two', () => {
    expect(severities.map(severityRank)).toEqual([0, 1, 2, 3, 4]);
    expect(moreSevere('low', 'critical')).toBe('critical');
    expect(moreSevere('medium', 'medium')).toBe('medium');
  });

  test('is changed only with a reason, and says whether it was raised', () => {
    expect(changeSeverity(incident({}), 'low', null, 'responder')).toMatchObject({ code: 'reason-required' });
    expect(changeSeverity(incident({}), 'high', 'Because', 'responder')).toMatchObject({ code: 'same-severity' });
    expect(changeSeverity(incident({}), 'critical', 'Posts are live', 'responder')).toMatchObject({ raised: true });
    expect(changeSeverity(incident({}), 'low', 'No access seen', 'responder')).toMatchObject({ raised: false });
  });

  test('of an incident where a life is at stake is lowered by a manager alone', () => {
    const threat = incident({ severity: 'critical', lifeSafety: true });
    for (const role of ['responder', 'admin', 'liaison', 'auditor'] as const) {
      expect(changeSeverity(threat, 'high', 'Seems calm', role)).toMatchObject({ code: 'life-safety' });
    }
    expect(changeSeverity(threat, 'high', 'Police closed it', 'manager')).toMatchObject({ outcome: 'changed' });
  });
});

const at = (minute: number) => new Date(Date.UTC(2027, 9, 1, 0, minute));

test('the queue shows the most severe first, then what nobody has taken, then by score, then the oldest', () => {
  const queue = [
    { id: 'f', severity: 'low', acknowledged: false, score: 90, openedAt: at(0) },
    { id: 'e', severity: 'critical', acknowledged: true, score: 90, openedAt: at(1) },
    { id: 'd', severity: 'critical', acknowledged: false, score: 40, openedAt: at(9) },
    { id: 'c', severity: 'critical', acknowledged: false, score: 40, openedAt: at(2) },
    { id: 'b', severity: 'critical', acknowledged: false, score: 40, openedAt: at(2) },
    { id: 'a', severity: 'critical', acknowledged: false, score: 70, openedAt: at(10) },
  ] as const;
  expect(queue.toSorted(compareForQueue).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});
