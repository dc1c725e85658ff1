import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { WatchView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { keyOf } from '../words/key-of.js';
import { newLayer, scheduleOf } from './schedule-draft.js';
import { useRosterWords } from './roster-words.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly people: WatchView['people'];
  readonly zone: string;
  readonly today: string;
  readonly onMade: (id: string) => void;
}

/** Another schedule, with one layer that takes turns day by day: enough to begin with, and edited like any other. */
export function NewSchedule({ people, zone, today, onMade }: Props) {
  const w = useWatchWords();
  const r = useRosterWords();
  const field = useId();
  const [name, setName] = useState('');
  const [turns, setTurns] = useState<readonly string[]>([]);
  const add = useWatchChange<'POST /watch/schedules'>();
  const key = keyOf(name);
  return (
    <details className="verify">
      <summary>{r.newSchedule}</summary>
      <form
        className="schedule-form"
        onSubmit={(event) => {
          event.preventDefault();
          const layer = { ...newLayer([], { name: w.layer(1), zone, day: today }), participants: turns };
          add.mutate(
            {
              route: 'POST /watch/schedules',
              body: { key, ...scheduleOf({ name: name.trim(), zone, layers: [layer] }) },
            },
            {
              onSuccess: ({ id }) => {
                setName('');
                setTurns([]);
                onMade(id);
              },
            },
          );
        }}
      >
        <p className="hint">{r.newScheduleHint}</p>
        <label htmlFor={field}>{w.scheduleName}</label>
        <input
          id={field}
          value={name}
          maxLength={60}
          autoComplete="off"
          onChange={({ target }) => setName(target.value)}
        />
        <People legend={w.turns} people={people} chosen={turns} onChange={setTurns} />
        <ProblemNote error={add.error} />
        <p className="form-end">
          <button type="submit" disabled={key === '' || turns.length === 0 || add.isPending}>
            {r.addSchedule}
          </button>
          <output>
            {add.isSuccess && (
              <>
                {r.scheduleMade} <Link to="/policies">{r.toPolicies}</Link>
              </>
            )}
          </output>
        </p>
      </form>
    </details>
  );
}

/** People in the order in which they are chosen, which is the order of their turns. */
export function People({
  legend,
  people,
  chosen,
  onChange,
}: {
  readonly legend: string;
  readonly people: WatchView['people'];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const r = useRosterWords();
  return (
    <fieldset className="wide">
      <legend>{legend}</legend>
      <p className="checks">
        {people.map(({ key, name }) => {
          const place = chosen.indexOf(key);
          return (
            <label key={key} className="check">
              <input
                type="checkbox"
                checked={place >= 0}
                onChange={() => onChange(place >= 0 ? chosen.toSpliced(place, 1) : [...chosen, key])}
              />
              {place >= 0 ? r.inTurn(name, place + 1) : name}
            </label>
          );
        })}
      </p>
    </fieldset>
  );
}
