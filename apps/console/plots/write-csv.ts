import type { Cell, ColumnKind, TableData } from './table-data.js';

/** What a spreadsheet takes for the beginning of a formula. */
const formula = /^[=+\-@\t\r＝＋－＠]/u;

/** Says UTF-8 to spreadsheets that would guess otherwise. */
const byteOrderMark = '\uFEFF';

/**
 * The table as a CSV file (RFC 4180: commas, CRLF, every line ends, the header is a line). Numbers have a decimal point and no
 * other sign, durations are in seconds, shares from 0 to 1, moments in ISO 8601 with their offset; what is not known is empty.
 * Text that a spreadsheet would run as a formula begins with an apostrophe instead.
 */
export function writeCsv({ columns, rows }: TableData): string {
  const header = columns.map(({ title, kind }) => field(kind === 'seconds' ? `${title} (s)` : title, 'text'));
  const lines = rows.map((row) => columns.map(({ kind }, place) => field(row[place] ?? null, kind)));
  return byteOrderMark + [header, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

function field(cell: Cell, kind: ColumnKind): string {
  if (cell === null) return '';
  if (typeof cell === 'number' && kind !== 'text') return Number.isFinite(cell) ? plainNumber(cell) : '';
  const text = formula.test(String(cell)) ? `'${cell}` : String(cell);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** To the thousandth: what is measured here is no more exact than that. */
function plainNumber(value: number): string {
  return String(Math.round(value * 1_000) / 1_000 + 0);
}
