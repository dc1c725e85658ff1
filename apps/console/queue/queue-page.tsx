import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { IncidentRow } from '#contracts';
import { serverNow } from '../api/server-clock.js';
import { useTitle } from '../frame/title.js';
import { useFallbackInterval } from '../live/live-provider.js';
import { FetchProblem, problemWords } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { Filters } from './filters.js';
import { JunkBar } from './junk-bar.js';
import { rowsOf } from './merge-rows.js';
import { QueueList } from './queue-list.js';
import { countsQuery, queueQuery } from './queue-queries.js';
import { useQueueWords } from './queue-words.js';
import { SavedViews } from './saved-views.js';
import { useTakeIncident } from './take-incident.js';

const route = getRouteApi('/');
const none: ReadonlySet<string> = new Set();

/** The triage queue: the most severe first, kept up by itself. The order is the server's, the same for everyone. */
export function QueuePage() {
  const { words } = useWords();
  const w = useQueueWords();
  const search = route.useSearch();
  const interval = useFallbackInterval();
  const query = useInfiniteQuery({ ...queueQuery(search), refetchInterval: interval });
  const counts = useQuery({ ...countsQuery(search), refetchInterval: interval }).data;
  const [cameAt] = useState(serverNow);
  const [selected, setSelected] = useState(none);
  const field = useRef<HTMLInputElement>(null);
  const take = useTakeIncident();
  const [mayWork, mayMove] = [useMay('incident.work'), useMay('incident.move')];
  const { mutate } = take;
  const onTake = useMemo(() => (mayWork ? (row: IncidentRow) => mutate(row) : null), [mayWork, mutate]);
  const onSelect = useMemo(
    () => (mayMove ? (id: string) => setSelected((before) => toggled(before, id)) : null),
    [mayMove],
  );

  const rows = useMemo(() => rowsOf(query.data?.pages ?? []), [query.data]);
  const chosen = useMemo(() => new Set(rows.flatMap(({ id }) => (selected.has(id) ? [id] : []))), [rows, selected]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const waiting = counts?.waiting ?? 0;
  useTitle(`${waiting > 0 ? `(${waiting}) ` : ''}${words.queue.title}`);
  const isNarrowed = Object.keys(search).some((name) => name !== 'state');

  return (
    <>
      <div className="queue-head">
        <h1>{words.queue.title}</h1>
        <output className="queue-count">
          {counts !== undefined && w.count(counts.count, counts.isMore)}
          {waiting > 0 && <strong>{words.queue.unacknowledgedCount(waiting)}</strong>}
        </output>
      </div>
      <SavedViews search={search} />
      <Filters search={search} field={field} />
      <div role="alert">
        {take.error !== null && (
          <p className="refusal">{w.notTaken(take.variables.reference, problemWords(take.error, words))}</p>
        )}
      </div>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && rows.length === 0 && (
        <p className="nothing">
          {isNarrowed ? w.nothing : search.state === undefined ? words.queue.none : words.queue.noneAll}
        </p>
      )}
      <QueueList
        rows={rows}
        size={hasNextPage ? (counts === undefined || counts.isMore ? -1 : counts.count) : rows.length}
        cameAt={cameAt}
        selected={chosen}
        searchField={field}
        onTake={onTake}
        onSelect={onSelect}
        onNearEnd={onNearEnd}
      />
      {isFetchingNextPage && <p>{words.frame.loading}</p>}
      {mayMove && <JunkBar selected={chosen} onClear={() => setSelected(none)} />}
    </>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
