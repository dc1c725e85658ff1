import type { Weights } from './opinion.js';

/** One labelled report: the names of its features and what it is. */
export interface Lesson {
  readonly features: readonly string[];
  readonly label: string;
  /** How much it counts; 1 when absent. */
  readonly weight?: number;
}

export interface LearnOptions {
  readonly rounds: number;
  /** Pull toward zero: less for concepts than for single words, which mislead more easily. */
  readonly pull: { readonly concept: number; readonly word: number };
  /** A feature seen in fewer lessons teaches nothing. */
  readonly fewest: number;
}

export const usualLearning: LearnOptions = { rounds: 150, pull: { concept: 0.1, word: 0.15 }, fewest: 2 };

/**
 * Multinomial logistic regression by full-batch gradient steps of adapted length. The same lessons in the same order give
 * the same weights: no chance is involved.
 */
export function learn(lessons: readonly Lesson[], options: LearnOptions = usualLearning): Weights {
  const classes = [...new Set(lessons.map(({ label }) => label))].toSorted();
  const classAt = new Map(classes.map((label, i) => [label, i]));
  const counts = new Map<string, number>();
  for (const { features } of lessons)
    for (const name of new Set(features)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= options.fewest).map(([name]) => name).toSorted(); // prettier-ignore
  const featureAt = new Map(names.map((name, i) => [name, i]));
  const rows = lessons.map(({ features }) => Int32Array.from(features.flatMap((name) => featureAt.get(name) ?? [])));
  const labels = lessons.map(({ label }) => classAt.get(label) ?? 0);
  const pulls = names.map((name) => (/^[wq]:/u.test(name) ? options.pull.word : options.pull.concept));
  const wide = classes.length;
  const size = (names.length + 1) * wide;
  const weights = new Float64Array(size);
  const gradient = new Float64Array(size);
  const mean = new Float64Array(size);
  const spread = new Float64Array(size);
  const biasAt = names.length * wide;
  const scores = new Float64Array(wide);
  for (let round = 1; round <= options.rounds; round++) {
    gradient.fill(0);
    for (let f = 0; f < names.length; f++)
      for (let c = 0; c < wide; c++) gradient[f * wide + c] = (pulls[f] ?? 0) * (weights[f * wide + c] ?? 0);
    rows.forEach((row, at) => {
      for (let c = 0; c < wide; c++) scores[c] = weights[biasAt + c] ?? 0;
      for (const f of row) for (let c = 0; c < wide; c++) scores[c] = (scores[c] ?? 0) + (weights[f * wide + c] ?? 0);
      const top = Math.max(...scores);
      let sum = 0;
      for (let c = 0; c < wide; c++) sum += scores[c] = Math.exp((scores[c] ?? 0) - top);
      const counts = lessons[at]?.weight ?? 1;
      for (let c = 0; c < wide; c++) scores[c] = counts * ((scores[c] ?? 0) / sum - (labels[at] === c ? 1 : 0));
      for (let c = 0; c < wide; c++) gradient[biasAt + c] = (gradient[biasAt + c] ?? 0) + (scores[c] ?? 0);
      for (const f of row)
        for (let c = 0; c < wide; c++) gradient[f * wide + c] = (gradient[f * wide + c] ?? 0) + (scores[c] ?? 0);
    });
    const rate = 0.1 * Math.min(1, (2 * (options.rounds - round + 1)) / options.rounds);
    const ofMean = 1 - 0.9 ** round;
    const ofSpread = 1 - 0.99 ** round;
    for (let i = 0; i < size; i++) {
      const slope = gradient[i] ?? 0;
      mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * slope;
      spread[i] = 0.99 * (spread[i] ?? 0) + 0.01 * slope * slope;
      const m = (mean[i] ?? 0) / ofMean;
      const s = (spread[i] ?? 0) / ofSpread;
      weights[i] = (weights[i] ?? 0) - (rate * m) / (Math.sqrt(s) + 1e-8);
    }
  }
  return {
    classes,
    bias: Array.from(weights.subarray(biasAt)),
    byFeature: new Map(names.map((name, f) => [name, weights.slice(f * wide, (f + 1) * wide)])),
  };
}
