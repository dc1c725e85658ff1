import type { Board } from '#contracts';
import { useNow } from '../frame/now.js';
import { ageWords } from '../words/age.js';
import { calendarDay, fullMoment } from '../words/dates.js';
import { useWords } from '../words/use-words.js';

export function ServiceWindow({ service }: { readonly service: Board['service'] }) {
  const { words } = useWords();
  const now = useNow();
  const w = words.board;
  const when = calendarDay(service.lastDay, words);
  return (
    <section className="figure" aria-labelledby="service-title">
      <h2 id="service-title">{w.service}</h2>
      <p className={service.open ? 'big-figure service-open' : 'big-figure service-closed'}>
        {service.open ? w.serviceOpen : w.serviceClosed}
      </p>
      <p>{service.election}</p>
      {service.open && (
        <p>
          {w.endsIn} <strong>{ageWords(Date.parse(service.closesAt) - now, words)}</strong>
        </p>
      )}
      <p className="hint">
        <time dateTime={service.closesAt} title={fullMoment(service.closesAt, words)}>
          {service.open ? w.closesAt(when, service.zone) : w.closedAt(when, service.zone)}
        </time>
      </p>
    </section>
  );
}
