import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scoreReplies } from './score-replies.js';

const folder = '../shared/data/replies';

/** The sets disagree: what one wants kept, another wants gone. These are the sums that hold for all of them together. */
const least: Readonly<Record<string, number>> = { github: 0.9, talon: 0.93, zapier: 0.95 };

describe.runIf(existsSync(folder))('collections of replies', () => {
  it('are stripped better than by the best single stripper', async () => {
    const scores = await scoreReplies(folder);
    for (const { set, passed, total, failed } of scores) {
      process.stdout.write(`${set}: ${passed} of ${total}; not ${failed.join(', ')}\n`);
      expect(passed / total).toBeGreaterThanOrEqual(least[set] ?? 1);
    }
    const passed = scores.reduce((sum, score) => sum + score.passed, 0);
    expect(passed / scores.reduce((sum, { total }) => sum + total, 0)).toBeGreaterThan((64 + 143) / (64 + 200));
  });
});
