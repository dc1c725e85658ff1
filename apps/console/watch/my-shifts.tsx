import { useId, useState } from 'react';
import type { ComingShift, WatchView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useSession } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** The coming shifts of whoever looks: to be confirmed, or offered to somebody else. */
export function MyShifts({ watch: { mine, people, zone } }: { readonly watch: WatchView }) {
  const w = useWatchWords();
  return (
    <section className="panel" aria-labelledby="mine-title">
      <h2 id="mine-title">{w.mine}</h2>
      {mine.length === 0 && <p className="hint">{w.noShifts}</p>}
      <ul className="address-list">
        {mine.map((shift) => (
          <MyShift key={`${shift.schedule.id} ${shift.from}`} shift={shift} people={people} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  readonly shift: ComingShift;
  readonly people: WatchView['people'];
  readonly zone: string;
}

function MyShift({ shift: { schedule, from, to, confirmedAt }, people, zone }: Props) {
  const { words } = useWords();
  const w = useWatchWords();
  const { id: me } = useSession();
  const field = useId();
  const [isOffering, setIsOffering] = useState(false);
  const [person, setPerson] = useState('');
  const change = useWatchChange();
  const when = `${schedule.name}, ${zonedMoment(from, zone, words)} – ${zonedMoment(to, zone, words)}`;
  return (
    <li className="own-row">
      <span>{when}</span>
      <span className="own-tools">
        {confirmedAt === null ? (
          <button
            type="button"
            aria-label={`${w.confirm} ${when}`}
            disabled={change.isPending}
            onClick={() => change.mutate({ route: 'POST /watch/confirmations', body: { schedule: schedule.id, from } })}
          >
            {w.confirm}
          </button>
        ) : (
          <span className="proof proof-yes">✓ {w.confirmed}</span>
        )}
        {!isOffering && (
          <button type="button" className="quiet" aria-label={`${w.offer} ${when}`} onClick={() => setIsOffering(true)}>
            {w.offer}
          </button>
        )}
      </span>
      {isOffering && (
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(
              {
                route: 'POST /watch/swaps',
                body: { schedule: schedule.id, from, to, person: person === '' ? null : person },
              },
              { onSuccess: () => setIsOffering(false) },
            );
          }}
        >
          <div>
            <label htmlFor={field}>{w.offerTo}</label>
            <select id={field} value={person} onChange={({ target }) => setPerson(target.value)}>
              <option value="">{w.anyone}</option>
              {people
                .filter(({ id }) => id !== me)
                .map(({ key, name }) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
            </select>
          </div>
          <button type="submit" disabled={change.isPending}>
            {w.offerSwap}
          </button>
          <button type="button" className="quiet" onClick={() => setIsOffering(false)}>
            {w.cancel}
          </button>
        </form>
      )}
      <ProblemNote error={change.error} />
    </li>
  );
}
