import { useNow } from '../frame/now.js';
import { ageWords } from '../words/age.js';
import { exactTime, fullMoment, shortMoment } from '../words/dates.js';
import { useWords } from '../words/use-words.js';

/** A point in time in the viewer's zone; the hover names the zone. */
export function Moment({ at }: { readonly at: string }) {
  const { words } = useWords();
  const now = useNow();
  return (
    <time dateTime={at} title={fullMoment(at, words)}>
      {shortMoment(at, words, now)}
    </time>
  );
}

/** To the second, where what came after what is the question; the hover names the day. */
export function ExactMoment({ at }: { readonly at: string }) {
  const { words } = useWords();
  return (
    <time dateTime={at} title={fullMoment(at, words)}>
      {exactTime(at)}
    </time>
  );
}

/** How long ago, ticking. */
export function Age({ since }: { readonly since: string }) {
  const { words } = useWords();
  const now = useNow();
  return (
    <time dateTime={since} title={fullMoment(since, words)}>
      {ageWords(now - Date.parse(since), words)}
    </time>
  );
}
