import { useId, useState } from 'react';
import type { WatchView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay, useSession } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { instantOf, zonedMoment } from '../words/zoned.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** Who is away: asked for by each for themselves, granted by managers. */
export function Absences({ watch: { absences, people, zone } }: { readonly watch: WatchView }) {
  const { words } = useWords();
  const w = useWatchWords();
  const { signIn } = useSession();
  const [mayGrant, mayAsk] = [useMay('roster.edit'), useMay('shift.swap')];
  const change = useWatchChange();
  return (
    <section className="panel" aria-labelledby="absences-title">
      <h2 id="absences-title">{w.absences}</h2>
      {absences.length === 0 && <p className="hint">{w.noAbsences}</p>}
      <ul className="address-list">
        {absences.map(({ id, person, from, to, reason, state }) => {
          const what = `${person.name}, ${zonedMoment(from, zone, words)} – ${zonedMoment(to, zone, words)}`;
          const settle = (grant: boolean) => (
            <button
              type="button"
              className={grant ? undefined : 'quiet'}
              aria-label={`${grant ? w.grant : w.refuse}${words.colon}${what}`}
              disabled={change.isPending}
              onClick={() => change.mutate({ route: 'POST /watch/absences/{id}', path: { id }, body: { grant } })}
            >
              {grant ? w.grant : w.refuse}
            </button>
          );
          return (
            <li key={id} className="own-row">
              <span>
                {what}{' '}
                <span className="hint">
                  {[w.absenceStates[state], reason].filter((part) => part !== '').join(' · ')}
                </span>
              </span>
              <span className="own-tools">
                {mayGrant && state === 'requested' && settle(true)}
                {mayGrant && state === 'requested' && settle(false)}
                {(mayGrant || person.key === signIn) && (state === 'requested' || state === 'granted') && (
                  <button
                    type="button"
                    className="quiet"
                    aria-label={`${w.remove}${words.colon}${what}`}
                    disabled={change.isPending}
                    onClick={() => change.mutate({ route: 'DELETE /watch/absences/{id}', path: { id } })}
                  >
                    {w.remove}
                  </button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {mayAsk && <NewAbsence people={mayGrant ? people : []} zone={zone} />}
      <ProblemNote error={change.error} />
    </section>
  );
}

/** `people`: for whom one may be entered besides oneself. */
function NewAbsence({ people, zone }: { readonly people: WatchView['people']; readonly zone: string }) {
  const w = useWatchWords();
  const { signIn } = useSession();
  const fields = { person: useId(), from: useId(), to: useId(), reason: useId() };
  const [person, setPerson] = useState(signIn);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const save = useWatchChange();
  const [start, end] = [instantOf(from, zone), instantOf(to, zone)];
  return (
    <details className="verify">
      <summary>{w.newAbsence}</summary>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (start === null || end === null) return;
          const body = {
            from: start.toISOString(),
            to: end.toISOString(),
            reason,
            ...(people.length > 0 && { person }),
          };
          save.mutate(
            { route: 'POST /watch/absences', body },
            {
              onSuccess: () => {
                setFrom('');
                setTo('');
                setReason('');
              },
            },
          );
        }}
      >
        {people.length > 0 && (
          <div>
            <label htmlFor={fields.person}>{w.person}</label>
            <select id={fields.person} value={person} onChange={({ target }) => setPerson(target.value)}>
              {people.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <div>
          <label htmlFor={fields.from}>{w.from}</label>
          <input
            id={fields.from}
            type="datetime-local"
            value={from}
            required
            onChange={({ target }) => setFrom(target.value)}
          />
        </div>
        <div>
          <label htmlFor={fields.to}>{w.to}</label>
          <input
            id={fields.to}
            type="datetime-local"
            value={to}
            required
            onChange={({ target }) => setTo(target.value)}
          />
        </div>
        <div className="grow">
          <label htmlFor={fields.reason}>{w.reason}</label>
          <input
            id={fields.reason}
            value={reason}
            maxLength={500}
            autoComplete="off"
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        <button type="submit" disabled={save.isPending || start === null || end === null}>
          {w.saveAbsence}
        </button>
        <p className="hint wide">{w.absenceHint}</p>
        <ProblemNote error={save.error} />
      </form>
    </details>
  );
}
