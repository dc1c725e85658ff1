import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IncidentRow, IncidentView } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { serverNow } from '../api/server-clock.js';
import { useSession } from '../session/use-session.js';
import { foresee, refreshQueues } from './queue-queries.js';

/** Takes an incident. The row says so at once; when the server refuses, it is taken back and the refusal stays to be read. */
export function useTakeIncident() {
  const client = useQueryClient();
  const { id, name } = useSession();
  return useMutation<IncidentView, ApiProblem, IncidentRow, () => void>({
    mutationKey: ['incident-action', 'acknowledge'],
    mutationFn: (row) => call('POST /incidents/{id}/acknowledge', { path: { id: row.id } }),
    onMutate: (row) =>
      foresee(client, row.id, {
        acknowledgedBy: { id, name },
        acknowledgedAt: new Date(serverNow()).toISOString(),
        escalatesAt: null,
      }),
    onError: (_error, _row, takeBack) => takeBack?.(),
    onSettled: (_incident, _error, row) => refreshQueues(client, [row.id]),
  });
}
