import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { incidentQuery, timelineQuery } from '../api/queries.js';
import { useFallbackInterval } from '../live/live-provider.js';
import { FetchProblem } from '../marks/problem-note.js';
import { IncidentPlot } from '../timeline/incident-plot.js';
import { readTopics, type Topic, topics } from '../timeline/story.js';
import { TimelineStory } from '../timeline/timeline-story.js';
import { useWords } from '../words/use-words.js';

const route = getRouteApi('/incidents/$id/timeline');

/** The record of one incident, as a picture and as a story. */
export function IncidentTimeline() {
  const { words } = useWords();
  const { id } = route.useParams();
  const { show } = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery({ ...timelineQuery(id), refetchInterval: useFallbackInterval() });
  const reference = useQuery(incidentQuery(id)).data?.reference;
  const shown = useMemo(
    () => new Set<Topic>(topics.filter((topic) => show?.split(',').includes(topic) ?? true)),
    [show],
  );
  return (
    <>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && (
        <>
          {reference !== undefined && <IncidentPlot timeline={query.data} reference={reference} />}
          <TimelineStory
            timeline={query.data}
            shown={shown}
            onShow={(chosen) =>
              void navigate({
                to: '/incidents/$id/timeline',
                params: { id },
                search: readTopics({ show: [...chosen].join(',') }),
                replace: true,
                resetScroll: false,
              })
            }
          />
        </>
      )}
    </>
  );
}
