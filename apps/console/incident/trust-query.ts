import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { TrustView } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { keys } from '../api/queries.js';

/** Below the incident's own key: what makes the incident stale makes this stale too. */
const trustKey = (id: string) => [...keys.incident(id), 'trust'] as const;

export const trustQuery = (id: string) =>
  queryOptions({
    queryKey: trustKey(id),
    queryFn: ({ signal }) => call<TrustView>(`/incidents/${encodeURIComponent(id)}/trust`, { signal }),
  });

export interface TrustStep {
  /** Below the incident, such as `/verifications`. */
  readonly at: string;
  readonly body: unknown;
}

/** One step towards trusting a reporter. A refusal may be a wrong code, which counts: what is true now is fetched again. */
export function useTrustStep(id: string) {
  const client = useQueryClient();
  return useMutation<TrustView, ApiProblem, TrustStep>({
    mutationFn: ({ at, body }) =>
      call<TrustView>(`/incidents/${encodeURIComponent(id)}${at}`, { method: 'POST', body }),
    onSuccess: (trust) => {
      client.setQueryData(trustKey(id), trust);
      void client.invalidateQueries({ queryKey: keys.incident(id), exact: true });
      void client.invalidateQueries({ queryKey: keys.timeline(id) });
    },
    onError: () => void client.invalidateQueries({ queryKey: trustKey(id) }),
  });
}
