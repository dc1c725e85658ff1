import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Age } from '../marks/moment.js';
import { NumberField } from '../marks/number-field.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useHealthWords } from './health-words.js';
import { monitorsQuery, useMonitorChange } from './health-queries.js';

/** Programs elsewhere that must be heard from. An address is told once, when it is made. */
export function Monitors() {
  const w = useHealthWords();
  const fields = { name: useId(), url: useId() };
  const [name, setName] = useState('');
  const [minutes, setMinutes] = useState('15');
  const monitors = useQuery(monitorsQuery).data ?? [];
  const mayEdit = useMay('roster.edit');
  const make = useMonitorChange<'POST /watch/monitors'>();
  const revoke = useMonitorChange<'DELETE /watch/monitors/{id}'>();
  return (
    <section className="panel" aria-labelledby="monitors-title">
      <h2 id="monitors-title">{w.monitors}</h2>
      <p className="hint">{w.monitorsHint}</p>
      {monitors.length === 0 && <p>{w.noMonitors}</p>}
      <ul className="address-list">
        {monitors.map(({ id, name: of, state, intervalMinutes, lastBeatAt }) => (
          <li key={id} className="own-row">
            <span>
              <strong>{of}</strong> <span className={`monitor-${state}`}>{w.monitorState[state]}</span>{' '}
              <span className="hint">
                {w.every(intervalMinutes)}
                {lastBeatAt !== null && (
                  <>
                    , {w.lastHeard} <Age since={lastBeatAt} />
                  </>
                )}
              </span>
            </span>
            {mayEdit && (
              <button
                type="button"
                className="quiet"
                disabled={revoke.isPending}
                onClick={() => {
                  if (make.data?.id === id) make.reset();
                  revoke.mutate({ route: 'DELETE /watch/monitors/{id}', path: { id } });
                }}
              >
                {w.revoke(of)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate(
              { route: 'POST /watch/monitors', body: { name, intervalMinutes: Number(minutes) } },
              { onSuccess: () => setName('') },
            );
          }}
        >
          <div className="grow">
            <label htmlFor={fields.name}>{w.name}</label>
            <input
              id={fields.name}
              value={name}
              required
              maxLength={60}
              autoComplete="off"
              onChange={({ target }) => setName(target.value)}
            />
          </div>
          <NumberField label={w.minutes} value={minutes} faults={[]} disabled={false} onChange={setMinutes} />
          <button type="submit" disabled={make.isPending || name.trim() === '' || minutes === ''}>
            {w.make}
          </button>
        </form>
      )}
      {make.data !== undefined && (
        <div className="made-feed">
          <label htmlFor={fields.url}>{w.url}</label>
          <input id={fields.url} readOnly value={make.data.url} onFocus={({ target }) => target.select()} />
          <output>{w.once}</output>
        </div>
      )}
      <ProblemNote error={make.error ?? revoke.error} />
    </section>
  );
}
