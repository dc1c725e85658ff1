import { ApiProblem } from '../api/problem.js';
import { useWords } from '../words/use-words.js';
import type { Words } from '../words/words.js';

/** Why something was refused or failed: the server's own sentence when it gave one. */
export function problemWords(error: Error, words: Words): string {
  if (!(error instanceof ApiProblem)) return words.problem.unknown;
  if (error.detail !== null) return error.detail;
  if (error.status === 0 || error.status >= 502) return words.problem.unreachable;
  if (error.status === 403) return words.problem.forbidden;
  if (error.status === 404) return words.problem.notFound;
  if (error.status === 429) return words.problem.tooMany;
  return words.problem.unknown;
}

export function ProblemNote({ error }: { readonly error: Error | null }) {
  const { words } = useWords();
  return <div role="alert">{error === null ? null : <p className="refusal">{problemWords(error, words)}</p>}</div>;
}

/** In place of a page that could not be fetched; above one that could, before. */
export function FetchProblem({
  error,
  retry,
  stale,
}: {
  readonly error: Error;
  readonly retry: () => void;
  readonly stale: boolean;
}) {
  const { words } = useWords();
  return (
    <div role="alert" className="refusal refusal-page">
      <p>{stale ? words.problem.stale : problemWords(error, words)}</p>
      <button type="button" onClick={retry}>
        {words.problem.tryAgain}
      </button>
    </div>
  );
}
