import type { MeasurePeriods } from '#contracts';

/** What stands after the question mark of the page's address. Days are calendar days of the viewer, the last one included. */
export interface PeriodSearch {
  /** `7d`, `30d`, `election:KEY`, `window:KEY` or `custom`; the last seven days without. */
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface Period {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;
const longestDays = 400;
const dayForm = /^\d{4}-\d{2}-\d{2}$/u;

/** Only what is a period's; anything else in the address is dropped. */
export function readPeriodSearch({ period, from, to }: Readonly<Record<string, unknown>>): PeriodSearch {
  return {
    ...(typeof period === 'string' && /^(\d{1,3}d|custom|(election|window):.{1,100})$/u.test(period) && { period }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
  };
}

const isDay = (value: unknown): value is string => typeof value === 'string' && dayForm.test(value);

/** The instants of a chosen period; null for one that there is not (a day that is none, an election that is gone). */
export function resolvePeriod(search: PeriodSearch, known: MeasurePeriods, now: number): Period | null {
  const chosen = search.period ?? '7d';
  const days = /^(\d{1,3})d$/u.exec(chosen)?.[1];
  if (days !== undefined) {
    const length = Number(days);
    if (length < 1 || length > longestDays) return null;
    return { from: new Date(now - length * dayMs).toISOString(), to: new Date(now).toISOString() };
  }
  if (chosen === 'custom') return resolveDays(search);
  const [kind, ...key] = chosen.split(':');
  const found = known.find((one) => one.kind === kind && one.key === key.join(':'));
  return found === undefined ? null : { from: found.from, to: found.to };
}

function resolveDays({ from, to }: PeriodSearch): Period | null {
  if (!isDay(from) || !isDay(to)) return null;
  const [first, last] = [startOf(from, 0), startOf(to, 1)];
  if (first === null || last === null || last <= first || last.getTime() - first.getTime() > longestDays * dayMs) {
    return null;
  }
  return { from: first.toISOString(), to: last.toISOString() };
}

/** Midnight of the viewer at the beginning of a day, or of one after it. */
function startOf(day: string, later: number): Date | null {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date + later);
  // The thirtieth of February is none.
  return new Date(Date.UTC(year, month - 1, date)).toISOString().startsWith(day) ? start : null;
}
