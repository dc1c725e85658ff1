import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  answerIncident,
  assignIncident,
  changeSeverity,
  correctKind,
  decideLink,
  IncidentView,
  linkIncident,
  moveIncident,
  noteIncident,
  writeToReporter,
} from '#contracts';
import { call } from './call.js';
import type { ApiProblem } from './problem.js';
import { keys } from './queries.js';

interface Bodies {
  readonly acknowledge: Readonly<Record<string, never>>;
  readonly answer: z.input<typeof answerIncident>;
  readonly assign: z.input<typeof assignIncident>;
  readonly note: z.input<typeof noteIncident>;
  readonly severity: z.input<typeof changeSeverity>;
  readonly move: z.input<typeof moveIncident>;
  readonly message: z.input<typeof writeToReporter>;
  readonly kind: z.input<typeof correctKind>;
  readonly links: z.input<typeof linkIncident>;
  readonly [link: `links/${string}`]: z.input<typeof decideLink>;
}

/**
 * One thing that a responder does to one incident. Nothing is shown as done before the server has answered with the fresh
 * incident; a refusal may mean that somebody else was first, so it fetches what is true now.
 */
export function useIncidentAction<Verb extends keyof Bodies>(id: string, verb: Verb) {
  const client = useQueryClient();
  return useMutation<IncidentView, ApiProblem, Bodies[Verb]>({
    mutationKey: ['incident-action', verb],
    mutationFn: (body) => call<IncidentView>(`/incidents/${encodeURIComponent(id)}/${verb}`, { method: 'POST', body }),
    onSuccess: (incident) => client.setQueryData(keys.incident(id), incident),
    onError: () => void client.invalidateQueries({ queryKey: keys.incident(id) }),
    onSettled: () => {
      for (const queryKey of [keys.queue, keys.timeline(id), keys.board]) void client.invalidateQueries({ queryKey });
    },
  });
}
