import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { IncidentRow } from '#contracts';
import { useFallbackInterval } from '../live/live-provider.js';
import { criticalQuery } from '../queue/queue-queries.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';

/**
 * Says aloud and shows, on every page, that a critical incident has appeared which nobody has. What was there when the page
 * was opened is not news.
 */
export function CriticalWatch() {
  const { words } = useWords();
  const { data } = useInfiniteQuery({ ...criticalQuery, refetchInterval: useFallbackInterval() });
  const { pathname } = useLocation();
  const known = useRef<Set<string> | null>(null);
  const [news, setNews] = useState<IncidentRow | null>(null);

  useEffect(() => {
    if (data === undefined) return;
    const untaken = data.pages
      .flatMap(({ items }) => items)
      .filter(({ severity, acknowledgedBy }) => severity === 'critical' && acknowledgedBy === null);
    const before = known.current;
    known.current = new Set([...(before ?? []), ...untaken.map(({ id }) => id)]);
    const fresh = before === null ? undefined : untaken.find(({ id }) => !before.has(id));
    setNews((shown) => fresh ?? untaken.find(({ id }) => id === shown?.id) ?? null);
  }, [data]);

  return (
    <div role="alert" className="critical-watch">
      {news !== null && !pathname.includes(news.id) && (
        <p>
          <span>{words.queue.newCritical(news.reference, nameOf(words.category, news.category))}</span>
          <Link to="/incidents/$id" params={{ id: news.id }} onClick={() => setNews(null)}>
            {words.keys.open}
          </Link>
          <button type="button" className="quiet" onClick={() => setNews(null)}>
            {words.keys.close}
          </button>
        </p>
      )}
    </div>
  );
}
