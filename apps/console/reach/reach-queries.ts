import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReachableView, ReachView } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

const key = ['reach'] as const;

export const reachQuery = queryOptions({
  queryKey: [...key, 'own'],
  queryFn: ({ signal }) => call<ReachView>('/reach', { signal }),
});

export const reachableQuery = queryOptions({
  queryKey: [...key, 'watch'],
  queryFn: ({ signal }) => call<readonly ReachableView[]>('/reach/watch', { signal }),
});

export interface ReachChange {
  /** Below the page's own address, for example `/rules`. */
  readonly at: string;
  readonly method?: 'POST' | 'DELETE';
  readonly body?: unknown;
}

/** One change of how one is paged; every answer is how it is now. */
export function useReachChange() {
  const client = useQueryClient();
  return useMutation<ReachView, ApiProblem, ReachChange>({
    mutationFn: ({ at, method = 'POST', body }) =>
      call<ReachView>(`/reach${at}`, { method, ...(body === undefined ? {} : { body }) }),
    onSuccess: (view) => client.setQueryData(reachQuery.queryKey, view),
    onSettled: () => client.invalidateQueries({ queryKey: reachableQuery.queryKey }),
  });
}
