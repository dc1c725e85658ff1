import { describe, expect, test } from 'vitest';
import { namesCandidateOrLeader, scoreIncident, type ScoreFacts } from './score-incident.js';

type Facts = Omit<Partial<ScoreFacts>, 'verdict'> & { readonly verdict?: Partial<ScoreFacts['verdict']> };

const score = ({ verdict, ...facts }: Facts) =>
  scoreIncident({
    hoursToClose: 20 * 24,
    isCandidateOrLeader: false,
    ...facts,
    verdict: {
      category: 'email_account_takeover',
      severity: 'high',
      severityRule: 'H1',
      accountKind: 'email',
      lifeSafety: false,
      violence: false,
      foreignInterference: false,
      ...verdict,
    },
  }).score;

describe('within a severity, more urgent is', () => {
  test.each<[string, Facts, Facts]>([
    ['the last day before a month ahead', { hoursToClose: 10 }, { hoursToClose: 30 * 24 }],
    ['three days before a week', { hoursToClose: 70 }, { hoursToClose: 7 * 24 }],
    ['polls ahead before polls closed', { hoursToClose: 1 }, { hoursToClose: -1 }],
    ['a page that the public reads before a mailbox', { verdict: { accountKind: 'social' } }, {}],
    [
      'the voters’ list before a phone',
      { verdict: { accountKind: 'voter_data' } },
      { verdict: { accountKind: 'device' } },
    ],
    ['a candidate before a volunteer', { isCandidateOrLeader: true }, {}],
    ['a life before a candidate', { verdict: { lifeSafety: true } }, { isCandidateOrLeader: true }],
    [
      'loss of control before loss of one account',
      { verdict: { category: 'domain_hijack', accountKind: 'domain' } },
      {},
    ],
    ['misuse before presence', { verdict: { severityRule: 'H6' } }, {}],
  ])('%s', (_, more, less) => {
    expect(score(more)).toBeGreaterThan(score(less));
  });

  test('a score lies between 0 and 100, and tells what it is made of', () => {
    const { score: all, parts } = scoreIncident({
      hoursToClose: 1,
      isCandidateOrLeader: true,
      verdict: {
        category: 'ransomware',
        severity: 'critical',
        severityRule: 'C1',
        accountKind: 'voter_data',
        lifeSafety: true,
        violence: true,
        foreignInterference: true,
      },
    });
    expect(all).toBeLessThanOrEqual(100);
    const total = parts.reduce((sum, { value, weight }) => sum + value * weight, 0);
    const most = parts.reduce((sum, { weight }) => sum + 100 * weight, 0);
    expect(all).toBe(Math.round((100 * total) / most));
  });

  test.each([
    ['Our candidate’s mailbox', true],
    ['La page de la candidate', true],
    ['le chef du parti', true],
    ['the volunteers’ list', false],
    ['candidature', false],
  ])('%s: a candidate or leader is named: %s', (text, expected) => {
    expect(namesCandidateOrLeader(text)).toBe(expected);
  });
});
