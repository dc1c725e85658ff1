import { Link } from '@tanstack/react-router';
import type { Board } from '#contracts';
import { useNow } from '../frame/now.js';
import { fullMoment, shortMoment } from '../words/dates.js';
import { useWords } from '../words/use-words.js';

export function Duty({ duty }: { readonly duty: Board['onDuty'] }) {
  const { words } = useWords();
  const now = useNow();
  const w = words.board;
  const moment = (at: string, tell: (when: string) => string) => (
    <time className="hint" dateTime={at} title={fullMoment(at, words)}>
      {tell(shortMoment(at, words, now))}
    </time>
  );
  return (
    <section className="figure" aria-labelledby="duty-title">
      <h2 id="duty-title">{w.onDuty}</h2>
      <p className={duty.now === null ? 'big-figure waiting' : 'big-figure'}>
        <Link to="/watch">{duty.now ?? w.nobodyOnDuty}</Link>
      </p>
      {duty.until !== null && <p>{moment(duty.until, w.until)}</p>}
      <dl>
        <dt>{w.next}</dt>
        <dd>
          {duty.next ?? w.nobodyOnDuty} {duty.nextFrom !== null && moment(duty.nextFrom, w.from)}
        </dd>
      </dl>
    </section>
  );
}
