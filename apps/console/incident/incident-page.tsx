import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { incidentQuery } from '../api/queries.js';
import { useTitle } from '../frame/title.js';
import { useFallbackInterval } from '../live/live-provider.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { Actions } from './actions.js';
import { QuickBar } from './contents.js';
import { IncidentCommands } from './incident-commands.js';
import { IncidentHeader } from './incident-header.js';
import { IncidentProblem, Standing } from './standing.js';

const route = getRouteApi('/incidents/$id');

/** One incident: what it is, what can be done now, and below that the work or the timeline. */
export function IncidentPage() {
  const { words } = useWords();
  const { id } = route.useParams();
  const mayReadTimeline = useMay('timeline.read');
  const query = useQuery({ ...incidentQuery(id), refetchInterval: useFallbackInterval() });
  useTitle(
    query.data === undefined ? words.frame.queue : `${query.data.reference}, ${words.severity[query.data.severity]}`,
  );

  return (
    <>
      <p className="back">
        <Link to="/">← {words.frame.backToQueue}</Link>
      </p>
      <IncidentProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && (
        <div className="incident">
          <Standing incident={query.data} />
          <IncidentCommands key={`${id} commands`} incident={query.data} />
          <IncidentHeader incident={query.data} />
          <div className="incident-body">
            <nav className="tabs" aria-label={words.incident.tabs}>
              <Link to="/incidents/$id" params={{ id }} activeOptions={{ exact: true }}>
                {words.incident.work}
              </Link>
              {mayReadTimeline && (
                <Link to="/incidents/$id/timeline" params={{ id }}>
                  {words.incident.timeline}
                </Link>
              )}
              <a className="to-actions" href="#actions">
                {words.incident.actions}
              </a>
            </nav>
            <Outlet />
          </div>
          <Actions key={id} incident={query.data} />
          {query.data.acknowledgedBy !== null && <QuickBar />}
        </div>
      )}
    </>
  );
}
