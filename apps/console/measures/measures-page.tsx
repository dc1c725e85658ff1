import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Measures } from '#contracts';
import { useTitle } from '../frame/title.js';
import { FetchProblem } from '../marks/problem-note.js';
import { zonedMoment } from '../words/zoned.js';
import { useWords } from '../words/use-words.js';
import { CorrectionsPlot } from './corrections-plot.js';
import { EvennessPlot } from './evenness-plot.js';
import { KeyFigures } from './key-figures.js';
import { KindsPlot } from './kinds-plot.js';
import { LoadByHour } from './load-by-hour.js';
import { LoadByWeek } from './load-by-week.js';
import { measuresQuery, periodsQuery } from './measures-queries.js';
import { useMeasuresWords } from './measures-words.js';
import { ChannelPlots, EscalationPlots } from './paging-plots.js';
import { PeriodPicker } from './period-picker.js';
import { TakenWithinPlot } from './taken-within-plot.js';
import { TimePlot } from './time-plot.js';

/** A period understood by looking: how fast, how much, how even. */
export function MeasuresPage() {
  const { words } = useWords();
  const w = useMeasuresWords();
  const search = useSearch({ from: '/measures' });
  const navigate = useNavigate();
  const periods = useQuery(periodsQuery);
  const query = useQuery(measuresQuery(search, periods.data));
  useTitle(w.title);
  const measures = query.data;
  const error = periods.error ?? query.error;
  return (
    <div className="measures">
      <div className="queue-head">
        <h1>{w.title}</h1>
        <button type="button" className="quiet" onClick={() => window.print()}>
          {w.print}
        </button>
      </div>
      <p className="hint">{w.intro}</p>
      {periods.data !== undefined && (
        <PeriodPicker
          key={JSON.stringify(search)}
          search={search}
          known={periods.data}
          onChoose={(next) => void navigate({ to: '/measures', search: next })}
        />
      )}
      {error !== null && (
        <FetchProblem
          error={error}
          retry={() => void (periods.data === undefined ? periods : query).refetch()}
          stale={measures !== undefined && measures !== null}
        />
      )}
      {error === null && measures === undefined && <p>{words.frame.loading}</p>}
      {measures === null && search.period !== 'custom' && <p className="nothing">{w.badDays}</p>}
      {measures !== undefined && measures !== null && <Measured measures={measures} />}
    </div>
  );
}

function Measured({ measures }: { readonly measures: Measures }) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const moment = (at: string) => zonedMoment(at, measures.zone, words);
  return (
    <>
      <p className="measured-period">
        <strong>{w.between(moment(measures.from), moment(measures.to))}</strong> ({measures.zone}){' '}
        <span className="hint">{w.former(moment(measures.former.from), moment(measures.former.to))}</span>
      </p>
      {measures.incidents + measures.reports === 0 ? (
        <div className="nothing">
          <p>{w.nothing}</p>
          <p className="hint">{w.nothingHint}</p>
        </div>
      ) : (
        <>
          <KeyFigures measures={measures} />
          <div className="plots">
            <TimePlot measures={measures} time="acknowledge" />
            <TimePlot measures={measures} time="contact" />
            <TimePlot measures={measures} time="contain" />
            <TimePlot measures={measures} time="recover" />
            <TakenWithinPlot measures={measures} />
            <LoadByHour measures={measures} />
            <LoadByWeek measures={measures} />
            <KindsPlot measures={measures} />
            <EscalationPlots measures={measures} />
            <ChannelPlots measures={measures} />
            <CorrectionsPlot measures={measures} />
            <EvennessPlot measures={measures} />
          </div>
        </>
      )}
    </>
  );
}
