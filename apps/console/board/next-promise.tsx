import { Link } from '@tanstack/react-router';
import type { Board } from '#contracts';
import { useNow } from '../frame/now.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { Age } from '../marks/moment.js';
import { ageWords, countdown } from '../words/age.js';
import { fullMoment } from '../words/dates.js';
import { useWords } from '../words/use-words.js';
import { useBoardWords } from './board-words.js';

/** What is due next, and the oldest that nobody has: each leads to its incident. */
export function NextPromise({ board }: { readonly board: Board }) {
  const { words } = useWords();
  const w = useBoardWords();
  const now = useNow();
  const { worst, overdue } = board.promises;
  const oldest = board.oldestUnacknowledged;
  const left = worst === null ? 0 : Date.parse(worst.dueAt) - now;
  return (
    <section className="figure" aria-labelledby="promise-title">
      <h2 id="promise-title">{w.nextPromise}</h2>
      {worst === null ? (
        <p className="hint">{w.kept}</p>
      ) : (
        <>
          <p className={left <= 0 ? 'big-figure waiting' : 'big-figure'}>
            <Link to="/incidents/$id" params={{ id: worst.id }}>
              <time dateTime={worst.dueAt} title={fullMoment(worst.dueAt, words)}>
                {countdown(left) ?? ageWords(-left, words)}
              </time>
              <span className="big-figure-unit"> {left <= 0 ? w.overdueBy : w.left}</span>
            </Link>
          </p>
          <p>
            <SeverityMark severity={worst.severity} /> <span className="reference">{worst.reference}</span>
          </p>
          <p>{w.promise[worst.promise]}</p>
          {overdue > 0 && (
            <p>
              <a href="#incidents-title" className="waiting">
                {w.overdue(overdue)}
              </a>
            </p>
          )}
        </>
      )}
      <p className={oldest === null ? 'hint' : ''}>
        {words.board.oldest}
        {words.colon}
        {oldest === null ? (
          words.board.noOldest
        ) : (
          <>
            <Link to="/incidents/$id" params={{ id: oldest.id }} className="reference">
              {oldest.reference}
            </Link>
            , <Age since={oldest.openedAt} />
          </>
        )}
      </p>
    </section>
  );
}
