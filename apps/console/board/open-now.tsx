import type { Board } from '#contracts';
import { SeverityMark } from '../marks/severity-mark.js';
import { useWords } from '../words/use-words.js';
import { useBoardWords } from './board-words.js';
import { QueueLink } from './queue-link.js';

/** How many are open, by severity, to be read from across the room; each figure leads to its incidents. */
export function OpenNow({ board }: { readonly board: Board }) {
  const { words } = useWords();
  const w = useBoardWords();
  return (
    <section className="open-now" aria-labelledby="open-title">
      <h2 id="open-title" className="unseen">
        {w.openNow}
      </h2>
      <ul>
        {board.open.map(({ severity, count, unacknowledged }) => (
          <li key={severity} className={`open-${severity} ${count === 0 ? 'open-none' : ''}`}>
            <QueueLink filter={{ severity }} label={w.openOf(count, words.severity[severity])} className="open-count">
              {count}
            </QueueLink>
            <SeverityMark severity={severity} />
            {unacknowledged > 0 && severity !== 'not-an-incident' && (
              <QueueLink
                filter={{ severity, unacknowledged: '1' }}
                label={w.waitingOf(unacknowledged, words.severity[severity])}
                className="waiting"
              >
                {w.nobodyHas(unacknowledged)}
              </QueueLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
