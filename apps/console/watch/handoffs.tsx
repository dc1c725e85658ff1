import { Link } from '@tanstack/react-router';
import type { HandoffView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** Changes of the watch that wait for the incoming responder, with what they would take over. */
export function Handoffs({ handoffs, zone }: { readonly handoffs: readonly HandoffView[]; readonly zone: string }) {
  const { words } = useWords();
  const w = useWatchWords();
  const take = useWatchChange();
  if (handoffs.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="handoffs-title">
      <h2 id="handoffs-title">{w.handoffs}</h2>
      <ul className="address-list">
        {handoffs.map(({ id, schedule, at, from, to, incidents, state, mayTake }) => (
          <li key={id} className="own-row">
            <span>
              <strong>{w.handoff(from?.name ?? null, to.name)}</strong>, {schedule.name}, {zonedMoment(at, zone, words)}
              {words.colon}
              {w.handoffOpen(incidents.length)}{' '}
              {incidents.map(({ id: incident, reference }) => (
                <Link key={incident} to="/incidents/$id" params={{ id: incident }} className="reference">
                  {reference}{' '}
                </Link>
              ))}
              {state === 'lapsed' && <strong className="on-nobody">{w.lapsed}</strong>}
            </span>
            {mayTake && (
              <button
                type="button"
                className="primary"
                disabled={take.isPending}
                onClick={() => take.mutate({ route: 'POST /watch/handoffs/{id}/take', path: { id } })}
              >
                {w.takeOver}
              </button>
            )}
          </li>
        ))}
      </ul>
      <ProblemNote error={take.error} />
    </section>
  );
}
