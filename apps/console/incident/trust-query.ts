import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { TrustView } from '#contracts';
import type { Change, Route } from '../api/api-types.js';
import { call, send } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { keys } from '../api/queries.js';

/** Below the incident's own key: what makes the incident stale makes this stale too. */
const trustKey = (id: string) => [...keys.incident(id), 'trust'] as const;

export const trustQuery = (id: string) =>
  queryOptions({
    queryKey: trustKey(id),
    queryFn: ({ signal }) => call('GET /incidents/{id}/trust', { path: { id }, signal }),
  });

type TrustRoute = Extract<Route, `POST /incidents/{id}/${'addresses' | 'channel-changes' | 'verifications'}${string}`>;

/** One step towards trusting a reporter. A refusal may be a wrong code, which counts: what is true now is fetched again. */
export function useTrustStep(id: string) {
  const client = useQueryClient();
  return useMutation<TrustView, ApiProblem, Change<TrustRoute>>({
    mutationFn: send,
    onSuccess: (trust) => {
      client.setQueryData(trustKey(id), trust);
      void client.invalidateQueries({ queryKey: keys.incident(id), exact: true });
      void client.invalidateQueries({ queryKey: keys.timeline(id) });
    },
    onError: () => void client.invalidateQueries({ queryKey: trustKey(id) }),
  });
}
