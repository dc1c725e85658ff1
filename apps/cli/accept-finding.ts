import { acceptFinding } from '#service';
import { Database, SystemClock } from '#store';
import { print, printJson, table } from './print.js';
import { withStore } from './with-store.js';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly opened_at: Date;
  readonly accepted_because: string | null;
}

/** Exit code 1 when anything is wrong that nobody has accepted. */
export async function listFindings(options: { readonly json?: boolean }): Promise<void> {
  const rows = await withStore<Row[]>((source) =>
    source.query(
      `SELECT id, kind, name, opened_at, accepted_because FROM finding WHERE cleared_at IS NULL ORDER BY opened_at, id LIMIT 1000`,
    ),
  );
  if (rows.some((row) => row.accepted_because === null)) process.exitCode = 1;
  if (options.json === true) return printJson(rows);
  if (rows.length === 0) return print('All promises hold.');
  const cells = rows.map((row) => [
    row.id,
    row.kind,
    row.opened_at.toISOString(),
    row.name,
    row.accepted_because === null ? '' : `accepted: ${row.accepted_because}`,
  ]);
  print(table([['ID', 'KIND', 'SINCE', 'WHAT', ''], ...cells]));
}

/** Throws one line where there is no such finding. */
export async function acceptOpenFinding(id: string, options: { readonly because: string }): Promise<void> {
  const because = options.because.trim();
  if (because === '' || because.length > 500) throw new Error('--because takes 1 to 500 characters');
  const accepted = await withStore((source) =>
    new Database(source, new SystemClock()).transaction((tx) =>
      acceptFinding(tx, { id, because, actor: 'service:command-line' }),
    ),
  );
  if (!accepted) throw new Error(`there is no open finding ${id}: npx vigil watch findings lists them`);
  print('Accepted.');
}
