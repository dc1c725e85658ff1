import type { z } from 'zod';

export interface ApiParameter {
  readonly in: 'header' | 'query';
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: z.ZodType;
}

/** One route of the API as its callers know it. What stands between braces in a path is an id, or a `{key}` from the configuration. */
export interface RouteOf<Request extends string, Answer extends string> {
  readonly operationId: string;
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly group: 'Reports' | 'Session' | 'Incidents' | 'Directory' | 'Watch' | 'Administration' | 'Service';
  readonly parameters?: readonly ApiParameter[];
  readonly request?: Request;
  /** The request is a form with files (multipart/form-data) whose fields the schema describes. */
  readonly takesFiles?: true;
  readonly answer: {
    readonly status: 200 | 201 | 204;
    readonly schema: Answer | null;
    readonly mediaType?: string;
    readonly description: string;
  };
  /** Refusals that are particular to it, besides those that every route can give. */
  readonly refusals: Readonly<Partial<Record<400 | 401 | 403 | 404 | 409 | 422 | 429, string>>>;
  /** Whether a session is needed (a cookie that `POST /api/v1/session` sets). */
  readonly needsSession: boolean;
}
