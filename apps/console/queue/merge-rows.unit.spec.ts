import { describe, expect, it } from 'vitest';
import type { IncidentRow } from '#contracts';
import { compareForQueue, severities } from '#domain';
import { compareRows, mergeRows, rowsOf } from './merge-rows.js';

const row = (id: string, told: Partial<IncidentRow> = {}): IncidentRow =>
  ({
    id,
    severity: 'medium',
    score: 50,
    acknowledgedAt: null,
    openedAt: '2026-10-01T00:00:00.000Z',
    ...told,
  }) as IncidentRow;

const idsOf = (pages: readonly { readonly items: readonly IncidentRow[] }[]) =>
  pages.map(({ items }) => items.map(({ id }) => id).join(''));

const first = { items: [row('b', { severity: 'high' }), row('d', { score: 60 })], nextCursor: 'x' };
const last = { items: [row('f', { score: 40 }), row('h', { severity: 'low' })], nextCursor: null };

const position = (one: IncidentRow) => ({
  id: one.id,
  severity: one.severity,
  acknowledged: one.acknowledgedAt !== null,
  score: one.score,
  openedAt: new Date(one.openedAt),
});

describe('a row that changed', () => {
  it.each<[string, IncidentRow, readonly string[]]>([
    ['goes to the top', row('n', { severity: 'critical' }), ['nbd', 'fh']],
    ['goes between two', row('n', { severity: 'high', score: 10 }), ['bnd', 'fh']],
    ['goes to the next page', row('n'), ['bd', 'nfh']],
    ['goes to the very end', row('n', { severity: 'not-an-incident' }), ['bd', 'fhn']],
    ['moves', row('b', { severity: 'low', score: 10 }), ['d', 'fhb']],
  ])('%s', (_, fresh, pages) => {
    expect(idsOf(mergeRows([first, last], new Set([fresh.id]), [fresh]))).toEqual(pages);
  });

  it('goes away when the filter finds it no longer, and comes with a later page when it belongs there', () => {
    expect(idsOf(mergeRows([first, last], new Set(['d', 'z']), []))).toEqual(['b', 'fh']);
    expect(idsOf(mergeRows([first], new Set(['n']), [row('n', { severity: 'low' })]))).toEqual(['bd']);
    expect(idsOf(mergeRows([{ items: [], nextCursor: null }], new Set(['n']), [row('n')]))).toEqual(['n']);
  });

  it('stands once, as it is newest, when two pages have it', () => {
    const rows = rowsOf([first, { items: [row('b', { score: 1 })], nextCursor: null }]);
    expect(rows.map(({ id, score }) => [id, score])).toEqual([
      ['b', 1],
      ['d', 60],
    ]);
  });

  it('takes the place that the server would give it', () => {
    const rows = severities.flatMap((severity, s) =>
      [null, '2026-10-01T01:00:00.000Z'].flatMap((acknowledgedAt, a) =>
        [10, 90].flatMap((score) =>
          ['2026-10-01T02:00:00.000Z', '2026-10-01T01:00:00.000Z'].map((openedAt, o) =>
            row(`${(s * 7 + a * 3 + score + o) % 10}${s}${a}${score}${o}`, {
              severity,
              acknowledgedAt,
              score,
              openedAt,
            }),
          ),
        ),
      ),
    );
    expect(rows.toSorted(compareRows)).toEqual(rows.toSorted((a, b) => compareForQueue(position(a), position(b))));
  });
});
