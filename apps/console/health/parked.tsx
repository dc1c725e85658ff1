import type { HealthView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useHealthChange } from './health-queries.js';
import { useHealthWords } from './health-words.js';

type ParkedEvent = HealthView['parked'][number];

interface Props {
  readonly parked: readonly ParkedEvent[];
  readonly maySettle: boolean;
}

/** Events that a queue gave up on, to be tried again one by one or all that are shown. */
export function Parked({ parked, maySettle }: Props) {
  const w = useHealthWords();
  const retry = useHealthChange();
  const again = (events: readonly ParkedEvent[]) =>
    retry.mutate({
      route: 'POST /health/parked/retry',
      body: { items: events.map(({ eventId, queue }) => ({ eventId, queue })) },
    });
  return (
    <section className="panel" aria-labelledby="parked-title">
      <h2 id="parked-title">{w.parked}</h2>
      {parked.length === 0 ? <p className="hint">{w.noParked}</p> : <p className="hint">{w.parkedHint}</p>}
      <ul className="address-list">
        {parked.map((event) => {
          const { eventId, queue, type, parkedAt, error } = event;
          return (
            <li key={`${queue} ${eventId}`} className="own-row">
              <span>
                <strong>{type}</strong> → {queue}{' '}
                <span className="hint">
                  <Moment at={parkedAt} />
                </span>{' '}
                <code className="parked-error">{error}</code>
              </span>
              {maySettle && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={w.retryOf(`${type}, ${queue}`)}
                  disabled={retry.isPending}
                  onClick={() => again([event])}
                >
                  {w.retry}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {maySettle && parked.length > 1 && (
        <button type="button" disabled={retry.isPending} onClick={() => again(parked)}>
          {w.retryAll(parked.length)}
        </button>
      )}
      <ProblemNote error={retry.error} />
    </section>
  );
}
