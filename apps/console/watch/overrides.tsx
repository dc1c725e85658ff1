import type { ScheduleView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** What was changed on top of the layers in the days shown. */
export function Overrides({
  overrides,
  zone,
}: {
  readonly overrides: ScheduleView['overrides'];
  readonly zone: string;
}) {
  const { words } = useWords();
  const w = useWatchWords();
  const mayEdit = useMay('roster.edit');
  const remove = useWatchChange();
  return (
    <div className="overrides">
      <h3>{w.overrides}</h3>
      {overrides.length === 0 && <p className="hint">{w.noOverrides}</p>}
      <ul className="address-list">
        {overrides.map(({ id, kind, person, replaces, from, to, reason, by }) => {
          const what = w.override(kind, person.name, replaces?.name ?? null);
          return (
            <li key={id}>
              <strong>{what}</strong> {zonedMoment(from, zone, words)} – {zonedMoment(to, zone, words)}{' '}
              <span className="hint">{[reason, by].filter((part) => part !== '').join(' · ')}</span>{' '}
              {mayEdit && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={w.takeOff(what)}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ route: 'DELETE /watch/overrides/{id}', path: { id } })}
                >
                  {w.remove}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <ProblemNote error={remove.error} />
    </div>
  );
}
