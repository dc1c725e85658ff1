import type { OverrideView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { useCalendarWords } from './calendar-words.js';
import type { Done } from './override-undo.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly scheduleId: string;
  readonly overrides: readonly OverrideView[];
  readonly zone: string;
  readonly onChange: (override: OverrideView) => void;
  readonly onDone: (done: Done) => void;
}

/** The changes on top of the layers, in words, each to be changed or taken off. */
export function Overrides({ scheduleId, overrides, zone, onChange, onDone }: Props) {
  const { words } = useWords();
  const w = useWatchWords();
  const c = useCalendarWords();
  const mayEdit = useMay('roster.edit');
  const remove = useWatchChange();
  return (
    <div className="overrides">
      <h3>{w.overrides}</h3>
      {overrides.length === 0 && <p className="hint">{w.noOverrides}</p>}
      <ul className="address-list">
        {overrides.map((override) => {
          const { id, kind, person, replaces, from, to, reason, by, origin } = override;
          const what = w.override(kind, person.name, replaces?.name ?? null);
          return (
            <li key={id} className="own-row">
              <span>
                <strong>{what}</strong> {zonedMoment(from, zone, words)} – {zonedMoment(to, zone, words)}{' '}
                <span className="hint">{[reason, by].filter((part) => part !== '').join(' · ')}</span>
              </span>
              {mayEdit && (
                <span className="own-tools">
                  {origin === 'desk' && (
                    <button
                      type="button"
                      className="quiet"
                      aria-label={`${c.change}${words.colon}${what}`}
                      onClick={() => onChange(override)}
                    >
                      {c.change}
                    </button>
                  )}
                  <button
                    type="button"
                    className="quiet"
                    aria-label={w.takeOff(what)}
                    disabled={remove.isPending}
                    onClick={() =>
                      remove.mutate(
                        { route: 'DELETE /watch/overrides/{id}', path: { id } },
                        {
                          onSuccess: () => onDone({ text: c.removedOverride(what), undo: again(scheduleId, override) }),
                        },
                      )
                    }
                  >
                    {w.remove}
                  </button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <ProblemNote error={remove.error} />
    </div>
  );
}

/** Makes an override anew as it was; `insteadOf` is taken off by it. */
export function again(
  scheduleId: string,
  { kind, from, to, person, replaces, reason }: OverrideView,
  insteadOf?: string,
) {
  return {
    route: 'POST /watch/schedules/{id}/overrides',
    path: { id: scheduleId },
    body: {
      id: crypto.randomUUID(),
      kind,
      from,
      to,
      person: person.key,
      replaces: replaces?.key ?? null,
      reason,
      ...(insteadOf !== undefined && { insteadOf }),
    },
  } as const;
}
