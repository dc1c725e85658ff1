import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { timelineQuery } from '../api/queries.js';
import { useFallbackInterval } from '../live/live-provider.js';
import { FetchProblem } from '../marks/problem-note.js';
import { TimelineList } from '../timeline/timeline-list.js';
import { useWords } from '../words/use-words.js';

const route = getRouteApi('/incidents/$id');

export function IncidentTimeline() {
  const { words } = useWords();
  const { id } = route.useParams();
  const query = useQuery({ ...timelineQuery(id), refetchInterval: useFallbackInterval() });
  return (
    <>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && <TimelineList timeline={query.data} />}
    </>
  );
}
