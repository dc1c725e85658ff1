import { assert, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseLane, type LaneFacts } from './choose-lane.js';

const limits = { windowMinutes: 10, fromSource: 20, severeFromSource: 300, same: 10, alike: 300 };
const quiet: LaneFacts = { fromSource: 1, severeFromSource: 0, same: 1, alike: 1, glance: null };

describe('a report takes', () => {
  test.each<[string, Partial<LaneFacts>, string, string]>([
    ['the first lane on a quiet night', {}, 'express', 'within-budget'],
    ['the first lane up to its source’s budget', { fromSource: 20 }, 'express', 'within-budget'],
    ['the other lane beyond it', { fromSource: 21, glance: 'ordinary' }, 'bulk', 'source-over-budget'],
    ['the first lane beyond it if it looks severe', { fromSource: 5_000, glance: 'severe' }, 'express', 'looks-severe'],
    [
      'the other lane once too many looked severe',
      { fromSource: 5_000, severeFromSource: 300, glance: 'severe' },
      'bulk',
      'source-over-budget',
    ],
    ['the other lane when nobody could look', { fromSource: 5_000 }, 'bulk', 'source-over-budget'],
    ['the other lane when a dozen said the very same', { same: 11, glance: 'severe' }, 'bulk', 'alike'],
    ['the other lane when hundreds said nearly the same', { alike: 301, glance: 'severe' }, 'bulk', 'alike'],
  ])('%s', (_, facts, lane, because) => {
    expect(chooseLane({ ...quiet, ...facts }, limits)).toEqual({ lane, because });
  });

  test('the first lane whenever its source is within budget and its words are new, whatever others send', () => {
    const few = record({ fromSource: integer({ min: 1, max: 20 }), alike: integer({ min: 1, max: 300 }) });
    assert(property(few, (facts) => chooseLane({ ...quiet, ...facts }, limits).lane === 'express'));
  });
});
