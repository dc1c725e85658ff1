import { useId, useState } from 'react';
import type { ReachView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useReachChange } from './reach-queries.js';
import { useReachWords } from './reach-words.js';

/** When only what is silent goes out, unless it is critical. */
export function QuietHours({ reach: { quietHours } }: { readonly reach: ReachView }) {
  const w = useReachWords();
  const fields = { from: useId(), until: useId(), zone: useId() };
  const [from, setFrom] = useState(quietHours?.from ?? '23:00');
  const [until, setUntil] = useState(quietHours?.until ?? '07:00');
  const [zone, setZone] = useState(quietHours?.zone ?? zoneHere());
  const change = useReachChange();
  const save = (wanted: ReachView['quietHours']) =>
    change.mutate({ route: 'POST /reach/quiet-hours', body: { quietHours: wanted } });
  return (
    <section className="panel" aria-labelledby="quiet-title">
      <h2 id="quiet-title">{w.quiet}</h2>
      <p className="hint">{w.quietHint}</p>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          save({ from, until, zone });
        }}
      >
        <div>
          <label htmlFor={fields.from}>{w.from}</label>
          <input id={fields.from} type="time" value={from} required onChange={({ target }) => setFrom(target.value)} />
        </div>
        <div>
          <label htmlFor={fields.until}>{w.until}</label>
          <input
            id={fields.until}
            type="time"
            value={until}
            required
            onChange={({ target }) => setUntil(target.value)}
          />
        </div>
        <div>
          <label htmlFor={fields.zone}>{w.zone}</label>
          <input
            id={fields.zone}
            value={zone}
            maxLength={60}
            required
            onChange={({ target }) => setZone(target.value)}
          />
        </div>
        <button type="submit" disabled={change.isPending}>
          {w.saveQuiet}
        </button>
        {quietHours !== null && (
          <button type="button" className="quiet" disabled={change.isPending} onClick={() => save(null)}>
            {w.noQuiet}
          </button>
        )}
      </form>
      <output>{change.isSuccess && w.saved}</output>
      <ProblemNote error={change.error} />
    </section>
  );
}

function zoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
