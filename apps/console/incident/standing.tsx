import { Link } from '@tanstack/react-router';
import type { IncidentView } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { usePageWords } from './page-words.js';

/** Above all else: that this is no longer the place to work, and where that is. */
export function Standing({ incident: { mergedInto, state } }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = usePageWords();
  if (mergedInto !== null) {
    return (
      <p className="standing-note">
        {words.incident.mergedInto}{' '}
        <Link to="/incidents/$id" params={{ id: mergedInto.id }}>
          {mergedInto.reference}
        </Link>
      </p>
    );
  }
  return state === 'closed' ? <p className="standing-note">{w.closed}</p> : null;
}

/** Why there is no incident to show. What may be tried again offers that; what may not says what to do instead. */
export function IncidentProblem({
  error,
  retry,
  stale,
}: {
  readonly error: Error | null;
  readonly retry: () => void;
  readonly stale: boolean;
}) {
  const w = usePageWords();
  if (error === null) return null;
  const status = error instanceof ApiProblem ? error.status : 0;
  if (stale || (status !== 403 && status !== 404)) return <FetchProblem error={error} retry={retry} stale={stale} />;
  return (
    <section className="panel no-incident" role="alert">
      <h1>{status === 403 ? w.forbidden : w.missing}</h1>
      <p>{status === 403 ? w.forbiddenHint : w.missingHint}</p>
    </section>
  );
}
