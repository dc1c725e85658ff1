import { useId, useState } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { ProblemNote } from '../marks/problem-note.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { useWords } from '../words/use-words.js';

const severities = ['critical', 'high', 'medium', 'low', 'not-an-incident'] as const;

/** A new severity always carries its reason. */
export function SeverityForm({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const field = useId();
  const [to, setTo] = useState<IncidentView['severity'] | null>(null);
  const [reason, setReason] = useState('');
  const severity = useIncidentAction(incident.id, 'severity');
  return (
    <details className="action">
      <summary>{w.changeSeverity}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (to !== null) severity.mutate({ to, reason });
        }}
      >
        <fieldset>
          <legend>{w.newSeverity}</legend>
          {severities
            .filter((candidate) => candidate !== incident.severity)
            .map((candidate) => (
              <label key={candidate} className="check">
                <input type="radio" name={field} checked={to === candidate} onChange={() => setTo(candidate)} />
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
        <ProblemNote error={severity.error} />
        <p className="form-end">
          <button
            type="submit"
            className="primary"
            disabled={severity.isPending || to === null || reason.trim().length < 3}
          >
            {severity.isPending ? w.saving : w.saveSeverity}
          </button>
        </p>
      </form>
    </details>
  );
}
