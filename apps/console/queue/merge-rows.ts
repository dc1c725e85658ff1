import type { IncidentList, IncidentRow } from '#contracts';

type Pages = readonly IncidentList[];

const ranks: Readonly<Record<IncidentRow['severity'], number>> = {
  critical: 0,
  high: 1,
  medium: 2,
  low: 3,
  'not-an-incident': 4,
};

/** The server's order (`compareForQueue`), so that a row that changed takes its place without the others being asked for. */
export function compareRows(a: IncidentRow, b: IncidentRow): number {
  return (
    ranks[a.severity] - ranks[b.severity] ||
    Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null) ||
    b.score - a.score ||
    Date.parse(a.openedAt) - Date.parse(b.openedAt) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Every row once, whatever moved between two pages while they were fetched. */
export function rowsOf(pages: Pages): readonly IncidentRow[] {
  return [...new Map(pages.flatMap(({ items }) => items).map((row) => [row.id, row])).values()];
}

/**
 * Pages in which the incidents that were asked about are as the server now says: gone where they fit the filter no longer, in
 * their place where they do. What belongs behind the last page that was fetched comes with that page.
 */
export function mergeRows(pages: Pages, asked: ReadonlySet<string>, fresh: readonly IncidentRow[]): IncidentList[] {
  const merged = pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !asked.has(id)) }));
  for (const row of fresh) {
    const place = merged.findIndex(
      ({ items, nextCursor }) => nextCursor === null || items.some((other) => compareRows(row, other) < 0),
    );
    const page = merged[place];
    if (page === undefined) continue;
    const at = page.items.findIndex((other) => compareRows(row, other) < 0);
    merged[place] = { ...page, items: page.items.toSpliced(at === -1 ? page.items.length : at, 0, row) };
  }
  return merged;
}
