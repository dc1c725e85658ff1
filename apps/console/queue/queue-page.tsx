import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { queueQuery } from '../api/queries.js';
import { serverNow } from '../api/server-clock.js';
import { useSingleKeys } from '../frame/single-keys.js';
import { useTitle } from '../frame/title.js';
import { useFallbackInterval } from '../live/live-provider.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { QueueRow } from './queue-row.js';

const route = getRouteApi('/');

/** The triage queue: the most severe first, kept up by itself. The order is the server's, the same for everyone. */
export function QueuePage() {
  const { words } = useWords();
  const { state = 'open' } = route.useSearch();
  const query = useInfiniteQuery({ ...queueQuery(state), refetchInterval: useFallbackInterval() });
  const list = useRef<HTMLUListElement>(null);
  const [cameAt] = useState(serverNow);
  useSingleKeys(useMemo(() => ({ j: () => step(list.current, 1), k: () => step(list.current, -1) }), []));

  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const untaken = rows.filter(
    ({ acknowledgedBy, escalatesAt }) => acknowledgedBy === null && escalatesAt !== null,
  ).length;
  useTitle(`${untaken > 0 ? `(${untaken}) ` : ''}${words.queue.title}`);

  return (
    <>
      <div className="queue-head">
        <h1>{words.queue.title}</h1>
        <output className="queue-count">
          {query.data !== undefined && words.queue.count(rows.length, query.hasNextPage)}
          {untaken > 0 && <strong>{words.queue.unacknowledgedCount(untaken)}</strong>}
        </output>
        <nav className="filter" aria-label={words.queue.filter}>
          <Link to="/" search={{}} activeOptions={{ exact: true, includeSearch: true }}>
            {words.queue.open}
          </Link>
          <Link to="/" search={{ state: 'all' }}>
            {words.queue.all}
          </Link>
        </nav>
      </div>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && rows.length === 0 && (
        <p className="nothing">{state === 'open' ? words.queue.none : words.queue.noneAll}</p>
      )}
      <ul className="queue" aria-label={words.queue.list} ref={list}>
        {rows.map((row) => (
          <QueueRow key={row.id} row={row} isNew={Date.parse(row.openedAt) > cameAt} />
        ))}
      </ul>
      {query.hasNextPage && (
        <button type="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.queue.more}
        </button>
      )}
    </>
  );
}

/** Moves the focus to the next row's link, so that Enter opens it as any link. */
function step(list: HTMLUListElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('a.row-link') ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at === -1 ? links[0] : links[at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
