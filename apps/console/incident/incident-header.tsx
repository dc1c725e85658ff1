import type { IncidentView } from '#contracts';
import { Flags } from '../marks/flags.js';
import { Holder } from '../marks/holder.js';
import { Age } from '../marks/moment.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { useMay } from '../session/use-session.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { AcknowledgeButton } from './acknowledge-button.js';
import { AlsoHere } from './also-here.js';

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
      <p className="incident-summary">{incident.summary}</p>
      <AlsoHere key={incident.id} id={incident.id} />
      <div className="incident-holder">
        {(!mayWork || incident.acknowledgedBy === null) && <Holder incident={incident} />}
        {mayWork && <AcknowledgeButton key={incident.id} incident={incident} />}
      </div>
    </header>
  );
}
