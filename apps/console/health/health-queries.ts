import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { HealthView, MonitorView } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

/** No live change tells of the hotline's own health: what is shown is asked anew in this time, in milliseconds. */
const refetchInterval = 15_000;

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => call<HealthView>('/health', { signal }),
  refetchInterval,
});

export const monitorsQuery = queryOptions({
  queryKey: ['monitors'],
  queryFn: ({ signal }) => call<readonly MonitorView[]>('/watch/monitors', { signal }),
  refetchInterval,
});

/** What a manager settles; resolves with what then stands shown. */
export function useHealthChange() {
  const client = useQueryClient();
  return useMutation<HealthView, ApiProblem, { readonly at: string; readonly body: unknown }>({
    mutationFn: ({ at, body }) => call<HealthView>(`/health${at}`, { method: 'POST', body }),
    onSuccess: (health) => client.setQueryData(healthQuery.queryKey, health),
    onError: () => void client.invalidateQueries({ queryKey: healthQuery.queryKey }),
  });
}

/** Makes or revokes a watcher's address. */
export function useMonitorChange<T = undefined>() {
  const client = useQueryClient();
  return useMutation<T, ApiProblem, { readonly id?: string; readonly body?: unknown }>({
    mutationFn: ({ id, body }) =>
      id === undefined
        ? call<T>('/watch/monitors', { method: 'POST', body })
        : call<T>(`/watch/monitors/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: monitorsQuery.queryKey }),
  });
}
