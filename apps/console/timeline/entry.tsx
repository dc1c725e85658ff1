import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../api/queries.js';
import { exactTime, fullMoment } from '../words/dates.js';
import { useWords } from '../words/use-words.js';
import { zonedTime } from '../words/zoned.js';
import { tellEntry, type TimelineEntry } from './tell-entry.js';

/** One entry in words, with what is recorded of it behind a summary. `elsewhere`: another zone to tell the time of, if any. */
export function Entry({
  entry,
  broken,
  elsewhere,
}: {
  readonly entry: TimelineEntry;
  readonly broken: boolean;
  readonly elsewhere: string | null;
}) {
  const { words } = useWords();
  const people = useQuery(peopleQuery).data;
  const { who, what, said } = tellEntry(entry, words, (id) => people?.find((person) => person.id === id)?.name ?? null);
  return (
    <li className={broken ? 'entry entry-broken' : 'entry'} data-type={entry.type}>
      <time dateTime={entry.at} title={fullMoment(entry.at, words)}>
        {exactTime(entry.at)}
        {elsewhere !== null && <small>{zonedTime(entry.at, elsewhere)}</small>}
      </time>
      <div>
        <p>
          <strong>{what}</strong> <span className="who">{who}</span>
        </p>
        {said !== null && <blockquote>{said}</blockquote>}
        <details className="record">
          <summary>{words.timeline.entry(entry.seq, entry.subject)}</summary>
          <dl>
            <dt>{words.timeline.details}</dt>
            <dd>
              <code>{`${entry.type} ${JSON.stringify(entry.data)}`}</code>
            </dd>
            <dt>{words.timeline.fingerprint}</dt>
            <dd>
              <code>{entry.hash}</code>
            </dd>
          </dl>
        </details>
      </div>
    </li>
  );
}
