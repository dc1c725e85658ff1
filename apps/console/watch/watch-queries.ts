import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { FeedView, ScheduleView, WatchView } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

/** All that is asked below this key may change with any change of the watch. */
const key = ['watch'] as const;

export const watchQuery = queryOptions({
  queryKey: [...key, 'now'],
  queryFn: ({ signal }) => call<WatchView>('/watch', { signal }),
  // The watch changes by the clock too, and is told by no live change.
  refetchInterval: 30_000,
});

export const scheduleQuery = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...key, 'schedule', id, from, to],
    queryFn: ({ signal }) =>
      call<ScheduleView>(`/watch/schedules/${encodeURIComponent(id)}?${new URLSearchParams({ from, to })}`, { signal }),
    enabled: id !== '',
  });

export const feedsQuery = queryOptions({
  queryKey: [...key, 'feeds'],
  queryFn: ({ signal }) => call<readonly FeedView[]>('/watch/feeds', { signal }),
});

export interface WatchChange {
  /** Below the watch, for example `/swaps`. */
  readonly at: string;
  readonly method?: 'POST' | 'DELETE';
  readonly body?: unknown;
}

/** One change of the watch. Resolves once what is shown has been asked anew. */
export function useWatchChange<T = unknown>() {
  const client = useQueryClient();
  return useMutation<T, ApiProblem, WatchChange>({
    mutationFn: ({ at, method = 'POST', body }) =>
      call<T>(`/watch${at}`, { method, ...(body === undefined ? {} : { body }) }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
