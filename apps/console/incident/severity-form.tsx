import { useId, useState } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { useDraft } from '../drafts/use-draft.js';
import { ProblemNote } from '../marks/problem-note.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { useWords } from '../words/use-words.js';
import { ChangedMeanwhile, useSeen } from './changed-meanwhile.js';

type Severity = IncidentView['severity'];

const severities = ['critical', 'high', 'medium', 'low', 'not-an-incident'] as const;

/** A new severity always carries its reason. */
export function SeverityForm({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const field = useId();
  const [to, setTo] = useState<Severity | null>(null);
  const [reason, setReason] = useDraft(incident.id, 'severity-reason');
  const seen = useSeen(incident.severity);
  const severity = useIncidentAction(incident.id, 'severity');
  const isReady = !severity.isPending && to !== null && to !== incident.severity && reason.trim().length >= 3;
  const forget = () => {
    setTo(null);
    seen.end();
  };
  const save = (from: Severity) => {
    if (to === null) return;
    severity.mutate(
      { to, reason, from },
      {
        onSuccess: () => {
          forget();
          setReason('');
        },
      },
    );
  };
  return (
    <details className="action" id="severity-form">
      <summary>{w.changeSeverity}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save(seen.from);
        }}
      >
        <fieldset>
          <legend>{w.newSeverity}</legend>
          {severities
            .filter((candidate) => candidate !== incident.severity)
            .map((candidate) => (
              <label key={candidate} className="check">
                <input
                  type="radio"
                  name={field}
                  checked={to === candidate}
                  onChange={() => {
                    seen.begin();
                    setTo(candidate);
                  }}
                />
                <SeverityMark severity={candidate} />
              </label>
            ))}
        </fieldset>
        <label htmlFor={field}>{w.severityReason}</label>
        <textarea
          id={field}
          rows={3}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {seen.isStale && to !== null && (
          <ChangedMeanwhile
            mine={<SeverityMark severity={to} />}
            theirs={<SeverityMark severity={incident.severity} />}
            saveMine={() => {
              seen.agree();
              if (isReady) save(incident.severity);
            }}
            keepTheirs={forget}
          />
        )}
        <ProblemNote error={severity.error} />
        <p className="form-end">
          <button type="submit" className="primary" disabled={!isReady || seen.isStale}>
            {severity.isPending ? w.saving : w.saveSeverity}
          </button>
        </p>
      </form>
    </details>
  );
}
