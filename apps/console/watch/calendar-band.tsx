import type { ReactNode } from 'react';
import type { ScheduleView, ShiftView } from '#contracts';
import { useWords } from '../words/use-words.js';
import { wallTime, zonedMoment, zonedTime } from '../words/zoned.js';
import type { DaySpan } from './calendar-days.js';
import { MarkBar } from './calendar-mark.js';
import type { Mark } from './calendar-marks.js';
import { inLines, placeIn, slotsOf, type Stretch } from './calendar-slots.js';
import { useCalendarWords } from './calendar-words.js';
import type { StretchControls } from './use-stretch.js';

/** The ids of what tells how to choose a time, and how to carry an override. */
export interface Hints {
  readonly choose: string;
  readonly mark: string;
}

interface Props {
  /** A week, or one day. */
  readonly days: readonly DaySpan[];
  readonly zone: string;
  readonly schedule: ScheduleView;
  readonly marks: readonly Mark[];
  readonly showsLayers: boolean;
  readonly now: number;
  /** Null for whoever may change nothing. */
  readonly controls: StretchControls | null;
  readonly hints: Hints;
}

/** A week or a day as one axis of time: each layer a row, what was put on top of them another, and at the bottom who is on duty. */
export function CalendarBand({ days, zone, schedule, marks, showsLayers, now, controls, hints }: Props) {
  const { words } = useWords();
  const w = useCalendarWords();
  const within: Stretch = { from: Date.parse(days[0]?.from ?? ''), to: Date.parse(days.at(-1)?.to ?? '') };
  const dayName = new Intl.DateTimeFormat(words.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const named = ({ day }: DaySpan) => dayName.format(new Date(`${day}T00:00:00Z`));
  const week = days[0] === undefined ? '' : w.week(named(days[0]), named(days.at(-1) ?? days[0]));
  const hours = days.length === 1 ? slotsOf(days, 60).slice(0, -1) : [];
  const nowPlace = placeIn(within, { from: now, to: now + 1 });
  const today = wallTime(new Date(now), zone).slice(0, 10);
  const shown = marks.filter((mark) =>
    placeIn(within, controls?.moved?.id === mark.id ? controls.moved.stretch : mark),
  );
  const rail = (name: string, shifts: readonly ShiftView[], isDuty: boolean, over?: ReactNode) => (
    <Row name={name} week={week} className={isDuty ? 'row-duty' : ''} over={over}>
      {shifts.map((shift) => {
        const place = placeIn(within, { from: Date.parse(shift.from), to: Date.parse(shift.to) });
        return place === null ? null : <ShiftBar key={shift.from} {...{ shift, place, zone, isDuty }} />;
      })}
    </Row>
  );
  return (
    <section className="band" aria-label={week} data-band>
      <div className="band-head" aria-hidden="true">
        {days.map((day) => (
          <span
            key={day.day}
            className={day.day === today ? 'band-day band-today' : 'band-day'}
            style={at(within, day)}
          >
            {named(day)}
          </span>
        ))}
        {hours.map((hour, place) =>
          place % 3 === 0 ? (
            <span
              key={hour}
              className="band-hour"
              style={{ left: `${placeIn(within, { from: hour, to: hour + 1 })?.left ?? 0}%` }}
            >
              {zonedTime(new Date(hour).toISOString(), zone)}
            </span>
          ) : null,
        )}
      </div>
      {showsLayers &&
        schedule.layers.map(({ name }, place) => (
          <div key={name} className="band-row">
            {rail(name, schedule.layerShifts[place] ?? [], false)}
          </div>
        ))}
      {shown.length > 0 && (
        <div className="band-row">
          <span className="row-name" aria-hidden="true">
            {w.changes}
          </span>
          <div className="row-lines">
            {inLines(shown).map((line) => (
              <ul key={line[0]?.id} className="track" aria-label={w.row(w.changes, week)}>
                {line.map((mark) => (
                  <MarkBar
                    key={mark.id}
                    mark={mark}
                    within={within}
                    zone={zone}
                    controls={controls}
                    hintId={hints.mark}
                  />
                ))}
              </ul>
            ))}
          </div>
        </div>
      )}
      <div className="band-row">
        {rail(w.onDuty, schedule.shifts, true, controls !== null && <Surface {...{ within, controls, hints, week }} />)}
      </div>
      <div className="band-grid" aria-hidden="true">
        {days.slice(1).map((day) => (
          <span key={day.day} className="band-line" style={{ left: `${placeIn(within, bounds(day))?.left ?? 0}%` }} />
        ))}
        {nowPlace !== null && (
          <span className="band-now" style={{ left: `${nowPlace.left}%` }}>
            <span>{w.now}</span>
          </span>
        )}
      </div>
    </section>
  );
}

const bounds = ({ from, to }: DaySpan): Stretch => ({ from: Date.parse(from), to: Date.parse(to) });

function at(within: Stretch, day: DaySpan) {
  const place = placeIn(within, bounds(day));
  return { left: `${place?.left ?? 0}%`, width: `${place?.width ?? 0}%` };
}

interface RowProps {
  readonly name: string;
  readonly week: string;
  readonly className: string;
  readonly over?: ReactNode;
  readonly children: ReactNode;
}

function Row({ name, week, className, over, children }: RowProps) {
  const w = useCalendarWords();
  return (
    <>
      <span className="row-name" aria-hidden="true">
        {name}
      </span>
      <div className={`row-lines ${className}`}>
        <ul className="track" aria-label={w.row(name, week)}>
          {children}
        </ul>
        {over}
      </div>
    </>
  );
}

interface ShiftBarProps {
  readonly shift: ShiftView;
  readonly place: { readonly left: number; readonly width: number };
  readonly zone: string;
  readonly isDuty: boolean;
}

function ShiftBar({ shift: { from, to, people, because }, place, zone, isDuty }: ShiftBarProps) {
  const { words } = useWords();
  const w = useCalendarWords();
  const isGap = people.length === 0;
  const isChanged = because === 'override' || because === 'temporary';
  const kind = !isDuty ? (isGap ? 'bar-empty' : 'bar-layer') : isGap ? 'shift-gap' : isChanged ? 'shift-changed' : '';
  const who = isGap ? w.nobody : people.map(({ name }) => name).join(', ');
  const when = `${zonedMoment(from, zone, words)} – ${zonedMoment(to, zone, words)}`;
  return (
    <li
      className={`bar ${kind}`}
      style={{ left: `${place.left}%`, width: `${place.width}%` }}
      title={`${who}, ${when}`}
    >
      <span className="bar-who">
        {isGap && isDuty && '▲ '}
        {isGap && !isDuty ? <span className="unseen">{who}</span> : who}
      </span>
      <span className="unseen">
        {isChanged && isDuty && `, ${w.changed}`}, {when}
      </span>
    </li>
  );
}

interface SurfaceProps {
  readonly within: Stretch;
  readonly week: string;
  readonly controls: StretchControls;
  readonly hints: Hints;
}

/** What lies over the duty of a week to choose a time on. It takes the arrows for itself, so screen readers must pass them on. */
function Surface({ within, week, controls, hints }: SurfaceProps) {
  const w = useCalendarWords();
  const place = controls.chosen === null ? null : placeIn(within, controls.chosen);
  return (
    <div role="application" aria-label={w.row(w.choose, week)}>
      <button
        type="button"
        className="surface"
        aria-label={w.row(w.choose, week)}
        aria-describedby={hints.choose}
        data-from={within.from}
        data-to={within.to}
        {...controls.surface}
        {...controls.dragging}
      >
        {place !== null && <span className="stretch" style={{ left: `${place.left}%`, width: `${place.width}%` }} />}
      </button>
    </div>
  );
}
