/** A mark of a plot: the series and its place there. */
export interface MarkPlace {
  readonly series: number;
  readonly mark: number;
}

/**
 * Where a key leads from a mark, in a plot whose series have so many marks; null when the key leads nowhere. Left and right go
 * along a series and stop at its ends, up and down go to the neighbouring series that has any. The first key finds the first mark.
 */
export function walkMarks(from: MarkPlace | null, key: string, counts: readonly number[]): MarkPlace | null {
  const filled = counts.flatMap((count, series) => (count > 0 ? [series] : []));
  const first = filled[0];
  if (first === undefined || !keys.has(key)) return null;
  if (from === null || !(from.series in counts)) return { series: first, mark: 0 };
  const to = (series: number, mark: number) => ({
    series,
    mark: Math.min(Math.max(mark, 0), (counts[series] ?? 1) - 1),
  });
  const { series, mark } = from;
  const beside = filled[Math.max(0, filled.indexOf(series)) + (key === 'ArrowDown' ? 1 : -1)] ?? series;
  switch (key) {
    case 'ArrowLeft':
      return to(series, mark - 1);
    case 'ArrowRight':
      return to(series, mark + 1);
    case 'Home':
      return to(series, 0);
    case 'End':
      return to(series, Infinity);
    default:
      return to(beside, mark);
  }
}

const keys = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

/** The part of an axis, in percent, that is seen after zooming about its middle; `factor` below 1 goes nearer. */
export function zoomRange(seen: { readonly start: number; readonly end: number }, factor: number) {
  const middle = (seen.start + seen.end) / 2;
  const half = Math.min(50, Math.max(0.05, ((seen.end - seen.start) / 2) * factor));
  const start = Math.min(Math.max(0, middle - half), 100 - 2 * half);
  return { start, end: start + 2 * half };
}
