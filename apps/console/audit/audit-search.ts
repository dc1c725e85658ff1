export const areas = ['accounts', 'watch', 'directory'] as const;
export type Area = (typeof areas)[number];

/** What stands after the question mark of the page's address. Days are the viewer's, both included. */
export interface AuditSearch {
  readonly area?: Area;
  readonly actor?: string;
  readonly since?: string;
  readonly until?: string;
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value);

export function readAuditSearch({ area, actor, since, until }: Readonly<Record<string, unknown>>): AuditSearch {
  const known = areas.find((one) => one === area);
  return {
    ...(known !== undefined && { area: known }),
    ...(typeof actor === 'string' && /^[0-9a-f-]{36}$/u.test(actor) && { actor }),
    ...(isDay(since) && { since }),
    ...(isDay(until) && { until }),
  };
}

/** The same as the API takes it: instants, the last day included. A day that there is not narrows nothing. */
export function askAudit({ area, actor, since, until }: AuditSearch) {
  const [from, to] = [startOf(since, 0), startOf(until, 1)];
  return {
    ...(area !== undefined && { area }),
    ...(actor !== undefined && { actor }),
    ...(from !== null && { since: from }),
    ...(to !== null && { until: to }),
  };
}

function startOf(day: string | undefined, later: number): string | null {
  const [year, month, date] = day?.split('-').map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const start = new Date(year, month - 1, date + later);
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}
