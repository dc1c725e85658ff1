import type { IncidentRow } from '#contracts';
import { useWords } from '../words/use-words.js';

type Severity = IncidentRow['severity'];

/** One shape for each severity, so that none is told apart by its colour alone. */
const shapes: Readonly<Record<Severity, string>> = {
  critical: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z M7 4v5h2V4z M7 10.5v2h2v-2z',
  high: 'M8 1.5l7 13H1z',
  medium: 'M8 1l7 7-7 7-7-7z',
  low: 'M8 3a5 5 0 100 10A5 5 0 008 3z',
  'not-an-incident': 'M2 7h12v2H2z',
};

export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const { words } = useWords();
  return (
    <span className={`severity severity-${severity}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[severity]} fillRule="evenodd" />
      </svg>
      {words.severity[severity]}
    </span>
  );
}
