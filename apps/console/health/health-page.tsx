import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../frame/title.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { Findings } from './findings.js';
import { healthQuery } from './health-queries.js';
import { useHealthWords } from './health-words.js';
import { LastLooks } from './last-looks.js';
import { Monitors } from './monitors.js';
import { Notices } from './notices.js';
import { Parked } from './parked.js';
import { UrgentNotices } from './urgent-notices.js';

/** The watch of the watch: what is wrong first, then who looks, then what was told. */
export function HealthPage() {
  const { words } = useWords();
  const w = useHealthWords();
  const query = useQuery(healthQuery);
  const maySettle = useMay('audit.settle');
  const health = query.data;
  useTitle(w.title);
  return (
    <>
      <div className="queue-head">
        <h1>{w.title}</h1>
        <p className="hint">{w.intro}</p>
      </div>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={health !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {health !== undefined && (
        <div className="health">
          <UrgentNotices />
          <Findings findings={health.findings} maySettle={maySettle} />
          <Parked parked={health.parked} maySettle={maySettle} />
          <div className="watch-own">
            <LastLooks audit={health.audit} selfTests={health.selfTests} />
            <Monitors />
          </div>
          <Notices notices={health.notices} />
        </div>
      )}
    </>
  );
}
