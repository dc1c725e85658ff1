import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReachView } from '#contracts';
import type { Change, Route } from '../api/api-types.js';
import { call, send } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

const key = ['reach'] as const;

export const reachQuery = queryOptions({
  queryKey: [...key, 'own'],
  queryFn: ({ signal }) => call('GET /reach', { signal }),
});

export const reachableQuery = queryOptions({
  queryKey: [...key, 'watch'],
  queryFn: ({ signal }) => call('GET /reach/watch', { signal }),
});

export type ReachChange = Change<Extract<Route, `${'POST' | 'DELETE'} /reach/${string}`>>;

/** One change of how one is paged; every answer is how it is now. */
export function useReachChange() {
  const client = useQueryClient();
  return useMutation<ReachView, ApiProblem, ReachChange>({
    mutationFn: send,
    onSuccess: (view) => client.setQueryData(reachQuery.queryKey, view),
    onSettled: () => client.invalidateQueries({ queryKey: reachableQuery.queryKey }),
  });
}
