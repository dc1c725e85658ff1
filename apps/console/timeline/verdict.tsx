import type { TimelineView } from '#contracts';
import { useWords } from '../words/use-words.js';

/** Whether the record still reads as it was written. */
export function Verdict({ timeline }: { readonly timeline: TimelineView }) {
  const { words } = useWords();
  const { intact, brokenAt } = timeline;
  return (
    <p className={intact ? 'verdict verdict-intact' : 'verdict verdict-broken'} role={intact ? 'status' : 'alert'}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {intact ? <path d="M3 8.5l3.5 3.5L13 4.5" /> : <path d="M3 3l10 10M13 3L3 13" />}
      </svg>
      <span>
        <strong>{intact ? words.timeline.intact : words.timeline.brokenAt(brokenAt ?? 1)}</strong>
        <br />
        {intact ? words.timeline.intactHint : words.timeline.brokenHint}
      </span>
    </p>
  );
}
