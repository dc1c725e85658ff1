import type { SwapView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** Time on duty that somebody offers; until it is taken it stays with them. */
export function Swaps({ swaps, zone }: { readonly swaps: readonly SwapView[]; readonly zone: string }) {
  const { words } = useWords();
  const w = useWatchWords();
  const change = useWatchChange();
  return (
    <section className="panel" aria-labelledby="swaps-title">
      <h2 id="swaps-title">{w.swaps}</h2>
      {swaps.length === 0 && <p className="hint">{w.noSwaps}</p>}
      <ul className="address-list">
        {swaps.map(({ id, schedule, from, to, offeredBy, offeredTo, mayTake, mayWithdraw, reason }) => {
          const what = `${schedule.name}, ${zonedMoment(from, zone, words)} – ${zonedMoment(to, zone, words)}`;
          const act = (verb: 'take' | 'withdraw') => (
            <button
              type="button"
              className={verb === 'withdraw' ? 'quiet' : undefined}
              aria-label={`${w[verb]}${words.colon}${what}`}
              disabled={change.isPending}
              onClick={() => change.mutate({ route: `POST /watch/swaps/{id}/${verb}`, path: { id } })}
            >
              {w[verb]}
            </button>
          );
          return (
            <li key={id} className="own-row">
              <span>
                <strong>{w.swap(offeredBy.name, offeredTo?.name ?? null)}</strong>
                {words.colon}
                {what} <span className="hint">{reason}</span>
              </span>
              <span className="own-tools">
                {mayTake && act('take')}
                {mayWithdraw && act('withdraw')}
              </span>
            </li>
          );
        })}
      </ul>
      <ProblemNote error={change.error} />
    </section>
  );
}
