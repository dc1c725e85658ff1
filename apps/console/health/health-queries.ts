import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { HealthView } from '#contracts';
import type { Answer, Change, Route } from '../api/api-types.js';
import { call, send } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

/** No live change tells of the hotline's own health: what is shown is asked anew in this time, in milliseconds. */
const refetchInterval = 15_000;

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => call('GET /health', { signal }),
  refetchInterval,
});

export const monitorsQuery = queryOptions({
  queryKey: ['monitors'],
  queryFn: ({ signal }) => call('GET /watch/monitors', { signal }),
  refetchInterval,
});

/** What a manager settles; resolves with what then stands shown. */
export function useHealthChange() {
  const client = useQueryClient();
  return useMutation<HealthView, ApiProblem, Change<Extract<Route, `POST /health/${string}`>>>({
    mutationFn: send,
    onSuccess: (health) => client.setQueryData(healthQuery.queryKey, health),
    onError: () => void client.invalidateQueries({ queryKey: healthQuery.queryKey }),
  });
}

type MonitorRoute = 'POST /watch/monitors' | 'DELETE /watch/monitors/{id}';

/** Makes or revokes a watcher's address. */
export function useMonitorChange<R extends MonitorRoute>() {
  const client = useQueryClient();
  return useMutation<Answer<R>, ApiProblem, Change<R>>({
    mutationFn: (change) => send<R>(change),
    onSettled: () => client.invalidateQueries({ queryKey: monitorsQuery.queryKey }),
  });
}
