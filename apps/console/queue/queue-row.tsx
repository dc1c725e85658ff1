import { Link } from '@tanstack/react-router';
import type { IncidentRow } from '#contracts';
import { Flags } from '../marks/flags.js';
import { Holder } from '../marks/holder.js';
import { Age } from '../marks/moment.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';

export function QueueRow({ row, isNew }: { readonly row: IncidentRow; readonly isNew: boolean }) {
  const { words } = useWords();
  const waits = row.acknowledgedBy === null && row.escalatesAt !== null;
  return (
    <li
      className={`row row-${row.severity}${waits ? ' row-waits' : ''}`}
      data-testid="queue-row"
      data-incident={row.id}
    >
      <SeverityMark severity={row.severity} />
      <div className="row-what">
        <p className="row-title">
          <Link to="/incidents/$id" params={{ id: row.id }} className="row-link">
            <span className="reference">{row.reference}</span> {nameOf(words.category, row.category)}
          </Link>
          {isNew && <span className="new">{words.queue.new}</span>}
          <Flags incident={row} />
        </p>
        <p className="row-summary">{row.summary}</p>
        <p className="row-facts">
          <span>{row.party ?? words.queue.noParty}</span>
          <span>{nameOf(words.accountKind, row.accountKind)}</span>
          <span>{words.textLanguage[row.language]}</span>
          <span>{words.queue.reports(row.reportCount)}</span>
        </p>
      </div>
      <div className="row-stand">
        <span className="state">{words.state[row.state]}</span>
        <Holder incident={row} />
      </div>
      <p className="row-age">
        <span className="unseen">{words.queue.age} </span>
        <Age since={row.openedAt} />
      </p>
    </li>
  );
}
