import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Board, IncidentList, IncidentView, people, Session, TimelineView } from '#contracts';
import { call } from './call.js';
import { ApiProblem } from './problem.js';

export type QueueState = 'open' | 'all';
export type Person = z.output<typeof people>[number];

const pageSize = 100;

/** The first member of every key, so that live changes can name what they make stale. */
export const keys = {
  session: ['session'],
  queue: ['queue'],
  incident: (id: string) => ['incident', id],
  timeline: (id: string) => ['timeline', id],
  board: ['board'],
} as const;

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await call<Session>('/session', { signal });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const queueQuery = (state: QueueState) =>
  infiniteQueryOptions({
    queryKey: [...keys.queue, state],
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams({ state, limit: String(pageSize) });
      if (pageParam !== null) search.set('cursor', pageParam);
      return call<IncidentList>(`/incidents?${search}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.incident(id),
    queryFn: ({ signal }) => call<IncidentView>(`/incidents/${encodeURIComponent(id)}`, { signal }),
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: keys.timeline(id),
    queryFn: ({ signal }) => call<TimelineView>(`/incidents/${encodeURIComponent(id)}/timeline`, { signal }),
    // The verdict on the chain is never taken from memory.
    staleTime: 0,
  });

export const boardQuery = queryOptions({
  queryKey: keys.board,
  queryFn: ({ signal }) => call<Board>('/board', { signal }),
});

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => call<readonly Person[]>('/people', { signal }),
  staleTime: 10 * 60_000,
});
