import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTitle } from '../frame/title.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useUserWords } from '../users/user-words.js';
import { useWords } from '../words/use-words.js';
import { AllowPush } from './allow-push.js';
import { Everybody } from './everybody.js';
import { QuietHours } from './quiet-hours.js';
import { ThisBrowser } from './this-browser.js';
import { reachQuery } from './reach-queries.js';
import { useReachWords } from './reach-words.js';
import { Rules } from './rules.js';
import { Ways } from './ways.js';

/** How the one who is signed in is paged; for managers, whether everybody can be. */
export function ReachPage() {
  const { words } = useWords();
  const w = useReachWords();
  const mayManage = useMay('roster.edit');
  const { data: reach, error, refetch } = useQuery(reachQuery);
  useTitle(w.title);
  return (
    <div className="reach">
      <h1>{w.title}</h1>
      <p>
        {w.intro} <Link to="/password">{useUserWords().own.link}</Link>
      </p>
      {error !== null && <FetchProblem error={error} retry={() => void refetch()} stale={reach !== undefined} />}
      {reach === undefined && error === null && <p>{words.frame.loading}</p>}
      {reach !== undefined && (
        <>
          <Ways reach={reach} />
          <AllowPush />
          <ThisBrowser />
          {/* Another set of ways is another table. */}
          <Rules key={reach.methods.map(({ id }) => id).join()} reach={reach} />
          <QuietHours reach={reach} />
        </>
      )}
      {mayManage && <Everybody />}
    </div>
  );
}
