import { infiniteQueryOptions, type InfiniteData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { IncidentList, IncidentRow } from '#contracts';
import { call } from '../api/call.js';
import { keys } from '../api/queries.js';
import { mergeRows } from './merge-rows.js';
import type { QueueSearch } from './queue-search.js';

const pageSize = 100;
/** As many as the API answers about at once; more than that is fetched anew. */
const mostIds = 200;

type Pages = InfiniteData<IncidentList, string | null>;

export const queueQuery = (search: QueueSearch) =>
  infiniteQueryOptions({
    queryKey: [...keys.queue, search],
    queryFn: ({ signal, pageParam }) =>
      call('GET /incidents', { query: { ...search, limit: pageSize, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Critical incidents that nobody has: what every page of the console watches for. */
export const criticalQuery = queueQuery({ severity: 'critical', unacknowledged: '1' });

/** Incidents that endanger a life and that nobody has, whatever their severity. */
export const lifeSafetyQuery = queueQuery({ flag: 'life-safety', unacknowledged: '1' });

export const countsQuery = (search: QueueSearch) =>
  queryOptions({
    queryKey: [...keys.counts, search],
    queryFn: ({ signal }) => call('GET /queue/counts', { query: search, signal }),
  });

/** How many a view finds: not live, since every view of everybody would be counted at every change. */
export const viewCountQuery = (search: QueueSearch) =>
  queryOptions({
    queryKey: ['view-counts', search],
    queryFn: ({ signal }) => call('GET /queue/counts', { query: search, signal }),
    refetchInterval: 30_000,
  });

export const viewsQuery = queryOptions({
  queryKey: ['queue-views'],
  queryFn: ({ signal }) => call('GET /queue/views', { signal }),
  staleTime: 5 * 60_000,
});

/**
 * Asks about the incidents that changed, and about no others: one request for each list that is shown, however many rows it
 * has. A list that is being fetched is waited for, so that an older answer does not come after.
 */
export async function refreshQueues(client: QueryClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const lists = client.getQueryCache().findAll({ queryKey: keys.queue, type: 'active' });
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.queue, refetchType: 'none', type: 'inactive' }),
    ...lists.map(async (list) => {
      const { queryKey } = list;
      if (list.state.fetchStatus === 'fetching') await list.promise?.catch(() => undefined);
      if (ids.length > mostIds || list.state.data === undefined)
        return client.invalidateQueries({ queryKey, exact: true });
      try {
        const query = { ...(queryKey[1] as QueueSearch), ids: ids.join(','), limit: mostIds };
        const { items } = await call('GET /incidents', { query });
        client.setQueryData<Pages>(
          queryKey,
          (data) => data && { ...data, pages: mergeRows(data.pages, new Set(ids), items) },
        );
      } catch {
        // Whatever went wrong is said by the list itself, which is asked for whole.
        await client.invalidateQueries({ queryKey, exact: true });
      }
    }),
  ]);
}

/** Shows a row as it is going to be, before the server has said so. Resolves to the way back. */
export function foresee(client: QueryClient, id: string, change: Partial<IncidentRow>): () => void {
  const before = client.getQueriesData<Pages>({ queryKey: keys.queue });
  for (const [queryKey] of before) {
    client.setQueryData<Pages>(
      queryKey,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((row) => (row.id === id ? { ...row, ...change } : row)),
          })),
        },
    );
  }
  const known = before
    .flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? [])
    .find((row) => row.id === id);
  return () => {
    if (known === undefined) return;
    const back = Object.fromEntries(Object.keys(change).map((name) => [name, known[name as keyof IncidentRow]]));
    foresee(client, id, back);
  };
}
