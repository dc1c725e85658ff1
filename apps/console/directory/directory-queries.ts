import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ContactView } from '#contracts';
import type { Change, Route } from '../api/api-types.js';
import { call, send } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

export interface ContactSearch {
  readonly party?: string;
  readonly q?: string;
}

export const contactsKey = ['contacts'] as const;

export const partiesQuery = queryOptions({
  queryKey: ['parties'],
  queryFn: ({ signal }) => call('GET /directory/parties', { signal }),
});

export const contactsQuery = (search: ContactSearch) =>
  infiniteQueryOptions({
    queryKey: [...contactsKey, search],
    queryFn: ({ signal, pageParam }) =>
      call('GET /directory/contacts', { query: { ...search, limit: 50, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => call('GET /directory/contacts/{id}', { path: { id }, signal }),
  });

type ContactRoute = Extract<Route, `${'POST' | 'DELETE'} /directory/contacts/{id}${string}`>;

/** One change to one contact; what is shown afterwards is what the server answered. */
export function useContactChange(id: string) {
  const client = useQueryClient();
  return useMutation<ContactView, ApiProblem, Change<ContactRoute>>({
    mutationFn: send,
    onSuccess: (contact) => {
      client.setQueryData(['contact', id], contact);
      void client.invalidateQueries({ queryKey: contactsKey });
    },
  });
}
