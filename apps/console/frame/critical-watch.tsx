import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useFallbackInterval } from '../live/live-provider.js';
import { criticalQuery, lifeSafetyQuery } from '../queue/queue-queries.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { Alarm } from './alarm.js';
import { useAlarmWords } from './alarm-words.js';

const most = 100;

/**
 * Says aloud and shows, on every page, that an incident has appeared which nobody has and which is critical or endangers a life;
 * and sounds, where that is wanted. What was there when the page was opened is not news.
 */
export function CriticalWatch() {
  const { words } = useWords();
  const w = useAlarmWords();
  const interval = useFallbackInterval();
  const critical = useInfiniteQuery({ ...criticalQuery, refetchInterval: interval }).data;
  const lifeSafety = useInfiniteQuery({ ...lifeSafetyQuery, refetchInterval: interval }).data;
  const { pathname } = useLocation();
  const [atFirst, setAtFirst] = useState<ReadonlySet<string> | null>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());

  const untaken = useMemo(() => {
    if (critical === undefined || lifeSafety === undefined) return null;
    const rows = [critical, lifeSafety].flatMap(({ pages }) => pages.flatMap(({ items }) => items));
    const urgent = rows.filter(
      ({ severity, lifeSafety: endangers, acknowledgedBy }) =>
        (severity === 'critical' || endangers) && acknowledgedBy === null,
    );
    return [...new Map(urgent.map((row) => [row.id, row])).values()];
  }, [critical, lifeSafety]);
  if (atFirst === null && untaken !== null) setAtFirst(new Set(untaken.map(({ id }) => id)));
  const fresh = useMemo(
    () => (untaken ?? []).filter(({ id }) => atFirst !== null && !atFirst.has(id)).slice(0, most),
    [untaken, atFirst],
  );
  const latest = fresh
    .filter(({ id }) => !closed.has(id))
    .toSorted((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt))
    .find(({ id }) => !pathname.includes(id));
  const news = latest?.lifeSafety === true ? w.newLifeSafety : words.queue.newCritical;
  const close = (id: string) => setClosed((before) => new Set([...before, id]));

  return (
    <>
      <div role="alert" className="critical-watch">
        {latest !== undefined && (
          <p>
            <span>{news(latest.reference, nameOf(words.category, latest.category))}</span>
            <Link to="/incidents/$id" params={{ id: latest.id }} onClick={() => close(latest.id)}>
              {words.keys.open}
            </Link>
            <button type="button" className="quiet" onClick={() => close(latest.id)}>
              {words.keys.close}
            </button>
          </p>
        )}
      </div>
      <Alarm fresh={fresh} />
    </>
  );
}
