import { describe, expect, it } from 'vitest';
import { fileAsJunk, type JunkFacts } from './file-as-junk.js';
import { moveIncident } from './move-incident.js';
import { incidentStates } from './state.js';

const junk: JunkFacts = {
  state: 'received',
  acknowledged: true,
  severity: 'low',
  lifeSafety: false,
  heldByAnother: false,
};

describe('filing as junk', () => {
  it.each([
    ['received', ['triaged', 'resolved', 'closed']],
    ['triaged', ['resolved', 'closed']],
    ['resolved', ['closed']],
  ] as const)('takes one that is %s through %j', (state, through) => {
    expect(fileAsJunk({ ...junk, state })).toEqual({ outcome: 'filed', through });
  });

  it.each([
    ['over', { state: 'closed' }],
    ['too-severe', { severity: 'critical' }],
    ['too-severe', { severity: 'high' }],
    ['too-severe', { severity: 'not-an-incident', lifeSafety: true }],
    ['held-by-another', { heldByAnother: true }],
    ['under-way', { state: 'contained' }],
    ['under-way', { state: 'recovering' }],
  ] as const)('is refused (%s) for %o', (code, facts) => {
    expect(fileAsJunk({ ...junk, ...facts })).toMatchObject({ outcome: 'refused', code });
  });

  it('goes only where an incident may go', () => {
    for (const state of incidentStates) {
      const decision = fileAsJunk({ ...junk, state });
      if (decision.outcome === 'refused') continue;
      let from = state;
      for (const to of decision.through) {
        expect(moveIncident({ ...junk, state: from }, to, 'junk').outcome).toBe('moved');
        from = to;
      }
      expect(from).toBe('closed');
    }
  });
});
