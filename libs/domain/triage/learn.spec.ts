import { describe, expect, it } from 'vitest';
import { learn, usualLearning, type Lesson } from './learn.js';
import { opinionOf } from './opinion.js';

const lessons: readonly Lesson[] = [
  { features: ['w:page', 'w:posts'], label: 'social' },
  { features: ['w:page', 'w:gone'], label: 'social' },
  { features: ['w:mail', 'w:gone'], label: 'mail' },
  { features: ['w:mail', 'w:rule'], label: 'mail' },
];

const place = { start: 0, end: 4 };

describe('learning', () => {
  it('gives each word its weight, and words that were seen once none', () => {
    const weights = learn(lessons);
    expect([...weights.byFeature.keys()]).toEqual(['w:gone', 'w:mail', 'w:page']);
    const { chances, evidenceFor } = opinionOf(new Map([['w:page', place]]), weights);
    expect(chances.get('social')).toBeGreaterThan(0.8);
    expect([...chances.values()].reduce((a, b) => a + b)).toBeCloseTo(1);
    expect(evidenceFor('social')).toEqual([place]);
    expect(evidenceFor('mail')).toEqual([]);
  });

  it('gives the same weights for the same lessons', () => {
    expect(learn(lessons)).toEqual(learn(lessons));
  });

  it('knows nothing of words that it never saw', () => {
    const { chances } = opinionOf(new Map([['w:zebra', place]]), learn(lessons, { ...usualLearning, rounds: 300 }));
    expect(chances.get('social')).toBeCloseTo(0.5, 1);
  });
});
