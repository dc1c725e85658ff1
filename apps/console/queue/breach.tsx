import type { IncidentRow } from '#contracts';
import { useNow } from '../frame/now.js';
import { ageWords, countdown } from '../words/age.js';
import { fullMoment } from '../words/dates.js';
import { useWords } from '../words/use-words.js';
import { useQueueWords } from './queue-words.js';

/** What is owed next and how long there is, counting down; then by how much it is late, said in words and not by colour alone. */
export function Breach({ breach }: { readonly breach: NonNullable<IncidentRow['breach']> }) {
  const { words } = useWords();
  const w = useQueueWords();
  const left = Date.parse(breach.at) - useNow();
  const counted = countdown(left);
  return (
    <span className={counted === null ? 'breach breach-late' : 'breach'}>
      {w.promise[breach.promise]}{' '}
      <time dateTime={breach.at} title={fullMoment(breach.at, words)}>
        {counted === null ? w.lateBy(ageWords(-left, words)) : w.dueIn(counted)}
      </time>
    </span>
  );
}
