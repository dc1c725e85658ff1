import { setTimeout as pause } from 'node:timers/promises';
import { parseReference } from '#domain';
import { Database, SystemClock } from '#store';
import type { DataSource } from 'typeorm';
import { print, printJson, table } from './print.js';
import { withStore } from './with-store.js';

interface Options {
  readonly reference?: string;
  readonly allUnreadable?: boolean;
  readonly json?: boolean;
}

interface Asked {
  readonly id: string;
  readonly reference: string;
}

interface Reread {
  readonly reference: string;
  /** Null while nobody has read it again. */
  readonly readable: boolean | null;
}

/** How long a running hotline may take, in milliseconds; what it has not read by then it still reads later. */
const patienceMs = 30_000;

function inWords(readable: boolean | null): string {
  if (readable === null) return 'waits: is the hotline running?';
  return readable ? 'read' : 'still unreadable';
}

/** Asks triage to read reports again, and waits for it. Exit code 1 unless every one of them was understood. */
export async function rereadReports(options: Options): Promise<void> {
  const { reports, done } = await withStore(async (source) => {
    const reports = await choose(source, options);
    const since = await ask(source, reports);
    return { reports, done: await follow(source, reports, since) };
  });
  if (done.some(({ readable }) => readable !== true)) process.exitCode = 1;
  if (options.json === true) return printJson(done);
  if (reports.length === 0) return print('There is no unreadable report.');
  print(table([['REPORT', ''], ...done.map(({ reference, readable }) => [reference, inWords(readable)])]));
}

async function choose(source: DataSource, { reference, allUnreadable }: Options): Promise<readonly Asked[]> {
  if ((reference === undefined) === (allUnreadable !== true)) {
    throw new Error('Give either --reference or --all-unreadable');
  }
  if (reference === undefined) {
    return source.query(
      'SELECT r.id, r.reference FROM report r JOIN triage_result t ON t.report_id = r.id WHERE NOT t.readable ORDER BY r.received_at',
    );
  }
  const parsed = parseReference(reference);
  if (parsed.outcome !== 'valid') throw new Error(`${reference} is not a reference: check it letter by letter`);
  const found: Asked[] = await source.query('SELECT id, reference FROM report WHERE reference = $1', [
    parsed.reference,
  ]);
  if (found.length === 0) throw new Error(`There is no report ${parsed.reference}`);
  return found;
}

/** Returns the time of the store before the first was asked for. */
async function ask(source: DataSource, reports: readonly Asked[]): Promise<Date> {
  const database = new Database(source, new SystemClock());
  const since = database.clock.now();
  for (const { id } of reports) {
    await database.transaction((tx) => tx.emit('report.reread-requested', { reportId: id }));
  }
  return since;
}

async function follow(source: DataSource, reports: readonly Asked[], since: Date): Promise<readonly Reread[]> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const entries: { subject_id: string; readable: boolean }[] = await source.query(
      `SELECT subject_id, (data ->> 'readable')::boolean AS readable FROM timeline_entry
       WHERE subject_id = ANY($1) AND subject_kind = 'report' AND type = 'report.reread' AND at >= $2 ORDER BY seq`,
      [reports.map(({ id }) => id), since],
    );
    const known = new Map(entries.map(({ subject_id: id, readable }) => [id, readable]));
    if (process.stderr.isTTY) process.stderr.write(`\r${known.size} of ${reports.length} read again`);
    if (known.size === reports.length || performance.now() > deadline) {
      return reports.map(({ id, reference }) => ({ reference, readable: known.get(id) ?? null }));
    }
    await pause(250);
  }
}
