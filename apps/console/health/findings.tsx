import { useId, useState } from 'react';
import type { HealthView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { useHealthChange } from './health-queries.js';
import { useHealthWords } from './health-words.js';
import { RunbookLink } from './runbook-link.js';

type Finding = HealthView['findings'][number];

interface Props {
  readonly findings: readonly Finding[];
  readonly maySettle: boolean;
}

/** What does not hold, in words and not by a colour alone; what somebody has accepted comes last. */
export function Findings({ findings, maySettle }: Props) {
  const w = useHealthWords();
  const open = findings.filter(({ acceptedBecause }) => acceptedBecause === null).length;
  return (
    <section className="panel" aria-labelledby="findings-title">
      <h2 id="findings-title" className={open === 0 ? 'no-gaps' : 'findings-open'}>
        {open === 0 ? `✓ ${w.holds}` : `▲ ${w.found(open)}`}
      </h2>
      <ul className="address-list">
        {findings.map((finding) => (
          <FindingItem key={finding.id} finding={finding} maySettle={maySettle} />
        ))}
      </ul>
    </section>
  );
}

function FindingItem({ finding, maySettle }: { readonly finding: Finding; readonly maySettle: boolean }) {
  const { words } = useWords();
  const w = useHealthWords();
  const { id, kind, name, since, acceptedBecause, runbook } = finding;
  const what = nameOf(w.kinds, kind);
  return (
    <li>
      <p>
        <strong>{what}</strong>
        {words.colon}
        {name}{' '}
        <span className="hint">
          {w.since} <Moment at={since} />
        </span>{' '}
        <RunbookLink to={runbook} about={what} />
      </p>
      {acceptedBecause !== null && (
        <p className="hint">
          {w.accepted}
          {words.colon}
          {acceptedBecause}
        </p>
      )}
      {acceptedBecause === null && maySettle && <Acceptance id={id} what={`${what}, ${name}`} />}
    </li>
  );
}

function Acceptance({ id, what }: { readonly id: string; readonly what: string }) {
  const w = useHealthWords();
  const field = useId();
  const [because, setBecause] = useState('');
  const accept = useHealthChange();
  return (
    <details className="verify">
      <summary>{w.accept}</summary>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate({ route: 'POST /health/findings/{id}/accept', path: { id }, body: { because } });
        }}
      >
        <div className="grow">
          <label htmlFor={field}>{w.reason}</label>
          <input
            id={field}
            value={because}
            required
            maxLength={500}
            autoComplete="off"
            onChange={({ target }) => setBecause(target.value)}
          />
        </div>
        <button type="submit" disabled={accept.isPending || because.trim() === ''}>
          {w.saveAcceptance(what)}
        </button>
        <p className="hint wide">{w.acceptHint}</p>
        <ProblemNote error={accept.error} />
      </form>
    </details>
  );
}
