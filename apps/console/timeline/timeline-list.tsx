import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../api/queries.js';
import { exactTime, fullMoment, longDay, viewerZone } from '../words/dates.js';
import { useWords } from '../words/use-words.js';
import type { TimelineView } from '#contracts';
import { tellEntry, type TimelineEntry } from './tell-entry.js';

/** The whole story of one incident, oldest first, day by day, with the verdict on its chain above it. */
export function TimelineList({ timeline }: { readonly timeline: TimelineView }) {
  const { words } = useWords();
  const days = byDay(timeline.entries, (entry) => longDay(entry.at, words));
  return (
    <section aria-labelledby="timeline-title" className="panel">
      <div className="timeline-head">
        <h2 id="timeline-title">{words.timeline.title}</h2>
        <Verdict timeline={timeline} />
      </div>
      <p className="hint">{words.timeline.zone(viewerZone())}</p>
      {timeline.entries.length === 0 && <p>{words.timeline.empty}</p>}
      {days.map(([day, entries]) => (
        <div key={`${day}-${entries[0]?.hash}`}>
          <h3 className="timeline-day">{day}</h3>
          <ol className="timeline">
            {entries.map((entry) => (
              <Entry
                key={`${entry.subject}-${entry.seq}-${entry.hash}`}
                entry={entry}
                broken={isBroken(timeline, entry)}
              />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function Verdict({ timeline }: { readonly timeline: TimelineView }) {
  const { words } = useWords();
  const { intact, brokenAt } = timeline;
  return (
    <p className={intact ? 'verdict verdict-intact' : 'verdict verdict-broken'} role={intact ? 'status' : 'alert'}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {intact ? <path d="M3 8.5l3.5 3.5L13 4.5" /> : <path d="M3 3l10 10M13 3L3 13" />}
      </svg>
      <span>
        <strong>{intact ? words.timeline.intact : words.timeline.brokenAt(brokenAt ?? 1)}</strong>
        <br />
        {intact ? words.timeline.intactHint : words.timeline.brokenHint}
      </span>
    </p>
  );
}

function Entry({ entry, broken }: { readonly entry: TimelineEntry; readonly broken: boolean }) {
  const { words } = useWords();
  const people = useQuery(peopleQuery).data;
  const { who, what, said } = tellEntry(entry, words, (id) => people?.find((person) => person.id === id)?.name ?? null);
  return (
    <li className={broken ? 'entry entry-broken' : 'entry'} data-type={entry.type}>
      <time dateTime={entry.at} title={fullMoment(entry.at, words)}>
        {exactTime(entry.at)}
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

/** The verdict names a place in one of several chains: an entry is marked only when no other has that place. */
function isBroken({ intact, brokenAt, entries }: TimelineView, { seq }: TimelineEntry): boolean {
  return !intact && seq === brokenAt && entries.filter((other) => other.seq === brokenAt).length === 1;
}

function byDay(
  entries: readonly TimelineEntry[],
  dayOf: (entry: TimelineEntry) => string,
): readonly (readonly [string, readonly TimelineEntry[]])[] {
  const days: [string, TimelineEntry[]][] = [];
  for (const entry of entries) {
    const day = dayOf(entry);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(entry);
    else days.push([day, [entry]]);
  }
  return days;
}
