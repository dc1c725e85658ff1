import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTitle } from '../frame/title.js';
import { FetchProblem } from '../marks/problem-note.js';
import { periodsQuery } from '../measures/measures-queries.js';
import { PeriodPicker } from '../measures/period-picker.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { readTimelinesSearch, type TimelinesSearch } from './timelines-search.js';
import { TimelinesPlot } from './timelines-plot.js';
import { timelinesQuery } from './timelines-query.js';
import { useTimelinesWords } from './timelines-words.js';

/** All incidents of an election on one axis. */
export function TimelinesPage() {
  const { words } = useWords();
  const w = useTimelinesWords();
  const search = useSearch({ from: '/timelines' });
  const navigate = useNavigate();
  const periods = useQuery(periodsQuery);
  const query = useQuery(timelinesQuery(search, periods.data));
  useTitle(w.title);
  const error = periods.error ?? query.error;
  const timelines = query.data;
  const go = (next: TimelinesSearch) => void navigate({ to: '/timelines', search: readTimelinesSearch({ ...next }) });
  const severities = Object.keys(words.severity).filter((name) => name !== 'not-an-incident');
  return (
    <div className="measures">
      <h1>{w.title}</h1>
      <p className="hint">{w.intro}</p>
      <search className="timelines-tools">
        {periods.data !== undefined && (
          <PeriodPicker
            key={JSON.stringify(search)}
            search={search}
            known={periods.data}
            onChoose={(period) => go({ ...narrowing(search), ...period })}
          />
        )}
        <div>
          <label htmlFor="timelines-severity">{w.severity}</label>
          <select
            id="timelines-severity"
            value={search.severity ?? ''}
            onChange={({ target }) => go(readTimelinesSearch({ ...search, severity: target.value }))}
          >
            <option value="">{w.any}</option>
            {severities.map((name) => (
              <option key={name} value={name}>
                {nameOf(words.severity, name)}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor="timelines-party">{w.party}</label>
          <select
            id="timelines-party"
            value={search.party ?? ''}
            onChange={({ target }) => go(readTimelinesSearch({ ...search, party: target.value }))}
          >
            <option value="">{w.any}</option>
            {timelines?.parties.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </search>
      {error !== null && (
        <FetchProblem
          error={error}
          retry={() => void (periods.data === undefined ? periods : query).refetch()}
          stale={timelines !== undefined && timelines !== null}
        />
      )}
      {error === null && timelines === undefined && <p>{words.frame.loading}</p>}
      {timelines === null && search.period !== 'custom' && <p className="nothing">{w.badTime}</p>}
      {timelines?.incidents.length === 0 && (
        <div className="nothing">
          <p>{w.nothing}</p>
          <p className="hint">{w.nothingHint}</p>
        </div>
      )}
      {timelines !== undefined && timelines !== null && timelines.incidents.length > 0 && (
        <TimelinesPlot timelines={timelines} />
      )}
    </div>
  );
}

function narrowing({ severity, party }: TimelinesSearch): TimelinesSearch {
  return { ...(severity !== undefined && { severity }), ...(party !== undefined && { party }) };
}
