import type { HandoffView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { useHandoffWords } from './handoff-words.js';
import { OpenWorkList } from './open-work.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** Changes of the watch that wait for the incoming responder, with what they would take over and what they were written. */
export function Handoffs({ handoffs, zone }: { readonly handoffs: readonly HandoffView[]; readonly zone: string }) {
  const { words } = useWords();
  const w = useWatchWords();
  const h = useHandoffWords();
  const take = useWatchChange();
  if (handoffs.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="handoffs-title">
      <h2 id="handoffs-title">{w.handoffs}</h2>
      <ul className="address-list">
        {handoffs.map(({ id, schedule, at, from, to, incidents, note, state, lapsesAt, mayTake }) => (
          <li key={id} className="handoff">
            <p>
              <strong>{w.handoff(from?.name ?? null, to.name)}</strong>, {schedule.name}, {zonedMoment(at, zone, words)}
              {words.colon}
              {w.handoffOpen(incidents.length)}{' '}
              {state === 'lapsed' && <strong className="on-nobody">▲ {w.lapsed}</strong>}
            </p>
            {note !== null && (
              <blockquote className="handoff-note">
                <p>{note.text}</p>
                <footer className="hint">{h.theirNote(from?.name ?? '', zonedMoment(note.at, zone, words))}</footer>
              </blockquote>
            )}
            <OpenWorkList work={incidents} zone={zone} />
            {mayTake && (
              <p className="form-end">
                <button
                  type="button"
                  className="primary"
                  disabled={take.isPending}
                  onClick={() => take.mutate({ route: 'POST /watch/handoffs/{id}/take', path: { id } })}
                >
                  {w.takeOver}
                </button>
                <span className="hint">{h.until(zonedMoment(lapsesAt, zone, words))}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
      <ProblemNote error={take.error} />
    </section>
  );
}
