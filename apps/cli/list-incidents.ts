import { print, printJson, table } from './print.js';
import { withStore } from './with-store.js';

interface Row {
  readonly reference: string;
  readonly severity: string;
  readonly category: string;
  readonly state: string;
  readonly opened_at: Date;
  readonly acknowledged_by: string | null;
  readonly reports: number;
}

export async function listIncidents(options: {
  readonly all?: boolean;
  readonly limit: string;
  readonly json?: boolean;
}): Promise<void> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
    throw new Error('--limit takes a whole number from 1 to 10000');
  const rows = await withStore<Row[]>((source) =>
    source.query(
      `SELECT i.reference, i.severity, i.category, i.state, i.opened_at, u.name AS acknowledged_by, i.report_count AS reports
       FROM incident i LEFT JOIN user_account u ON u.id = i.acknowledged_by WHERE $1 OR i.state <> 'closed'
       ORDER BY i.severity_rank, (i.acknowledged_at IS NOT NULL), i.opened_at, i.id LIMIT $2`,
      [options.all === true, limit],
    ),
  );
  if (options.json === true) return printJson(rows);
  const head = ['REFERENCE', 'SEVERITY', 'KIND', 'STATE', 'OPENED', 'TAKEN BY', 'REPORTS'];
  const cells = rows.map((row) => [
    row.reference,
    row.severity,
    row.category,
    row.state,
    row.opened_at.toISOString(),
    row.acknowledged_by ?? '—',
    String(row.reports),
  ]);
  print(rows.length === 0 ? 'No incidents.' : table([head, ...cells]));
}
