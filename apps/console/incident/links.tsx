import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { useMay } from '../session/use-session.js';
import { useDraft } from '../drafts/use-draft.js';
import { useWords } from '../words/use-words.js';
import { usePageWords } from './page-words.js';
import { Section } from './section.js';

type LinkView = IncidentView['links'][number];

/** What this incident may have to do with others: why the rules think so, and what a person makes of it. */
export function Links({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const page = usePageWords();
  const mayWork = useMay('incident.work');
  const undecided = incident.links.filter(({ state }) => state === 'suggested').length;
  if (!mayWork && incident.links.length === 0) return null;
  return (
    <Section name="links" title={w.links} summary={undecided > 0 ? page.undecided(undecided) : undefined}>
      {incident.links.length === 0 && <p className="hint">{w.noLinks}</p>}
      <ul className="links">
        {incident.links.map((link) => (
          <LinkItem key={link.id} incidentId={incident.id} link={link} mayDecide={mayWork} />
        ))}
      </ul>
      {mayWork && incident.mergedInto === null && <NewLink incidentId={incident.id} />}
    </Section>
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
  const { incident: other } = link;
  // Here and not in the form: a refusal because somebody else was first outlives the form that was refused.
  const decide = useIncidentAction(incidentId, 'links/{link}', { link: link.id });
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
      {mayDecide && link.state === 'suggested' && <Decision incidentId={incidentId} link={link} decide={decide} />}
      <ProblemNote error={decide.error} />
    </li>
  );
}

function Decision({
  incidentId,
  link,
  decide,
}: {
  readonly incidentId: string;
  readonly link: LinkView;
  readonly decide: ReturnType<typeof useIncidentAction<'links/{link}'>>;
}) {
  const w = useWords().words.incident;
  const field = useId();
  const [reason, setReason] = useDraft(incidentId, `link-${link.id}`);
  const isReady = !decide.isPending && reason.trim().length >= 3;
  const settle = (accept: boolean) =>
    decide.mutate({ accept, reason, from: link.state }, { onSuccess: () => setReason('') });
  return (
    <div className="decision">
      <label htmlFor={field}>{w.linkReason}</label>
      <input id={field} value={reason} maxLength={2_000} onChange={(event) => setReason(event.target.value)} />
      <p className="form-end">
        <button type="button" disabled={!isReady} onClick={() => settle(false)}>
          {w.rejectLink}
        </button>
        <button type="button" className="primary" disabled={!isReady} onClick={() => settle(true)}>
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
  const [reference, setReference] = useDraft(incidentId, 'link-reference');
  const [kind, setKind] = useState<'same-incident' | 'same-campaign'>('same-campaign');
  const [reason, setReason] = useDraft(incidentId, 'link-reason');
  const link = useIncidentAction(incidentId, 'links');
  return (
    <details className="action">
      <summary>{w.newLink}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          link.mutate(
            { reference, kind, reason },
            {
              onSuccess: () => {
                setReference('');
                setReason('');
              },
            },
          );
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
