import type { Measures } from '#contracts';
import type { Tx } from '#store';
import { cohort, type Period } from './cohort.js';

/** So many pages and more are one group. */
const mostPages = 10;

interface PagedRow {
  readonly pages: number;
  readonly step: number | null;
  readonly incidents: number;
}

/** How many pages incidents took, and how high their paging climbed. */
export async function measureEscalations(tx: Tx, { from, to }: Period): Promise<Measures['escalations']> {
  const rows = await tx.query<PagedRow>(
    `SELECT least(pages, ${mostPages})::int AS pages, CASE WHEN round <= 1 THEN step END AS step, count(*)::int AS incidents
     FROM (
       SELECT count(p.id) AS pages, coalesce(max(p.round), 1) AS round, coalesce(max(p.step) + 1, 0) AS step
       FROM (${cohort}) c LEFT JOIN page p ON p.incident_id = c.id GROUP BY c.id) AS paged
     GROUP BY 1, 2`,
    [from, to],
  );
  const highest = Math.max(0, ...rows.map(({ pages }) => pages));
  const steps = [...new Set(rows.map(({ step }) => step))].toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity));
  const count = (those: (row: PagedRow) => boolean) =>
    rows.filter(those).reduce((sum, { incidents }) => sum + incidents, 0);
  return {
    pages:
      rows.length === 0
        ? []
        : Array.from({ length: highest + 1 }, (_, pages) => ({
            pages,
            incidents: count((row) => row.pages === pages),
          })),
    steps: steps.map((step) => ({ step, incidents: count((row) => row.step === step) })),
  };
}
