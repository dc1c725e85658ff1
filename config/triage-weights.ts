import { z } from 'zod';
import type { Learned, Weights } from '#domain';

const decision = z.strictObject({
  bias: z.record(z.string(), z.number()),
  /** For each feature the classes that it speaks for or against. */
  features: z.record(z.string(), z.record(z.string(), z.number())),
});
const weightsFile = z.strictObject({
  note: z.string(),
  lessons: z.int(),
  learnedFrom: z.string().min(1),
  category: decision,
  severity: decision,
  accountKind: decision,
  disposition: decision,
});
type Decision = z.output<typeof decision>;

/** A weight smaller than this changes nothing and is left out of the file. */
const smallest = 0.1;

/** Of each decision the features with the largest weights are kept, so many: more lessons do not make the file grow. */
const mostFeatures = 5_000;

/** Reads config/triage.weights.json. Throws an Error that says what is wrong in it. */
export function readWeights(text: string): Learned {
  const checked = weightsFile.safeParse(JSON.parse(text));
  if (!checked.success) throw new Error(`triage.weights.json: ${z.prettifyError(checked.error)}`);
  const { learnedFrom, category, severity, accountKind, disposition } = checked.data;
  return {
    learnedFrom,
    category: compiled(category),
    severity: compiled(severity),
    accountKind: compiled(accountKind),
    disposition: compiled(disposition),
  };
}

/** Writes them so that a person can read which words speak for what, and two versions can be compared. */
export function writeWeights(learned: Learned, lessons: number): string {
  const note =
    'Learned from labelled reports by `npx vigil triage learn`; do not edit, mend triage.yaml or the lessons.';
  const head = JSON.stringify({ note, lessons, learnedFrom: learned.learnedFrom }).slice(1, -1);
  const { category, severity, accountKind, disposition } = learned;
  const parts = Object.entries({ category, severity, accountKind, disposition });
  return `{${head},\n${parts.map(([name, weights]) => `"${name}":${written(weights)}`).join(',\n')}}\n`;
}

function compiled({ bias, features }: Decision): Weights {
  const classes = Object.keys(bias);
  return {
    classes,
    bias: Object.values(bias),
    byFeature: new Map(
      Object.entries(features).map(([name, weights]) => [
        name,
        Float64Array.from(classes, (label) => weights[label] ?? 0),
      ]),
    ),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function strength(row: Float64Array): number {
  return row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
}

function written({ classes, bias, byFeature }: Weights): string {
  const strongest = [...byFeature]
    .map(([name, row]) => ({ name, row, strength: strength(row) }))
    .toSorted((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1))
    .slice(0, mostFeatures)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const lines = strongest.flatMap(({ name, row }) => {
    const large = classes.flatMap((label, i) =>
      Math.abs(row[i] ?? 0) < smallest ? [] : [[label, round(row[i] ?? 0)]],
    );
    return large.length === 0 ? [] : [`${JSON.stringify(name)}:${JSON.stringify(Object.fromEntries(large))}`];
  });
  const biases = JSON.stringify(Object.fromEntries(classes.map((label, i) => [label, round(bias[i] ?? 0)])));
  return `{"bias":${biases},"features":{\n${lines.join(',\n')}\n}}`;
}
