import type { Answer, Asked, Change, Route } from './api-types.js';
import { ApiProblem, readProblem } from './problem.js';
import { learnServerTime } from './server-clock.js';

/** After this a request counts as unanswered: a responder gets a sentence to act on, not an endless spinner. */
const patience = 20_000;

type Asking = string | number | boolean | undefined;

interface Parts {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, Asking | readonly Asking[]>> | undefined;
  readonly body?: unknown;
  /** Instead of a body: goes as it is, to be read where it is also checked. */
  readonly file?: Blob;
  readonly signal?: AbortSignal;
}

/** May be left out where nothing has to be said. */
type Rest<T> = object extends T ? readonly [given?: T] : readonly [given: T];

/**
 * One request to the desk, by a route of the API's own description. Resolves to the JSON answer (undefined for 204).
 * @throws ApiProblem for every other end: a refusal, no connection, no answer in time.
 */
export function call<R extends Route>(
  route: R,
  ...[given]: Rest<Asked<R> & { readonly signal?: AbortSignal }>
): Promise<Answer<R>> {
  return request<Answer<R>>(route, (given ?? {}) as Parts);
}

/** The same with a file for a body. `type` is the media type that the route takes, whatever the browser makes of the file. */
export function callWithFile<R extends Route>(
  route: R,
  { file, type, ...given }: Asked<R> & { readonly file: Blob; readonly type: string },
): Promise<Answer<R>> {
  return request<Answer<R>>(route, { ...(given as Parts), file: file.slice(0, file.size, type) });
}

/** The same for a request that is one of several. */
export function send<R extends Route>({ route, ...given }: Change<R>): Promise<Answer<R>> {
  return request<Answer<R>>(route, given);
}

async function request<T>(route: Route, { path, query, body, file, signal }: Parts): Promise<T> {
  const late = AbortSignal.timeout(patience);
  const [method, address] = addressOf(route, path, query);
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': document.documentElement.lang,
        ...(method === 'GET' ? {} : { 'x-vigil-request': 'console' }),
        ...(file !== undefined && { 'content-type': file.type }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(file !== undefined && { body: file }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiProblem(0, 'unreachable', null);
  }
  learnServerTime(response.headers.get('date'));
  if (!response.ok) throw await readProblem(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** The method and the whole address; what the query leaves undefined does not stand in it. A list is told value by value. */
export function addressOf(
  route: Route,
  path: Parts['path'] = {},
  query: Parts['query'] = {},
): readonly [method: string, address: string] {
  const [method = '', template = ''] = route.split(' ');
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one) => [name, String(one)]),
    ),
  );
  return [method, `/api/v1${filled}${search.size === 0 ? '' : `?${search}`}`];
}
