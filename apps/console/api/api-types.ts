import type { paths } from './api-schema.js';

type Method = 'GET' | 'POST' | 'DELETE';
type Path = keyof paths;
type MethodOf<P extends Path> = Uppercase<keyof paths[P] & string> & Method;

/** Every route of the API that the console may call, for example `POST /incidents/{id}/assign`. */
export type Route = { [P in Path]: `${MethodOf<P>} ${P}` }[Path];

type Operation<R extends Route> = R extends `${infer M extends Method} ${infer P extends Path}`
  ? paths[P][Lowercase<M> & keyof paths[P]]
  : never;

type Parameters<O, Place extends string> = O extends { parameters: infer All }
  ? Place extends keyof All
    ? All[Place]
    : undefined
  : undefined;

type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : undefined;

/** What a caller may hold in its own readonly types; `undefined` for a member that may be missing is the same as leaving it out. */
type Given<T> = T extends object ? { readonly [K in keyof T]: Given<T[K]> } : T;

/** Left out where the route takes none; may be left out where every member may. */
type Part<Name extends string, T> = [T] extends [undefined]
  ? { readonly [N in Name]?: undefined }
  : object extends T
    ? { readonly [N in Name]?: Given<T> }
    : { readonly [N in Name]: Given<T> };

/** What a request to a route carries: the names in its path, what stands after the question mark, the body. */
export type Asked<R extends Route> = Part<'path', Parameters<Operation<R>, 'path'>> &
  Part<
    'query',
    Exclude<Parameters<Operation<R>, 'query'>, undefined> extends never
      ? undefined
      : Exclude<Parameters<Operation<R>, 'query'>, undefined>
  > &
  Part<'body', BodyOf<Operation<R>>>;

/** One request with its route, for whoever makes one of several. */
export type Change<R extends Route> = R extends Route ? { readonly route: R } & Asked<R> : never;

type JsonOf<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** The JSON that a route answers; undefined where it answers nothing. */
export type Answer<R extends Route> =
  Operation<R> extends { responses: infer Responses } ? JsonOf<Responses[keyof Responses]> : never;
