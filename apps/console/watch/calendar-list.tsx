import type { ScheduleView, ShiftView } from '#contracts';
import { useWords } from '../words/use-words.js';
import { zonedTime } from '../words/zoned.js';
import { type DaySpan, shiftsIn } from './calendar-days.js';
import { useMarkWords } from './calendar-mark.js';
import type { Mark } from './calendar-marks.js';
import { placeIn, type Stretch } from './calendar-slots.js';
import { useCalendarWords } from './calendar-words.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly days: readonly DaySpan[];
  readonly zone: string;
  readonly today: string;
  readonly schedule: ScheduleView;
  readonly marks: readonly Mark[];
  readonly showsLayers: boolean;
  /** Null for whoever may change nothing. */
  readonly onChosen: ((stretch: Stretch) => void) | null;
}

/** Days under each other, each with who is on duty, what was changed, and what each layer alone would give. */
export function CalendarList({ days, today, ...rest }: Props) {
  return (
    <ol className="calendar calendar-list">
      {days.map((day) => (
        <Day key={day.day} day={day} isToday={day.day === today} {...rest} />
      ))}
    </ol>
  );
}

type DayProps = Omit<Props, 'days' | 'today'> & { readonly day: DaySpan; readonly isToday: boolean };

function Day({ day, zone, isToday, schedule, marks, showsLayers, onChosen }: DayProps) {
  const { words } = useWords();
  const w = useWatchWords();
  const told = useMarkWords();
  const name = new Intl.DateTimeFormat(words.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const within = { from: Date.parse(day.from), to: Date.parse(day.to) };
  const time = (instant: number) =>
    instant <= within.from
      ? '00:00'
      : instant >= within.to
        ? '24:00'
        : zonedTime(new Date(instant).toISOString(), zone);
  return (
    <li className={isToday ? 'day day-today' : 'day'} aria-current={isToday ? 'date' : undefined}>
      <h3>{name.format(new Date(`${day.day}T00:00:00Z`))}</h3>
      <ul>
        {shiftsIn(schedule.shifts, day).map((shift) => (
          <Shift
            key={shift.from}
            {...{ shift, day, zone, onChosen }}
            dayName={name.format(new Date(`${day.day}T00:00:00Z`))}
          />
        ))}
      </ul>
      {marks
        .filter((mark) => placeIn(within, mark) !== null)
        .map((mark) => (
          <p key={mark.id} className="day-mark">
            {time(mark.from)}–{time(mark.to)} {told(mark)}
          </p>
        ))}
      {showsLayers &&
        schedule.layers.map((layer, place) => (
          <div key={layer.name} className="layer">
            <strong>{layer.name}</strong>
            {shiftsIn(schedule.layerShifts[place] ?? [], day).map((shift) => (
              <span key={shift.from}>
                {zonedTime(shift.from, zone)} {shift.people.map((person) => person.name).join(', ') || w.nobody}
              </span>
            ))}
          </div>
        ))}
    </li>
  );
}

interface ShiftProps {
  readonly shift: ShiftView;
  readonly day: DaySpan;
  readonly dayName: string;
  readonly zone: string;
  readonly onChosen: ((stretch: Stretch) => void) | null;
}

function Shift({ shift: { from, to, people, because }, day, dayName, zone, onChosen }: ShiftProps) {
  const w = useWatchWords();
  const c = useCalendarWords();
  const isGap = people.length === 0;
  const isChanged = because === 'override' || because === 'temporary';
  const when = `${zonedTime(from, zone)}–${to === day.to ? '24:00' : zonedTime(to, zone)}`;
  return (
    <li className={isGap ? 'shift shift-gap' : isChanged ? 'shift shift-changed' : 'shift'}>
      <span>
        <span className="shift-time">{when}</span>{' '}
        {isGap ? <strong>▲ {w.gapMark}</strong> : people.map(({ name }) => name).join(', ')}
        {isChanged && !isGap && <em> ({w.changedMark})</em>}
      </span>
      {onChosen !== null && (
        <button
          type="button"
          className="quiet"
          aria-label={c.changeThis(`${dayName}, ${when}`)}
          onClick={() => onChosen({ from: Date.parse(from), to: Date.parse(to) })}
        >
          {c.change}
        </button>
      )}
    </li>
  );
}
