import { describe, expect, test } from 'vitest';
import { correlate, type Neighbour } from './correlate.js';

const now = new Date('2027-10-11T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const neighbour = (facts: Partial<Neighbour>): Neighbour => ({
  incidentId: 'other',
  state: 'received',
  partyId: 'red',
  openedAt: hoursAgo(1),
  isAlike: false,
  isRepetition: false,
  isSameAccount: false,
  sharedIndicators: 0,
  ...facts,
});

const sentTwice = { isAlike: true, isRepetition: true };

describe('a report and the incidents around it', () => {
  test.each<[string, string | null, Partial<Neighbour>, string | null, string | null]>([
    ['sent twice by one party is one incident', 'red', sentTwice, 'alike', null],
    ['of the same account of one party is one incident', 'red', { isSameAccount: true }, 'account', null],
    ['of another party is linked, never joined', 'red', { ...sentTwice, partyId: 'blue' }, null, 'same-campaign'],
    ['of nobody known is linked, never joined', null, { ...sentTwice, partyId: null }, null, 'same-incident'],
    ['of nobody known joins no party’s incident', null, sentTwice, null, 'same-incident'],
    ['alike but for its numbers is linked', 'red', { isAlike: true }, null, 'same-incident'],
    ['that shares an indicator belongs to a campaign', 'red', { sharedIndicators: 1 }, null, 'same-campaign'],
    [
      'of yesterday’s occasion wakes somebody anew',
      'red',
      { ...sentTwice, openedAt: hoursAgo(25) },
      null,
      'same-campaign',
    ],
    ['of an incident that is over opens its own', 'red', { ...sentTwice, state: 'resolved' }, null, 'same-campaign'],
    ['with nothing in common stands alone', 'red', {}, null, null],
  ])('%s', (_, partyId, facts, joinsBy, linked) => {
    const { joins, links } = correlate({ partyId }, [neighbour(facts)], now);
    expect(joins?.by ?? null).toBe(joinsBy);
    expect(links[0]?.kind ?? null).toBe(linked);
  });

  test('joins the oldest of several and is linked to the others', () => {
    const around = [
      neighbour({ ...sentTwice, incidentId: 'new', openedAt: hoursAgo(1) }),
      neighbour({ ...sentTwice, incidentId: 'old', openedAt: hoursAgo(5) }),
    ];
    const { joins, links } = correlate({ partyId: 'red' }, around, now);
    expect(joins?.incidentId).toBe('old');
    expect(links.map(({ incidentId }) => incidentId)).toEqual(['new']);
  });

  test('makes a handful of links, however many are near', () => {
    const around = Array.from({ length: 50 }, (_, index) => neighbour({ incidentId: `${index}`, sharedIndicators: 1 }));
    expect(correlate({ partyId: null }, around, now).links.length).toBeLessThanOrEqual(5);
  });
});
