import { readFile, stat } from 'node:fs/promises';
import type { ImportPlan, RowOutcome } from '#domain';
import { applyRows, type ContactFile, largestContactFile, previewRows, readContactFile, readDirectory } from '#service';
import { Database, SystemClock } from '#store';
import { print, printJson, table } from './print.js';
import { withStore } from './with-store.js';

const outcomes: readonly RowOutcome[] = ['created', 'updated', 'unchanged', 'refused'];

/** Shows what a file of contacts would change; with `--apply` changes it, all of it or nothing. */
export async function importDirectory(
  file: string,
  options: { readonly apply?: boolean; readonly json?: boolean },
): Promise<void> {
  const { size } = await stat(file);
  if (size > largestContactFile) throw new Error(`${file} is larger than 10 MB`);
  const read = readContactFile(await readFile(file));
  if (read.outcome === 'refused') throw new Error(`${file}: ${explainRefusal(read)}`);
  const applied = options.apply === true;
  const plan = await withStore((source) =>
    new Database(source, new SystemClock()).transaction((tx) =>
      applied ? applyRows(tx, read.rows, 'service:cli') : previewRows(tx, read.rows),
    ),
  );
  const counts = Object.fromEntries(
    outcomes.map((outcome) => [outcome, plan.results.filter((row) => row.outcome === outcome).length]),
  );
  if (options.json === true) {
    printJson({ applied, encoding: read.encoding, ignoredColumns: read.ignored, counts, rows: plan.results });
  } else {
    printRows(plan);
    for (const column of read.ignored) print(`column left out: ${column}`);
    print(outcomes.map((outcome) => `${counts[outcome]} ${outcome}`).join(', '));
    if (!applied) print('Nothing was changed. Add --apply to change it.');
  }
  if (plan.results.some(({ outcome }) => outcome === 'refused')) process.exitCode = 1;
}

function printRows({ results }: ImportPlan): void {
  const shown = results.filter(({ outcome }) => outcome !== 'unchanged');
  if (shown.length === 0) return;
  const cells = shown.map(({ line, outcome, name, reason, value }) => [
    String(line),
    outcome,
    name === '' ? '—' : name,
    reason === null ? '' : [reason, value].filter((part) => part !== null && part !== '').join(': '),
  ]);
  print(table([['LINE', 'OUTCOME', 'NAME', 'WHY'], ...cells]));
}

const refusals: Readonly<Record<Extract<ContactFile, { outcome: 'refused' }>['reason'], string>> = {
  'too-large': 'larger than 10 MB',
  empty: 'nothing is in it',
  'too-many-rows': 'more than 50,000 rows',
  'quote-open': 'a quotation mark is never closed',
  'columns-missing': 'the first line names no column for',
};

function explainRefusal(refused: Extract<ContactFile, { outcome: 'refused' }>): string {
  const what = refusals[refused.reason];
  if (refused.reason === 'columns-missing') return `${what}: ${refused.missing.join(', ')}`;
  return refused.line === null ? what : `${what} (row that begins on line ${refused.line})`;
}

/** The registered contacts, by party and name. */
export async function listDirectory(options: { readonly party?: string; readonly json?: boolean }): Promise<void> {
  const { parties, contacts } = await withStore((source) =>
    new Database(source, new SystemClock()).transaction((tx) => readDirectory(tx)),
  );
  const keys = new Map(parties.map(({ id, key }) => [id, key]));
  if (options.party !== undefined && ![...keys.values()].includes(options.party)) {
    throw new Error(`there is no party ${options.party}; there are ${[...keys.values()].join(', ')}`);
  }
  const rows = contacts
    .map((contact) => ({ ...contact, party: keys.get(contact.partyId) ?? '' }))
    .filter(({ party }) => options.party === undefined || party === options.party);
  if (options.json === true) return printJson(rows);
  const cells = rows.map(({ party, name, role, language, addresses, accounts }) => [
    party,
    name,
    role,
    language,
    addresses.map(({ address, verified }) => `${address}${verified ? ' (verified)' : ''}`).join(' '),
    accounts.map(({ platform, handle }) => `${platform}:${handle}`).join(' '),
  ]);
  print(
    rows.length === 0
      ? 'No contacts.'
      : table([['PARTY', 'NAME', 'ROLE', 'LANGUAGE', 'ADDRESSES', 'ACCOUNTS'], ...cells]),
  );
}
