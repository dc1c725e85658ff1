import { Link } from '@tanstack/react-router';
import type { Board } from '#contracts';
import { Age } from '../marks/moment.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { useWords } from '../words/use-words.js';

export function OpenBySeverity({ board }: { readonly board: Board }) {
  const { words } = useWords();
  const w = words.board;
  const oldest = board.oldestUnacknowledged;
  return (
    <section className="figure figure-wide" aria-labelledby="open-title">
      <h2 id="open-title">{w.openIncidents}</h2>
      <ul className="by-severity">
        {board.open.map(({ severity, count, unacknowledged }) => (
          <li key={severity}>
            <span className="number">{count}</span>
            <SeverityMark severity={severity} />
            {unacknowledged > 0 && <strong className="waiting">{w.unacknowledged(unacknowledged)}</strong>}
          </li>
        ))}
      </ul>
      <p className={oldest === null ? 'hint' : ''}>
        {w.oldest}
        {words.colon}
        {oldest === null ? (
          w.noOldest
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
