import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Change, Route } from '../api/api-types.js';
import { call, send } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

/** All that is asked below this key may change with any change of the watch. */
export const watchKey = ['watch'] as const;

export const watchQuery = queryOptions({
  queryKey: [...watchKey, 'now'],
  queryFn: ({ signal }) => call('GET /watch', { signal }),
  // The watch changes by the clock too, and is told by no live change.
  refetchInterval: 30_000,
});

/** `without`: an override to leave out of who is on duty. */
export const scheduleQuery = (id: string, from: string, to: string, without?: string) =>
  queryOptions({
    queryKey: [...watchKey, 'schedule', id, from, to, without],
    queryFn: ({ signal }) => {
      const query = { from, to, ...(without !== undefined && { without }) };
      return call('GET /watch/schedules/{id}', { path: { id }, query, signal });
    },
    enabled: id !== '',
  });

export const feedsQuery = queryOptions({
  queryKey: [...watchKey, 'feeds'],
  queryFn: ({ signal }) => call('GET /watch/feeds', { signal }),
});

export type WatchRoute = Extract<Route, `${'POST' | 'DELETE'} /watch/${string}`>;

/** One change of the watch. Resolves once what is shown has been asked anew. */
export function useWatchChange<R extends WatchRoute = WatchRoute>() {
  const client = useQueryClient();
  return useMutation<Answer<R>, ApiProblem, Change<R>>({
    mutationFn: (change) => send<R>(change),
    onSettled: () => client.invalidateQueries({ queryKey: watchKey }),
  });
}
