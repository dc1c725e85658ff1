import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Change } from '../api/api-types.js';
import { call, send } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

const usersKey = ['users'] as const;

export const usersQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...usersKey, q],
    queryFn: ({ signal, pageParam }) =>
      call('GET /users', { signal, query: { q, ...(pageParam !== null && { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => call('GET /roles', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What would be lost now: never taken from memory. */
export const leavingQuery = (id: string) =>
  queryOptions({
    queryKey: ['leaving', id],
    queryFn: ({ signal }) => call('GET /users/{id}/leaving', { signal, path: { id } }),
    gcTime: 0,
    staleTime: 0,
  });

type UserRoute =
  | 'POST /users'
  | 'POST /users/{id}'
  | 'POST /users/{id}/end'
  | 'POST /users/{id}/restore'
  | 'POST /users/{id}/password'
  | 'DELETE /users/{id}/sessions';

/** One change of one account; the list is asked anew afterwards, after a refusal too. */
export function useUserChange<R extends UserRoute>() {
  const client = useQueryClient();
  return useMutation<Answer<R>, ApiProblem, Change<R>>({
    mutationFn: (change) => send<R>(change),
    onSettled: () => client.invalidateQueries({ queryKey: usersKey }),
  });
}
