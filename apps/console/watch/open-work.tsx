import { Link } from '@tanstack/react-router';
import type { OpenWork } from '#contracts';
import { useNow } from '../frame/now.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { useHandoffWords } from './handoff-words.js';

/** Open incidents as whoever takes them over needs them: what was last said, and what is owed next. */
export function OpenWorkList({ work, zone }: { readonly work: readonly OpenWork[]; readonly zone: string }) {
  const { words } = useWords();
  const w = useHandoffWords();
  const now = useNow();
  const moment = (at: string) => zonedMoment(at, zone, words);
  return (
    <ul className="open-work">
      {work.map(({ id, reference, severity, summary, party, last, breach }) => (
        <li key={id}>
          <p>
            <SeverityMark severity={severity} />{' '}
            <Link to="/incidents/$id" params={{ id }} className="reference">
              {reference}
            </Link>{' '}
            {party !== null && <span className="hint">{party}</span>}
          </p>
          {last?.text.startsWith(summary) !== true && <p>{summary}</p>}
          {last === null ? (
            <p className="hint">{w.silence}</p>
          ) : (
            <blockquote>
              <p>{last.text}</p>
              <footer className="hint">
                {w.last[last.from](last.by ?? '')}, {moment(last.at)}
              </footer>
            </blockquote>
          )}
          {breach === null ? (
            <p className="hint">{w.nothingOwed}</p>
          ) : (
            <p className={Date.parse(breach.at) <= now ? 'on-nobody' : ''}>
              → {w.owed[breach.promise](moment(breach.at))}
              {Date.parse(breach.at) <= now && <strong> ▲ {w.late}</strong>}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
