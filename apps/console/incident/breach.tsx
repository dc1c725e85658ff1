import type { IncidentView } from '#contracts';
import { useNow } from '../frame/now.js';
import { ageWords, countdown } from '../words/age.js';
import { useWords } from '../words/use-words.js';
import { usePageWords } from './page-words.js';

/** What the hotline owes this incident next, and for how long it still can keep that promise. */
export function Breach({ breach }: Pick<IncidentView, 'breach'>) {
  const { words } = useWords();
  const w = usePageWords();
  const now = useNow();
  if (breach === null) return null;
  const left = Date.parse(breach.at) - now;
  const clock = countdown(left);
  return (
    <p className={clock === null ? 'breach breach-over' : 'breach'}>
      {w.due[breach.promise]}
      {clock === null ? `, ${w.overdue(ageWords(-left, words))}` : ` ${w.dueIn(clock)}`}
    </p>
  );
}
