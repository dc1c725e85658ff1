import { useQuery } from '@tanstack/react-query';
import type { UserRow } from '#contracts';
import { Moment } from '../marks/moment.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { leavingQuery } from './user-queries.js';
import { useUserWords } from './user-words.js';

interface Props {
  readonly user: UserRow;
  readonly confirm: string;
  readonly pending: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** What is lost when somebody goes, read before it is confirmed. */
export function Leaving({ user, confirm, pending, onConfirm, onCancel }: Props) {
  const { words } = useWords();
  const w = useUserWords();
  const query = useQuery(leavingQuery(user.id));
  const leaving = query.data;
  return (
    <section className="warning leaving" aria-label={w.leaving(user.name)}>
      <h3>{w.leaving(user.name)}</h3>
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.error !== null && <FetchProblem error={query.error} retry={() => void query.refetch()} stale={false} />}
      {leaving !== undefined && (
        <>
          <ul>
            {leaving.isLastAdmin && <li>{w.lastAdmin}</li>}
            {leaving.gaps.map(({ schedule, from, to }) => (
              <li key={`${schedule} ${from}`}>
                {w.gaps} ({schedule}){words.colon}
                <Moment at={from} /> – <Moment at={to} />
              </li>
            ))}
            {leaving.gaps.length === 0 && <li>{w.nothingLost}</li>}
            {leaving.overrides > 0 && <li>{w.overrides(leaving.overrides)}</li>}
            {leaving.incidents > 0 && <li>{w.incidents(leaving.incidents)}</li>}
            {leaving.sessions > 0 && <li>{w.sessionsEnd(leaving.sessions)}</li>}
          </ul>
          <p className="form-end">
            {!leaving.isLastAdmin && (
              <button type="button" disabled={pending} onClick={onConfirm}>
                {confirm}
              </button>
            )}
            <button type="button" className="quiet" onClick={onCancel}>
              {w.cancel}
            </button>
          </p>
        </>
      )}
    </section>
  );
}
