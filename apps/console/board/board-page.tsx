import { useQuery } from '@tanstack/react-query';
import { boardQuery } from '../api/queries.js';
import { Link } from '@tanstack/react-router';
import { useTitle } from '../frame/title.js';
import { useFallbackInterval } from '../live/live-provider.js';
import { Moment } from '../marks/moment.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { Doors } from './doors.js';
import { Duty } from './duty.js';
import { DurationFigure } from './duration-figure.js';
import { NextPromise } from './next-promise.js';
import { OpenByAge } from './open-by-age.js';
import { OpenIncidents } from './open-incidents.js';
import { OpenNow } from './open-now.js';
import { ServiceWindow } from './service-window.js';

/** One screen for a manager: is the service open, is somebody awake, is anything waiting, how fast are we. */
export function BoardPage() {
  const { words } = useWords();
  // Averages move without any single change to announce them, so the board also asks by itself.
  const fallback = useFallbackInterval();
  const query = useQuery({ ...boardQuery, refetchInterval: fallback === false ? 60_000 : fallback });
  useTitle(words.board.title);
  const board = query.data;
  return (
    <div className="watch-now">
      <div className="queue-head">
        <h1>{words.board.title}</h1>
        {board !== undefined && (
          <p className="hint">
            {words.board.asOf('')}
            <Moment at={board.at} />
          </p>
        )}
      </div>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={board !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {board !== undefined && (
        <>
          {!board.service.open && (
            <output className="handover-banner">{words.board.handOverBanner(board.incidents.length)}</output>
          )}
          <OpenNow board={board} />
          <div className="figures">
            <NextPromise board={board} />
            <Duty duty={board.onDuty} />
            <Doors health={board.health} />
            <ServiceWindow service={board.service} />
            <DurationFigure title={words.board.timeToAcknowledge} duration={board.timeToAcknowledge} />
            <DurationFigure title={words.board.timeToContain} duration={board.timeToContain} />
            <section className="figure" aria-labelledby="received-title">
              <h2 id="received-title">
                <Link to="/measures">{words.board.reports}</Link>
              </h2>
              <dl>
                <dt>{words.board.today}</dt>
                <dd className="number">{board.reports.today}</dd>
                <dt>{words.board.received}</dt>
                <dd className="number">{board.reports.received}</dd>
              </dl>
            </section>
          </div>
          <OpenByAge board={board} />
          <OpenIncidents board={board} />
        </>
      )}
    </div>
  );
}
