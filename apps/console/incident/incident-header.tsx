import type { IncidentView } from '#contracts';
import { Flags } from '../marks/flags.js';
import { Holder } from '../marks/holder.js';
import { Age } from '../marks/moment.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { useMay } from '../session/use-session.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { AcknowledgeButton } from './acknowledge-button.js';
import { ReporterSays } from './reporter-says.js';
import { AlsoHere } from './also-here.js';
import { Breach } from './breach.js';
import { ChannelAsked } from './channel-request.js';
import { usePageWords } from './page-words.js';
import { unfold } from './section.js';

/** What one sees in five seconds: how bad, what, whose, who has it, and what comes next. */
export function IncidentHeader({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const mayWork = useMay('incident.work');
  return (
    <header className={`incident-header row-${incident.severity}`}>
      <p className="incident-marks">
        <SeverityMark severity={incident.severity} />
        <span className="state">{words.state[incident.state]}</span>
        <Flags incident={incident} />
        <span className="incident-age">
          <span className="unseen">{words.queue.age} </span>
          <Age since={incident.openedAt} />
        </span>
      </p>
      <h1>
        <span className="reference">{incident.reference}</span> {nameOf(words.category, incident.category)}
      </h1>
      <ul className="incident-whose">
        <li>{incident.party ?? words.queue.noParty}</li>
        <li>{nameOf(words.accountKind, incident.accountKind)}</li>
        <li>{words.queue.reports(incident.reportCount)}</li>
      </ul>
      <Breach breach={incident.breach} />
      <ReporterSays says={incident.reporterSays} />
      {mayWork && <ChannelAsked id={incident.id} />}
      <p className="incident-summary">{incident.summary}</p>
      {mayWork && incident.acknowledgedBy !== null && <NextTask tasks={incident.responderTasks} />}
      <AlsoHere key={incident.id} id={incident.id} />
      <div className="incident-holder">
        {(!mayWork || incident.acknowledgedBy === null) && <Holder incident={incident} />}
        {mayWork && <AcknowledgeButton key={incident.id} incident={incident} />}
      </div>
    </header>
  );
}

/** The first task that nobody has done. */
function NextTask({ tasks }: { readonly tasks: IncidentView['responderTasks'] }) {
  const w = usePageWords();
  const planned = tasks.filter(({ isPlanned }) => isPlanned);
  const next = planned.find(({ doneAt }) => doneAt === null);
  if (planned.length === 0) return null;
  return (
    <p className="next-task">
      {next === undefined ? (
        w.allDone
      ) : (
        <>
          <strong>{w.next}</strong>{' '}
          <a href="#tasks" onClick={() => unfold('tasks')}>
            {next.text}
          </a>
        </>
      )}
    </p>
  );
}
