import { type CompiledSchedule, coverage, type Hole } from '#domain';
import { readCover, ReadWatch, readWindowEnd } from '#service';
import { Database, SystemClock } from '#store';
import { print, printJson, table } from './print.js';
import { withStore } from './with-store.js';

interface Span {
  readonly from: Date;
  readonly to: Date;
}

export interface Certificate extends Span {
  readonly outcome: 'covered' | 'holes';
  readonly schedules: readonly string[];
  readonly needed: number;
  readonly holes: readonly Hole[];
}

/** How many people must be on duty and reachable at every instant. */
const needed = 2;
const longestMs = 4 * 366 * 86_400_000;

/**
 * Proves, over the whole service window unless it is told otherwise, that at every instant two people with a verified telephone
 * are on duty, or lists the times when they are not. Exit code 1 when there is one.
 */
export async function certifyWatch(options: {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}): Promise<void> {
  const certificate = await withStore((source) =>
    new Database(source, new SystemClock()).transaction(async (tx) => {
      const span = readSpan(options, tx.now, await readWindowEnd(tx));
      const watch = new ReadWatch();
      const { schedules, reachable } = await readCover(tx, watch);
      const names = [...(await watch.at(tx)).schedules.keys()];
      return certify(schedules, names, reachable, span);
    }),
  );
  if (certificate.outcome === 'holes') process.exitCode = 1;
  if (options.json === true) return printJson(certificate);
  const { from, to, holes, schedules } = certificate;
  print(`From ${from.toISOString()} to ${to.toISOString()}, schedules ${schedules.join(', ')}:`);
  if (holes.length === 0) return print(`at every instant ${needed} people with a verified telephone are on duty.`);
  const cells = holes.map((hole) => [
    hole.from.toISOString(),
    hole.to.toISOString(),
    hole.people.join(', ') || 'nobody',
  ]);
  print(table([['FROM', 'TO', 'REACHABLE'], ...cells]));
  print(`${holes.length} holes: at these times fewer than ${needed} people can be reached.`);
}

export function certify(
  schedules: readonly CompiledSchedule[],
  names: readonly string[],
  reachable: (person: string) => boolean,
  { from, to }: Span,
): Certificate {
  const cover = coverage(schedules, reachable, from, to, needed);
  const holes = cover.outcome === 'covered' ? [] : cover.holes;
  return { outcome: cover.outcome, from, to, schedules: names, needed, holes };
}

/** From now until the last service window closes, where neither is given. Throws one line that says what is wrong. */
export function readSpan(given: { readonly from?: string; readonly to?: string }, now: Date, windowEnd: Date): Span {
  const from = given.from === undefined ? now : readInstant('--from', given.from);
  const to = given.to === undefined ? windowEnd : readInstant('--to', given.to);
  if (to <= from) {
    throw new Error(`there is nothing to certify from ${from.toISOString()} to ${to.toISOString()}`);
  }
  if (to.getTime() - from.getTime() > longestMs) throw new Error('at most four years can be certified at once');
  return { from, to };
}

function readInstant(option: string, text: string): Date {
  // A time without a zone would be another one on another machine.
  const at = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d))?$/.test(text) ? new Date(text) : null;
  if (at === null || Number.isNaN(at.getTime())) {
    throw new Error(
      `${option} takes a day such as 2027-10-01 (in UTC) or an instant such as 2027-10-01T09:00:00-04:00`,
    );
  }
  return at;
}
