import { durationWords } from '../words/age.js';
import type { Words } from '../words/words.js';

/** What a column holds: a duration is in seconds, a share from 0 to 1, a moment an ISO 8601 instant. */
export type ColumnKind = 'text' | 'count' | 'seconds' | 'share' | 'moment';

/** Null: not known, or nothing to tell. */
export type Cell = string | number | null;

/** What a plot shows, as rows. The first column names the row. */
export interface TableData {
  readonly columns: readonly { readonly title: string; readonly kind: ColumnKind }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A cell as it is read on the screen, with the viewer's forms of numbers and dates. */
export function tellCell(cell: Cell, kind: ColumnKind, words: Words): string {
  if (cell === null) return '–';
  if (kind === 'text') return String(cell);
  if (kind === 'moment') {
    const format = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short' });
    return format.format(new Date(cell));
  }
  const value = Number(cell);
  if (kind === 'seconds') return durationWords(value * 1_000, words);
  const format = new Intl.NumberFormat(words.locale, {
    ...(kind === 'share' && { style: 'percent' }),
    maximumFractionDigits: kind === 'share' ? 0 : 2,
  });
  return format.format(value);
}
