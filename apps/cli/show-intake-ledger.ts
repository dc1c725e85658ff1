import { print, printJson, table } from './print.js';
import { withStore } from './with-store.js';

interface Row {
  readonly source: string;
  readonly hour: Date;
  readonly came: number;
  readonly repeated: number;
  readonly refused: number;
  readonly stored: number | null;
  readonly checked_at: Date | null;
}

/** Exit code 1 when more came than is stored. */
export async function showIntakeLedger(options: { readonly hours: string; readonly json?: boolean }): Promise<void> {
  const hours = Number(options.hours);
  if (!Number.isInteger(hours) || hours < 1 || hours > 10_000) {
    throw new Error('--hours takes a whole number from 1 to 10000');
  }
  const rows = await withStore<Row[]>((source) =>
    source.query(
      `SELECT source, hour, came, repeated, refused, stored, checked_at FROM intake_ledger
       WHERE hour > now() - make_interval(hours => $1) ORDER BY hour DESC, source`,
      [hours],
    ),
  );
  const shown = rows.map((row) => ({ ...row, missing: missingOf(row) }));
  if (shown.some(({ missing }) => (missing ?? 0) > 0)) process.exitCode = 1;
  if (options.json === true) return printJson(shown);
  if (shown.length === 0) return print('Nothing came.');
  const cells = shown.map((row) =>
    [
      row.hour.toISOString().slice(0, 16),
      row.source,
      row.came,
      row.repeated,
      row.refused,
      row.stored ?? '—',
      row.missing ?? '—',
    ].map(String),
  );
  print(table([['HOUR (UTC)', 'SOURCE', 'CAME', 'REPEATED', 'REFUSED', 'STORED', 'MISSING'], ...cells]));
}

/** Of a mailbox, what vanished before it was read is among what came; at every other door, what was refused is not. */
function missingOf({ source, came, repeated, refused, stored }: Row): number | null {
  if (stored === null) return null;
  const vanished = source.startsWith('imap ') ? refused : 0;
  return Math.max(0, came - repeated - vanished - stored);
}
