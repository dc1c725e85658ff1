import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ContactList, ContactView, DirectoryParties } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

export interface ContactSearch {
  readonly party?: string;
  readonly q?: string;
}

export const contactsKey = ['contacts'] as const;

export const partiesQuery = queryOptions({
  queryKey: ['parties'],
  queryFn: ({ signal }) => call<DirectoryParties>('/directory/parties', { signal }),
});

export const contactsQuery = (search: ContactSearch) =>
  infiniteQueryOptions({
    queryKey: [...contactsKey, search],
    queryFn: ({ signal, pageParam }) => {
      const asked = new URLSearchParams({ limit: '50' });
      if (search.party !== undefined) asked.set('party', search.party);
      if (search.q !== undefined) asked.set('q', search.q);
      if (pageParam !== null) asked.set('cursor', pageParam);
      return call<ContactList>(`/directory/contacts?${asked}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => call<ContactView>(`/directory/contacts/${encodeURIComponent(id)}`, { signal }),
  });

export interface ContactChange {
  /** Below the contact: '' for the contact itself, or for example `/addresses`. */
  readonly at: string;
  readonly method?: 'POST' | 'DELETE';
  readonly body?: unknown;
}

/** One change to one contact; what is shown afterwards is what the server answered. */
export function useContactChange(id: string) {
  const client = useQueryClient();
  return useMutation<ContactView, ApiProblem, ContactChange>({
    mutationFn: ({ at, method = 'POST', body }) =>
      call<ContactView>(`/directory/contacts/${encodeURIComponent(id)}${at}`, {
        method,
        ...(body === undefined ? {} : { body }),
      }),
    onSuccess: (contact) => {
      client.setQueryData(['contact', id], contact);
      void client.invalidateQueries({ queryKey: contactsKey });
    },
  });
}
