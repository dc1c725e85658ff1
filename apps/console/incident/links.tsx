import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';

type LinkView = IncidentView['links'][number];

/** What this incident may have to do with others: why the rules think so, and what a person makes of it. */
export function Links({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const mayWork = useMay('incident.work');
  if (!mayWork && incident.links.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="links-title">
      <h2 id="links-title">{w.links}</h2>
      {incident.mergedInto !== null && (
        <p className="notice">
          {w.mergedInto}{' '}
          <Link to="/incidents/$id" params={{ id: incident.mergedInto.id }}>
            {incident.mergedInto.reference}
          </Link>
        </p>
      )}
      {incident.links.length === 0 && <p className="hint">{w.noLinks}</p>}
      <ul className="links">
        {incident.links.map((link) => (
          <LinkItem key={`${link.id} ${link.state}`} incidentId={incident.id} link={link} mayDecide={mayWork} />
        ))}
      </ul>
      {mayWork && incident.mergedInto === null && <NewLink incidentId={incident.id} />}
    </section>
  );
}

function LinkItem({
  incidentId,
  link,
  mayDecide,
}: {
  readonly incidentId: string;
  readonly link: LinkView;
  readonly mayDecide: boolean;
}) {
  const { words } = useWords();
  const w = words.incident;
  const { incident: other } = link;
  return (
    <li>
      <p>
        <SeverityMark severity={other.severity} />{' '}
        <Link to="/incidents/$id" params={{ id: other.id }}>
          {other.reference}
        </Link>{' '}
        {other.party ?? words.queue.noParty}, <Moment at={other.openedAt} />
      </p>
      <p className="hint">{other.summary}</p>
      <p>
        {words.linkKind[link.kind]} · {words.linkState[link.state]}
        {link.because.length > 0 && ` · ${link.because.map((reason) => words.linkReason[reason]).join(', ')}`}
      </p>
      {mayDecide && link.state === 'suggested' && <Decision incidentId={incidentId} link={link} w={w} />}
    </li>
  );
}

function Decision({
  incidentId,
  link,
  w,
}: {
  readonly incidentId: string;
  readonly link: LinkView;
  readonly w: ReturnType<typeof useWords>['words']['incident'];
}) {
  const field = useId();
  const [reason, setReason] = useState('');
  const decide = useIncidentAction(incidentId, 'links/{link}', { link: link.id });
  const isReady = !decide.isPending && reason.trim().length >= 3;
  return (
    <div className="decision">
      <label htmlFor={field}>{w.linkReason}</label>
      <input id={field} value={reason} maxLength={2_000} onChange={(event) => setReason(event.target.value)} />
      <ProblemNote error={decide.error} />
      <p className="form-end">
        <button type="button" disabled={!isReady} onClick={() => decide.mutate({ accept: false, reason })}>
          {w.rejectLink}
        </button>
        <button
          type="button"
          className="primary"
          disabled={!isReady}
          onClick={() => decide.mutate({ accept: true, reason })}
        >
          {link.kind === 'same-campaign' ? w.confirmCampaign : w.confirmSame}
        </button>
      </p>
    </div>
  );
}

function NewLink({ incidentId }: { readonly incidentId: string }) {
  const { words } = useWords();
  const w = words.incident;
  const field = useId();
  const [reference, setReference] = useState('');
  const [kind, setKind] = useState<'same-incident' | 'same-campaign'>('same-campaign');
  const [reason, setReason] = useState('');
  const link = useIncidentAction(incidentId, 'links');
  return (
    <details className="action">
      <summary>{w.newLink}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          link.mutate({ reference, kind, reason });
        }}
      >
        <label htmlFor={`${field}-reference`}>{w.linkReference}</label>
        <input
          id={`${field}-reference`}
          value={reference}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setReference(event.target.value)}
        />
        <fieldset>
          <legend>{w.linkKind}</legend>
          {(['same-campaign', 'same-incident'] as const).map((candidate) => (
            <label key={candidate} className="check">
              <input type="radio" name={field} checked={kind === candidate} onChange={() => setKind(candidate)} />
              {words.linkKind[candidate]}
            </label>
          ))}
        </fieldset>
        <label htmlFor={`${field}-reason`}>{w.linkReason}</label>
        <input
          id={`${field}-reason`}
          value={reason}
          maxLength={2_000}
          onChange={(event) => setReason(event.target.value)}
        />
        <ProblemNote error={link.error} />
        <p className="form-end">
          <button
            type="submit"
            className="primary"
            disabled={link.isPending || reference.trim() === '' || reason.trim().length < 3}
          >
            {link.isPending ? w.saving : w.saveLink}
          </button>
        </p>
      </form>
    </details>
  );
}
