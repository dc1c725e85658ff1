import { useId } from 'react';
import type { OverrideView, ScheduleView } from '#contracts';
import { useNow } from '../frame/now.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { CalendarBand } from './calendar-band.js';
import { type DaySpan, shiftsIn, weeksOf } from './calendar-days.js';
import type { Mark } from './calendar-marks.js';
import { lengthOf, slotsOf, type Stretch } from './calendar-slots.js';
import { useCalendarWords } from './calendar-words.js';
import { useStretch } from './use-stretch.js';

interface Props {
  readonly days: readonly DaySpan[];
  readonly zone: string;
  readonly schedule: ScheduleView;
  readonly marks: readonly Mark[];
  readonly showsLayers: boolean;
  /** Null for whoever may change nothing. */
  readonly onChosen: ((stretch: Stretch, override: OverrideView | null) => void) | null;
}

/** As many as anybody reads under a calendar; each is marked in it too. */
const mostGaps = 10;

/** Minutes. As fine as a pointer can tell apart at that width. */
const slotMinutes = (days: number): number => (days === 1 ? 15 : 60);

/** Days side by side, a week in a row, on which a time is chosen by dragging or by the keyboard. */
export function CalendarBoard({ days, zone, schedule, marks, showsLayers, onChosen }: Props) {
  const { words } = useWords();
  const w = useCalendarWords();
  const hints = { choose: useId(), mark: useId() };
  const minutes = slotMinutes(days.length);
  const now = Math.floor(useNow() / 60_000) * 60_000;
  const controls = useStretch({
    slots: slotsOf(days, minutes),
    slotMs: minutes * 60_000,
    zone,
    shifts: schedule.shifts.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })),
    now,
    onChosen: onChosen ?? (() => undefined),
  });
  const told = controls.moved?.stretch ?? controls.chosen;
  const moment = (at: number) => zonedMoment(new Date(at).toISOString(), zone, words);
  const said =
    told === null ? '' : w.chosen(moment(told.from), moment(told.to), lengthOf(told), onDuty(schedule, told, w.nobody));
  return (
    <>
      <div className="calendar board">
        {weeksOf(days).map((week) => (
          <CalendarBand
            key={week[0]?.day}
            days={week}
            zone={zone}
            schedule={schedule}
            marks={marks}
            showsLayers={showsLayers}
            now={now}
            controls={onChosen === null ? null : controls}
            hints={hints}
          />
        ))}
      </div>
      {schedule.gaps.length > 0 && (
        <ul className="board-gaps">
          {schedule.gaps.slice(0, mostGaps).map(({ from, to }) => (
            <li key={from}>▲ {w.gap(zonedMoment(from, zone, words), zonedMoment(to, zone, words))}</li>
          ))}
        </ul>
      )}
      {onChosen !== null && (
        <>
          <output className="chosen">{said}</output>
          <p id={hints.choose} className="hint">
            {w.chooseHint}
          </p>
          <span id={hints.mark} className="unseen">
            {w.markHint}
          </span>
        </>
      )}
    </>
  );
}

/** Everyone who is on duty in some of a time, in the order in which they are; nobody as well, where nobody is. */
function onDuty({ shifts }: ScheduleView, { from, to }: Stretch, nobody: string): string {
  const within = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const names = shiftsIn(shifts, within).flatMap(({ people }) =>
    people.length === 0 ? [nobody] : people.map(({ name }) => name),
  );
  return [...new Set(names)].join(', ');
}
