/** Latencies of one run, in milliseconds. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p99: number;
}

/** Nearest rank: the smallest value that so large a share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  count: values.length,
  median: round(quantile(values, 0.5)),
  p99: round(quantile(values, 0.99)),
});

/** Of several runs, the one in the middle for each figure. */
export const middleOf = (runs: readonly Spread[]): Spread => ({
  count: runs.reduce((sum, { count }) => sum + count, 0),
  median: quantile(runs.map(({ median }) => median), 0.5), // prettier-ignore
  p99: quantile(runs.map(({ p99 }) => p99), 0.5), // prettier-ignore
});

export const round = (value: number): number => Math.round(value * 10) / 10;
