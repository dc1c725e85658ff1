import { expect, test } from 'vitest';
import { incidentStates, transitions } from '#domain';
import { reasonAskedFor } from './move-reason.js';

test('a reason is asked for exactly where the rules want one', () => {
  for (const from of incidentStates) {
    for (const { to, reasonFor } of transitions[from])
      expect([from, to, reasonAskedFor(from, to)]).toEqual([from, to, reasonFor]);
  }
});
