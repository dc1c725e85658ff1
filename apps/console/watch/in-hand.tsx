import { useId, useState } from 'react';
import type { WatchView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useSession } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { useHandoffWords } from './handoff-words.js';
import { OpenWorkList } from './open-work.js';
import { useWatchChange } from './watch-queries.js';

type Schedule = WatchView['schedules'][number];

/** What whoever looks would pass on now: to whom and when, the open incidents, and a note for the next. */
export function InHand({ watch: { schedules, inHand, notes, zone } }: { readonly watch: WatchView }) {
  const { words } = useWords();
  const w = useHandoffWords();
  const { signIn } = useSession();
  const title = useId();
  const on = schedules.filter(({ people, next }) => next !== null && people.some(({ key }) => key === signIn));
  if (on.length === 0 && inHand.length === 0) return null;
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 id={title}>{w.title}</h2>
      {inHand.length === 0 ? <p className="hint">{w.nothing}</p> : <OpenWorkList work={inHand} zone={zone} />}
      {on.map((schedule) => (
        <div key={schedule.id} className="next-handoff">
          <p>
            <strong>
              {schedule.next !== null &&
                w.nextAt(
                  schedule.name,
                  zonedMoment(schedule.next.from, zone, words),
                  schedule.next.people.map(({ name }) => name).join(', ') || w.nobodyNext,
                )}
            </strong>
          </p>
          <Note schedule={schedule} written={notes.find((note) => note.schedule === schedule.id) ?? null} zone={zone} />
        </div>
      ))}
    </section>
  );
}

interface NoteProps {
  readonly schedule: Schedule;
  readonly written: WatchView['notes'][number] | null;
  readonly zone: string;
}

function Note({ schedule, written, zone }: NoteProps) {
  const { words } = useWords();
  const w = useHandoffWords();
  const fields = { text: useId(), hint: useId() };
  // Null: as it was last saved.
  const [typed, setTyped] = useState<string | null>(null);
  const save = useWatchChange();
  const text = typed ?? written?.text ?? '';
  const isNew = text.trim() !== '' && text !== written?.text;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { route: 'POST /watch/notes', body: { schedule: schedule.id, text } },
          { onSuccess: () => setTyped(null) },
        );
      }}
    >
      <label htmlFor={fields.text}>{w.note(schedule.name)}</label>
      <textarea
        id={fields.text}
        rows={3}
        maxLength={2000}
        value={text}
        aria-describedby={fields.hint}
        onChange={({ target }) => setTyped(target.value)}
      />
      <p id={fields.hint} className="hint">
        {w.noteHint}
      </p>
      <p className="form-end">
        <button type="submit" disabled={!isNew || save.isPending}>
          {w.save}
        </button>
        <output>{!isNew && written !== null ? `✓ ${w.saved(zonedMoment(written.at, zone, words))}` : ''}</output>
      </p>
      <ProblemNote error={save.error} />
    </form>
  );
}
