import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ElectionList } from '#contracts';
import { AdministrationHead } from '../administration/administration-head.js';
import { call } from '../api/call.js';
import { FetchProblem } from '../marks/problem-note.js';
import { ageWords } from '../words/age.js';
import { calendarDay, viewerZone } from '../words/dates.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment, zonedTime } from '../words/zoned.js';
import { useElectionsWords } from './elections-words.js';

type Election = ElectionList['items'][number];

const electionsQuery = queryOptions({
  queryKey: ['elections'],
  queryFn: ({ signal }) => call('GET /elections', { signal }),
  refetchInterval: 60_000,
});

/** Which elections the hotline serves, until when, and what follows. */
export function ElectionsPage() {
  const { words } = useWords();
  const w = useElectionsWords();
  const query = useQuery(electionsQuery);
  const list = query.data;
  return (
    <>
      <AdministrationHead title={w.title} intro={w.intro} />
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={list !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {list?.items.length === 0 && <p className="nothing">{w.none}</p>}
      {list?.items.map((election) => (
        <ElectionOf key={election.key} election={election} at={list.at} />
      ))}
      {list !== undefined && (
        <section className="panel" aria-labelledby="cutoff">
          <h2 id="cutoff">{w.cutoff}</h2>
          <ul className="plain-list">
            {w.follows.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p className="hint">{w.law}</p>
        </section>
      )}
    </>
  );
}

function ElectionOf({ election, at }: { readonly election: Election; readonly at: string }) {
  const { words } = useWords();
  const w = useElectionsWords();
  const { key, name, zone, polling, opensAt, closesAt, closedAt, gaps, incidents } = election;
  const now = Date.parse(at);
  const mine = viewerZone();
  /** In the election's zone, and in the viewer's where clocks there show another time. */
  const both = (instant: string) => {
    const [there, here] = [zonedMoment(instant, zone, words), zonedMoment(instant, mine, words)];
    return there === here ? there : `${there} (${w.yours(here)})`;
  };
  const left = Date.parse(closesAt) - now;
  const state = closedAt !== null || left <= 0 ? 'closed' : now < Date.parse(polling.from) ? 'before' : 'after';
  const facts: readonly (readonly [string, string])[] = [
    [
      w.pollingDay,
      `${calendarDay(election.pollingDay, words)}${left > 0 && state === 'before' ? `, ${w.in(ageWords(Date.parse(polling.from) - now, words))}` : ''}`,
    ],
    [w.zone, zone],
    [w.opened, both(opensAt)],
    [w.lastDay, calendarDay(election.lastDay, words)],
    [w.closes, `${both(closesAt)}${left > 0 ? `, ${w.in(ageWords(left, words))}` : ''}`],
    ...(closedAt === null ? [] : ([[w.closed, both(closedAt)]] as const)),
    [w.incidents, w.counts(incidents.all, incidents.open)],
    [w.candidates, String(election.candidates)],
  ];
  return (
    <section className="panel" aria-labelledby={`election-${key}`}>
      <h2 id={`election-${key}`}>
        {name[words.language]} <span className={`state window-${state}`}>{w.states[state]}</span>
      </h2>
      <dl className="plain-facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {[polling.from, polling.to, closesAt].some((instant) => zonedTime(instant, zone) !== '00:00') && (
        <p className="warning">▲ {w.clocksDiffer(zone)}</p>
      )}
      {state !== 'closed' && (
        <p className={gaps.first === null ? 'no-gaps' : 'on-nobody'}>
          {gaps.first === null
            ? `✓ ${w.noGaps}`
            : `▲ ${w.gaps(gaps.count, both(gaps.first.from), both(gaps.first.to))}`}
        </p>
      )}
    </section>
  );
}
