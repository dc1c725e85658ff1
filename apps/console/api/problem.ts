import type { Problem } from '#contracts';

/** A request that was refused or never arrived. `detail` is the server's sentence in the user's language, when it gave one. */
export class ApiProblem extends Error {
  constructor(
    /** HTTP status; 0 when no answer came at all. */
    readonly status: number,
    readonly code: string,
    readonly detail: string | null,
    /** What is wrong where, for a form to show at its place. */
    readonly errors: NonNullable<Problem['errors']> = [],
  ) {
    super(`${status} ${code}`);
    this.name = 'ApiProblem';
  }
}

/** Reads an RFC 9457 answer; whatever else a proxy may have put in its place becomes a problem without a sentence. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  try {
    const body = (await response.json()) as Partial<Problem> | null;
    const detail = body?.errors?.map((error) => error.detail).join(' ') || body?.detail || null;
    return new ApiProblem(response.status, body?.code ?? 'unknown', detail, body?.errors ?? []);
  } catch {
    return new ApiProblem(response.status, 'unknown', null);
  }
}
