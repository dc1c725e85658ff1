import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { LeavingView, MadePassword, RoleList, UserList, UserRow } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

const usersKey = ['users'] as const;

export const usersQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...usersKey, q],
    queryFn: ({ signal, pageParam }) => {
      const asked = new URLSearchParams({ q });
      if (pageParam !== null) asked.set('cursor', pageParam);
      return call<UserList>(`/users?${asked}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => call<RoleList>('/roles', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What would be lost now: never taken from memory. */
export const leavingQuery = (id: string) =>
  queryOptions({
    queryKey: ['leaving', id],
    queryFn: ({ signal }) => call<LeavingView>(`/users/${id}/leaving`, { signal }),
    gcTime: 0,
    staleTime: 0,
  });

interface Change {
  /** Below `/users`: '' to add somebody, or for example `/<id>/end`. */
  readonly at: string;
  readonly method?: 'POST' | 'DELETE';
  readonly body?: unknown;
}

/** One change of one account; the list is asked anew afterwards, after a refusal too. */
export function useUserChange<T extends UserRow | MadePassword>() {
  const client = useQueryClient();
  return useMutation<T, ApiProblem, Change>({
    mutationFn: ({ at, method = 'POST', body }) =>
      call<T>(`/users${at}`, { method, ...(method === 'POST' && { body: body ?? {} }) }),
    onSettled: () => client.invalidateQueries({ queryKey: usersKey }),
  });
}
