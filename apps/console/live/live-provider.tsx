import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { keys } from '../api/queries.js';
import { refreshQueues } from '../queue/queue-queries.js';
import { ChangeCollector } from './change-collector.js';
import { LiveFeed, type LiveState } from './live-feed.js';

/** How many there are is asked for less often than which they are. Milliseconds. */
const countsGathering = 1_500;

const LiveContext = createContext<LiveState>('connecting');

export const useLiveState = (): LiveState => useContext(LiveContext);

/** How often a page asks by itself while no live changes arrive; false while they do. */
export function useFallbackInterval(): number | false {
  return useLiveState() === 'open' ? false : 15_000;
}

/** Keeps everything below it fresh from the live changes, for as long as somebody is signed in. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    const counts = new ChangeCollector(() => client.invalidateQueries({ queryKey: keys.counts }), countsGathering);
    const collector = new ChangeCollector(async ({ everything, incidentIds }) => {
      counts.addEverything();
      const stale: readonly (readonly string[])[] = everything
        ? [[]]
        : [keys.board, ...incidentIds.flatMap((id) => [keys.incident(id), keys.timeline(id)])];
      await Promise.all([
        refreshQueues(client, everything ? [] : incidentIds),
        ...stale.map((queryKey) => client.invalidateQueries({ queryKey })),
      ]);
    });
    const feed = new LiveFeed(() => new EventSource('/api/v1/live'), {
      onState: setState,
      onChange: (change) => collector.add(change),
      onPresence: (incidentId) => void client.invalidateQueries({ queryKey: keys.presence(incidentId) }),
      onGap: () => collector.addEverything(),
    });
    feed.start();
    return () => feed.stop();
  }, [client]);
  return <LiveContext value={state}>{children}</LiveContext>;
}
