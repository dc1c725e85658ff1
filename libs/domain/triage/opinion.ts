import type { Features, Place } from './features.js';

/** Weights of features for each class: what many labelled reports taught. Log-odds, added up. */
export interface Weights {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  /** For each feature, one weight a class, in the order of `classes`. */
  readonly byFeature: ReadonlyMap<string, Float64Array>;
}

/** How strongly each class is indicated, as probabilities that add up to one. */
export interface Opinion {
  readonly chances: ReadonlyMap<string, number>;
  /** The places that speak most for a class, strongest first. */
  readonly evidenceFor: (label: string) => readonly Place[];
}

/** No more places than this are named. */
const mostEvidence = 3;

/** Adds up the weights of the features found, and of what was decided before. Linear in their number; nothing random. */
export function opinionOf(features: Features, weights: Weights, given: readonly string[] = []): Opinion {
  const scores = Float64Array.from(weights.bias);
  const add = (name: string): void => {
    const row = weights.byFeature.get(name);
    if (row !== undefined) for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) + (row[i] ?? 0);
  };
  for (const name of features.keys()) add(name);
  for (const name of given) add(name);
  const top = Math.max(...scores);
  const raised = Array.from(scores, (score) => Math.exp(score - top));
  const sum = raised.reduce((a, b) => a + b, 0);
  return {
    chances: new Map(weights.classes.map((label, i) => [label, (raised[i] ?? 0) / sum])),
    evidenceFor: (label) => evidence(features, weights, weights.classes.indexOf(label)),
  };
}

function evidence(features: Features, weights: Weights, at: number): readonly Place[] {
  const found: { readonly place: Place; readonly weight: number }[] = [];
  for (const [name, place] of features) {
    const weight = weights.byFeature.get(name)?.[at] ?? 0;
    if (weight > 0 && place.end > 0) found.push({ place, weight });
  }
  found.sort((a, b) => b.weight - a.weight || a.place.start - b.place.start);
  return found.slice(0, mostEvidence).map(({ place }) => place);
}
