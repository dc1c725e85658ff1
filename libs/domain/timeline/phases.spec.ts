import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IncidentState, incidentStates } from '../incident/index.js';
import { type Arrival, phasesOf } from './index.js';

const start = Date.parse('2027-10-04T06:00:00Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);
const arrival = (minutes: number, state: IncidentState): Arrival => ({ at: at(minutes), state });
const told = (arrivals: readonly Arrival[]) =>
  phasesOf(at(0), arrivals).map(({ state, from, to }) => [
    state,
    (from.getTime() - start) / 60_000,
    to === null ? null : (to.getTime() - start) / 60_000,
  ]);

describe('the phases of an incident', () => {
  it.each([
    ['has only been received', [], [['received', 0, null]]],
    [
      'went straight through and was closed',
      [
        arrival(3, 'triaged'),
        arrival(40, 'contained'),
        arrival(90, 'recovering'),
        arrival(200, 'resolved'),
        arrival(300, 'closed'),
      ],
      [
        ['received', 0, 3],
        ['triaged', 3, 40],
        ['contained', 40, 90],
        ['recovering', 90, 200],
        ['resolved', 200, 300],
        ['closed', 300, null],
      ],
    ],
    [
      'was reopened',
      [arrival(3, 'triaged'), arrival(10, 'resolved'), arrival(20, 'triaged')],
      [
        ['received', 0, 3],
        ['triaged', 3, 10],
        ['resolved', 10, 20],
        ['triaged', 20, null],
      ],
    ],
    [
      'is told late and twice',
      [arrival(40, 'contained'), arrival(3, 'triaged'), arrival(41, 'contained')],
      [
        ['received', 0, 3],
        ['triaged', 3, 40],
        ['contained', 40, null],
      ],
    ],
    [
      'passed a state in no time',
      [arrival(3, 'triaged'), arrival(3, 'contained'), arrival(3, 'triaged')],
      [
        ['received', 0, 3],
        ['triaged', 3, null],
      ],
    ],
    ['was moved before its report, by another clock', [arrival(-5, 'triaged')], [['triaged', 0, null]]],
  ] as const)('that %s', (_what, arrivals, expected) => {
    expect(told(arrivals)).toEqual(expected);
  });

  it('follow each other without a gap, never the same twice, and only the last goes on, whatever is told', () => {
    const arrivals = array(
      record({ at: integer({ min: -50, max: 500 }).map(at), state: constantFrom(...incidentStates) }),
      { maxLength: 30 },
    );
    assert(
      property(arrivals, (told) => {
        const phases = phasesOf(at(0), told);
        expect(phases[0]?.from).toEqual(at(0));
        expect(phases.at(-1)?.to).toBeNull();
        for (const [place, phase] of phases.slice(0, -1).entries()) {
          expect(phase.to).toEqual(phases[place + 1]?.from);
          expect(phase.to?.getTime()).toBeGreaterThan(phase.from.getTime());
          expect(phase.state).not.toBe(phases[place + 1]?.state);
        }
        const last = told.toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1);
        expect(phases.at(-1)?.state).toBe(last?.state ?? 'received');
      }),
    );
  });
});
