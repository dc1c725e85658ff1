import { describe, expect, it } from 'vitest';
import { type PlacementFacts, placeReport, raises } from './place-report.js';

const plain: PlacementFacts = {
  windowOpen: true,
  automatic: false,
  readable: true,
  severity: 'high',
  disposition: 'open_incident',
  belongsTo: null,
};
const open = { incidentId: 'i1', state: 'contained' } as const;
const over = { incidentId: 'i1', state: 'closed' } as const;

describe('placing a report', () => {
  it.each<[string, Partial<PlacementFacts>, ReturnType<typeof placeReport>]>([
    ['a new report opens an incident', {}, { outcome: 'opened' }],
    ['a follow-up joins the open incident', { belongsTo: open }, { outcome: 'joined', incidentId: 'i1' }],
    ['news of an incident that is over opens a new one', { belongsTo: over }, { outcome: 'opened' }],
    [
      'thanks after the end join what is over',
      { belongsTo: over, severity: 'not-an-incident', disposition: 'note_and_close' },
      { outcome: 'joined', incidentId: 'i1' },
    ],
    [
      'a question of the press is still shown',
      { severity: 'not-an-incident', disposition: 'redirect_media' },
      { outcome: 'opened' },
    ],
    [
      'advertising opens nothing',
      { severity: 'not-an-incident', disposition: 'close_spam' },
      { outcome: 'no-incident' },
    ],
    [
      'what nobody can read is never taken for advertising',
      { readable: false, severity: 'not-an-incident', disposition: 'close_spam' },
      { outcome: 'opened' },
    ],
    [
      'an automatic reply opens nothing, whatever it says',
      { automatic: true, severity: 'critical' },
      { outcome: 'no-incident' },
    ],
    [
      'after the cutoff nothing opens',
      { windowOpen: false, severity: 'critical' },
      { outcome: 'after-cutoff', incidentId: null },
    ],
    [
      'after the cutoff a follow-up is kept with its incident',
      { windowOpen: false, belongsTo: open },
      { outcome: 'after-cutoff', incidentId: 'i1' },
    ],
  ])('%s', (_name, facts, placement) => {
    expect(placeReport({ ...plain, ...facts })).toEqual(placement);
  });

  it('raises a severity and never lowers one', () => {
    expect(raises('medium', 'critical')).toBe(true);
    expect(raises('critical', 'low')).toBe(false);
    expect(raises('high', 'high')).toBe(false);
  });
});
