import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.js';
import { keys } from './queries.js';

/** The one cache of what the server said. When the session has ended, everything in it but that fact goes. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error, key?: unknown) => {
    const isSession = key === keys.session[0];
    if (isSession || !(error instanceof ApiProblem) || error.status !== 401) return;
    client.setQueryData(keys.session, null);
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => onError(error, query.queryKey[0]) }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => onError(error, mutation.options.mutationKey?.[0]),
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A refusal stays a refusal; only what never arrived is worth asking again.
        retry: (failures, error) =>
          failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
        // The browser's word on being offline is often wrong; a failed request says it for sure.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
}
