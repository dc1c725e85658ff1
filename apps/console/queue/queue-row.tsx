import { Link } from '@tanstack/react-router';
import type { IncidentRow } from '#contracts';
import { Flags } from '../marks/flags.js';
import { Holder } from '../marks/holder.js';
import { Age } from '../marks/moment.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { Breach } from './breach.js';
import { useQueueWords } from './queue-words.js';

export interface RowActions {
  readonly onTake: ((row: IncidentRow) => void) | null;
  readonly onSelect: ((id: string) => void) | null;
}

/** One incident of the queue: what it is, why it stands where it stands, what is owed, and who has it. */
export function QueueRow({
  row,
  isNew,
  isSelected,
  onTake,
  onSelect,
}: RowActions & { readonly row: IncidentRow; readonly isNew: boolean; readonly isSelected: boolean }) {
  const { words } = useWords();
  const w = useQueueWords();
  return (
    <>
      <div className="row-mark">
        {onSelect !== null && (
          <label className="row-select">
            <input type="checkbox" checked={isSelected} onChange={() => onSelect(row.id)} />
            <span className="unseen">{w.select(row.reference)}</span>
          </label>
        )}
        <SeverityMark severity={row.severity} />
      </div>
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
        <p className="row-why">
          <strong>{w.why}</strong>
          <span>
            {row.severityRule} {nameOf(words.rubric, row.severityRule)}
          </span>
          {row.why.map(({ rule, evidence }) => (
            <q key={`${rule} ${evidence}`}>{w.said(evidence)}</q>
          ))}
        </p>
      </div>
      <div className="row-stand">
        <span className="state">{words.state[row.state]}</span>
        <Holder incident={row} />
        {onTake !== null && row.acknowledgedBy === null && row.severity !== 'not-an-incident' && (
          <button type="button" className="row-take" aria-label={w.takeOf(row.reference)} onClick={() => onTake(row)}>
            {w.take}
          </button>
        )}
      </div>
      <p className="row-age">
        <span className="unseen">{words.queue.age} </span>
        <Age since={row.openedAt} />
        {row.breach !== null && <Breach breach={row.breach} />}
      </p>
    </>
  );
}
