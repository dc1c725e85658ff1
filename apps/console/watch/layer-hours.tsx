import { useId } from 'react';
import { FaultNote, type Faults } from '../marks/faults.js';
import { weekdays, type Window } from './schedule-draft.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly windows: readonly Window[];
  readonly faults: Faults;
  readonly onChange: (windows: readonly Window[]) => void;
}

/** The hours of the week at which a layer counts; a window over midnight belongs to the day on which it begins. */
export function LayerHours({ windows, faults, onChange }: Props) {
  const w = useWatchWords();
  const note = useId();
  return (
    <div className="layer-hours">
      <h4>{w.windows}</h4>
      {windows.length === 0 && <p className="hint">{w.noWindows}</p>}
      {windows.map((window, place) => {
        const change = (next: Partial<Window>) => onChange(windows.with(place, { ...window, ...next }));
        return (
          <fieldset key={place} className="inline-form" aria-describedby={faults.length > 0 ? note : undefined}>
            <legend className="unseen">
              {w.windows} {place + 1}
            </legend>
            <span className="checks">
              {weekdays.map((day) => (
                <label key={day} className="check">
                  <input
                    type="checkbox"
                    checked={window.days.includes(day)}
                    onChange={({ target }) =>
                      change({
                        days: weekdays.filter((known) =>
                          known === day ? target.checked : window.days.includes(known),
                        ),
                      })
                    }
                  />
                  {w.days[day]}
                </label>
              ))}
            </span>
            <label>
              {w.from}
              <input type="time" value={window.from} onChange={({ target }) => change({ from: target.value })} />
            </label>
            <label>
              {w.to}
              <input type="time" value={window.to} onChange={({ target }) => change({ to: target.value })} />
            </label>
            <button
              type="button"
              className="quiet"
              aria-label={w.removeWindow(place + 1)}
              onClick={() => onChange(windows.toSpliced(place, 1))}
            >
              ✕
            </button>
          </fieldset>
        );
      })}
      <FaultNote id={note} faults={faults} />
      <button
        type="button"
        className="quiet"
        onClick={() => onChange([...windows, { days: [...weekdays], from: '08:00', to: '18:00' }])}
      >
        + {w.addWindow}
      </button>
    </div>
  );
}
