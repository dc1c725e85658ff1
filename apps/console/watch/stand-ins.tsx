import { useId, useState } from 'react';
import type { TemporaryView, WatchView } from '#contracts';
import { NumberField } from '../marks/number-field.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { instantOf, zonedMoment } from '../words/zoned.js';
import { People } from './new-schedule.js';
import { useRosterWords } from './roster-words.js';
import { takeTurns } from './take-turns.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly scheduleId: string;
  readonly temporary: readonly TemporaryView[];
  readonly people: WatchView['people'];
  readonly zone: string;
}

/** Times for which other turns stand in for all layers: a polling night, a storm, a holiday. */
export function StandIns({ scheduleId, temporary, people, zone }: Props) {
  const { words } = useWords();
  const w = useWatchWords();
  const r = useRosterWords();
  const mayEdit = useMay('roster.edit');
  const remove = useWatchChange();
  if (!mayEdit && temporary.length === 0) return null;
  return (
    <div className="overrides">
      <h3>{r.standIns}</h3>
      {temporary.length === 0 && <p className="hint">{r.noStandIns}</p>}
      <ul className="address-list">
        {temporary.map(({ id, from, to, shifts, reason, by }) => {
          const what = `${zonedMoment(from, zone, words)} – ${zonedMoment(to, zone, words)}`;
          const names = [...new Set(shifts.map(({ person }) => person.name))].join(', ');
          return (
            <li key={id} className="own-row">
              <span>
                <strong>{what}</strong> {names}{' '}
                <span className="hint">
                  {[r.turns(shifts.length), reason, by].filter((part) => part !== '').join(' · ')}
                </span>
              </span>
              {mayEdit && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={w.takeOff(`${r.standIns}, ${what}`)}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ route: 'DELETE /watch/temporary/{id}', path: { id } })}
                >
                  {w.remove}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <ProblemNote error={remove.error} />
      {mayEdit && <NewStandIns scheduleId={scheduleId} people={people} zone={zone} />}
    </div>
  );
}

function NewStandIns({ scheduleId, people, zone }: Omit<Props, 'temporary'>) {
  const { words } = useWords();
  const w = useWatchWords();
  const r = useRosterWords();
  const fields = { from: useId(), to: useId(), reason: useId() };
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [hours, setHours] = useState('8');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  // Made here, so that a request that is sent twice stands in once.
  const [id, setId] = useState(() => crypto.randomUUID());
  const save = useWatchChange<'POST /watch/schedules/{id}/temporary'>();
  const [start, end] = [instantOf(from, zone), instantOf(to, zone)];
  const turns = start === null || end === null ? [] : takeTurns(start, end, Number(hours), chosen);
  const nameOf = (key: string) => people.find((person) => person.key === key)?.name ?? key;
  return (
    <details className="verify">
      <summary>{r.newStandIns}</summary>
      <form
        className="stand-in-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (start === null || end === null) return;
          const body = { id, from: start.toISOString(), to: end.toISOString(), shifts: turns, reason };
          save.mutate(
            { route: 'POST /watch/schedules/{id}/temporary', path: { id: scheduleId }, body },
            {
              onSuccess: () => {
                setId(crypto.randomUUID());
                setFrom('');
                setTo('');
                setReason('');
                setChosen([]);
              },
            },
          );
        }}
      >
        <p className="wide hint">{r.standInsHint}</p>
        <Time field={fields.from} label={w.from} value={from} onChange={setFrom} />
        <Time field={fields.to} label={w.to} value={to} onChange={setTo} />
        <NumberField label={r.hoursEach} value={hours} disabled={false} faults={[]} onChange={setHours} />
        <People legend={w.turns} people={people} chosen={chosen} onChange={setChosen} />
        <div className="wide">
          <label htmlFor={fields.reason}>{w.reason}</label>
          <input
            id={fields.reason}
            value={reason}
            maxLength={500}
            autoComplete="off"
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        <div className="wide" aria-live="polite">
          <h4>{w.preview}</h4>
          {turns.length === 0 ? (
            <p className={start !== null && end !== null && start >= end ? 'on-nobody' : 'hint'}>
              {start !== null && end !== null && start >= end ? w.wrongOrder : r.standInsEmpty}
            </p>
          ) : (
            <ul className="preview">
              {turns.slice(0, 20).map((turn) => (
                <li key={turn.from}>
                  <span className="shift-time">
                    {zonedMoment(turn.from, zone, words)} – {zonedMoment(turn.to, zone, words)}
                  </span>{' '}
                  {nameOf(turn.person)}
                </li>
              ))}
              {turns.length > 20 && <li className="hint">{r.andMore(turns.length - 20)}</li>}
            </ul>
          )}
        </div>
        <p className="wide form-end">
          <button type="submit" className="primary" disabled={turns.length === 0 || save.isPending}>
            {r.saveStandIns}
          </button>
          <output>{save.isSuccess && turns.length === 0 ? w.saved : ''}</output>
        </p>
        <div className="wide">
          <ProblemNote error={save.error} />
        </div>
      </form>
    </details>
  );
}

function Time({
  field,
  label,
  value,
  onChange,
}: {
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <div>
      <label htmlFor={field}>{label}</label>
      <input
        id={field}
        type="datetime-local"
        value={value}
        required
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
