import { queryOptions } from '@tanstack/react-query';
import type { Session } from '#contracts';
import type { Answer } from './api-types.js';
import { call } from './call.js';
import { ApiProblem } from './problem.js';

export type Person = Answer<'GET /people'>[number];

/** The first member of every key, so that live changes can name what they make stale. */
export const keys = {
  session: ['session'],
  queue: ['queue'],
  counts: ['counts'],
  incident: (id: string) => ['incident', id],
  timeline: (id: string) => ['timeline', id],
  presence: (id: string) => ['presence', id],
  board: ['board'],
} as const;

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await call('GET /session', { signal });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.incident(id),
    queryFn: ({ signal }) => call('GET /incidents/{id}', { path: { id }, signal }),
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: keys.timeline(id),
    queryFn: ({ signal }) => call('GET /incidents/{id}/timeline', { path: { id }, signal }),
    // The verdict on the chain is never taken from memory.
    staleTime: 0,
  });

export const boardQuery = queryOptions({
  queryKey: keys.board,
  queryFn: ({ signal }) => call('GET /board', { signal }),
});

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => call('GET /people', { signal }),
  staleTime: 10 * 60_000,
});
