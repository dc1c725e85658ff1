import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IncidentView } from '#contracts';
import type { Answer, Asked, Change, Route } from './api-types.js';
import { send } from './call.js';
import type { ApiProblem } from './problem.js';
import { keys } from './queries.js';
import { refreshQueues } from '../queue/queue-queries.js';

/** What is done to one incident and answers with the fresh one, by the end of its address. */
type WorkRoute = {
  [R in Route]: R extends `POST /incidents/{id}/${string}` ? (IncidentView extends Answer<R> ? R : never) : never;
}[Route];
type Verb = WorkRoute extends `POST /incidents/{id}/${infer V}` ? V : never;

/**
 * One thing that a responder does to one incident. Nothing is shown as done before the server has answered with the fresh
 * incident; a refusal may mean that somebody else was first, so it fetches what is true now.
 */
export function useIncidentAction<V extends Verb>(id: string, verb: V, names: Readonly<Record<string, string>> = {}) {
  const client = useQueryClient();
  return useMutation<IncidentView, ApiProblem, Asked<`POST /incidents/{id}/${V}`>['body']>({
    mutationKey: ['incident-action', verb],
    // Every verb answers with the incident: `Verb` holds no other.
    mutationFn: (body) =>
      send<WorkRoute>({ route: `POST /incidents/{id}/${verb}`, path: { ...names, id }, body } as Change<WorkRoute>),
    onSuccess: (incident) => client.setQueryData(keys.incident(id), incident),
    onError: () => void client.invalidateQueries({ queryKey: keys.incident(id) }),
    onSettled: () => {
      void refreshQueues(client, [id]);
      for (const queryKey of [keys.counts, keys.timeline(id), keys.board]) void client.invalidateQueries({ queryKey });
    },
  });
}
