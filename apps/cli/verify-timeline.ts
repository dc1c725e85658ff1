import { parseReference } from '#domain';
import { verifyTimelines } from '#store';
import { print, printJson } from './print.js';
import { withStore } from './with-store.js';

/** On a terminal, a line that is written over: a whole election takes a while. */
function showProgress(subjects: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${subjects} timelines checked`);
}

/** Exit code 1 when any chain is broken. */
export async function verifyTimeline(options: { readonly reference?: string; readonly json?: boolean }): Promise<void> {
  const result = await withStore(async (source) => {
    if (options.reference === undefined) return verifyTimelines(source, undefined, showProgress);
    const parsed = parseReference(options.reference);
    if (parsed.outcome !== 'valid')
      throw new Error(`${options.reference} is not a reference: check it letter by letter`);
    const [row] = await source.query('SELECT id FROM incident WHERE reference = $1', [parsed.reference]);
    if (row === undefined) throw new Error(`There is no incident ${parsed.reference}`);
    return verifyTimelines(source, row.id);
  });
  if (result.broken.length > 0) process.exitCode = 1;
  if (options.json === true) return printJson(result);
  for (const { subjectKind, subjectId, verdict } of result.broken) {
    print(`BROKEN  ${subjectKind} ${subjectId}: first at entry ${verdict.seq} (${verdict.reason})`);
  }
  print(
    `${result.subjects} timelines, ${result.entries} entries: ${result.broken.length === 0 ? 'intact' : `${result.broken.length} broken`}`,
  );
}
