import { ApiProblem, readProblem } from './problem.js';
import { learnServerTime } from './server-clock.js';

/** After this a request counts as unanswered: a responder gets a sentence to act on, not an endless spinner. */
const patience = 20_000;

interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * One request to the desk. Resolves to the JSON answer (undefined for 204).
 * @throws ApiProblem for every other end: a refusal, no connection, no answer in time.
 */
export async function call<T>(path: string, { method = 'GET', body, signal }: Call = {}): Promise<T> {
  const late = AbortSignal.timeout(patience);
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': document.documentElement.lang,
        ...(method === 'GET' ? {} : { 'x-vigil-request': 'console' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiProblem(0, 'unreachable', null);
  }
  learnServerTime(response.headers.get('date'));
  if (!response.ok) throw await readProblem(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
