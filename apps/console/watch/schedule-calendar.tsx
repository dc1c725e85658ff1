import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ScheduleView, ShiftView, WatchView } from '#contracts';
import { serverNow } from '../api/server-clock.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { wallTime, zonedTime } from '../words/zoned.js';
import { daysAround, type DaySpan, shiftsIn, type Span, step } from './calendar-days.js';
import { OverrideForm } from './override-form.js';
import { Overrides } from './overrides.js';
import { ScheduleEditor } from './schedule-editor.js';
import { scheduleQuery } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** One schedule day by day: who is on duty, what was changed, where nobody is, and under it what each layer would give. */
export function ScheduleCalendar({ watch: { schedules, zone, people } }: { readonly watch: WatchView }) {
  const { words } = useWords();
  const w = useWatchWords();
  const mayEdit = useMay('roster.edit');
  const fields = { schedule: useId(), span: useId(), title: useId() };
  const today = wallTime(new Date(serverNow()), zone).slice(0, 10);
  const [id, setId] = useState(schedules.find(({ key }) => key === 'watch')?.id ?? schedules[0]?.id ?? '');
  const [span, setSpan] = useState<Span>('two-weeks');
  const [anchor, setAnchor] = useState(today);
  const [showsLayers, setShowsLayers] = useState(false);
  const days = daysAround(anchor, span, zone);
  const first = days[0]?.from ?? '';
  const query = useQuery({
    ...scheduleQuery(id, first, days.at(-1)?.to ?? ''),
    // While other days are asked for, what is being written beside them stays.
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });
  const schedule = query.data;
  const [preview, setPreview] = useState<ScheduleView | null>(null);
  // What was tried out is shown for as long as the days that it was tried out for.
  const tried = preview !== null && preview.id === id && preview.from === first ? preview : null;
  return (
    <section className="panel" aria-labelledby={fields.title}>
      <h2 id={fields.title}>{w.calendar}</h2>
      <div className="calendar-tools">
        <div>
          <label htmlFor={fields.schedule}>{w.schedule}</label>
          <select id={fields.schedule} value={id} onChange={({ target }) => setId(target.value)}>
            {schedules.map((option) => (
              <option key={option.id} value={option.id}>
                {option.name}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={fields.span}>{w.span}</label>
          <select
            id={fields.span}
            value={span}
            onChange={({ target }) => setSpan(target.value === 'month' ? 'month' : 'two-weeks')}
          >
            <option value="two-weeks">{w.twoWeeks}</option>
            <option value="month">{w.month}</option>
          </select>
        </div>
        <p className="calendar-moves">
          <button type="button" onClick={() => setAnchor(step(anchor, span, -1))}>
            ← {w.earlier}
          </button>
          <button type="button" onClick={() => setAnchor(today)}>
            {w.today}
          </button>
          <button type="button" onClick={() => setAnchor(step(anchor, span, 1))}>
            {w.later} →
          </button>
        </p>
        <label className="check">
          <input type="checkbox" checked={showsLayers} onChange={({ target }) => setShowsLayers(target.checked)} />
          {w.showLayers}
        </label>
        <span className="hint">{w.timesOf(zone)}</span>
      </div>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={schedule !== undefined} />
      )}
      {schedule === undefined ? (
        <p>{words.frame.loading}</p>
      ) : (
        <>
          <div aria-live="polite">
            {tried !== null && (
              <p className="warning previewing">
                {w.previewing}{' '}
                <button type="button" onClick={() => setPreview(null)}>
                  {w.stopPreview}
                </button>
              </p>
            )}
          </div>
          <ol className="calendar">
            {days.map((day) => (
              <Day
                key={day.day}
                day={day}
                zone={zone}
                isToday={day.day === today}
                isOutside={span === 'month' && day.day.slice(0, 7) !== anchor.slice(0, 7)}
                schedule={tried ?? schedule}
                showsLayers={showsLayers}
              />
            ))}
          </ol>
          <Overrides overrides={schedule.overrides} zone={zone} />
        </>
      )}
      {mayEdit && <OverrideForm scheduleId={id} people={people} zone={zone} />}
      {mayEdit && schedule !== undefined && (
        <ScheduleEditor key={schedule.id} schedule={schedule} people={people} today={today} onPreview={setPreview} />
      )}
    </section>
  );
}

interface DayProps {
  readonly day: DaySpan;
  readonly zone: string;
  readonly isToday: boolean;
  readonly isOutside: boolean;
  readonly schedule: ScheduleView;
  readonly showsLayers: boolean;
}

function Day({ day, zone, isToday, isOutside, schedule, showsLayers }: DayProps) {
  const { words } = useWords();
  const w = useWatchWords();
  const name = new Intl.DateTimeFormat(words.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const names = ['day', isToday ? 'day-today' : '', isOutside ? 'day-outside' : '']
    .filter((part) => part !== '')
    .join(' ');
  return (
    <li className={names} aria-current={isToday ? 'date' : undefined}>
      <h3>{name.format(new Date(`${day.day}T00:00:00Z`))}</h3>
      <ul>
        {shiftsIn(schedule.shifts, day).map((shift) => (
          <Shift key={shift.from} shift={shift} day={day} zone={zone} />
        ))}
      </ul>
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

function Shift({ shift, day, zone }: { readonly shift: ShiftView; readonly day: DaySpan; readonly zone: string }) {
  const w = useWatchWords();
  const { from, to, people, because } = shift;
  const isGap = people.length === 0;
  const isChanged = because === 'override' || because === 'temporary';
  return (
    <li className={isGap ? 'shift shift-gap' : isChanged ? 'shift shift-changed' : 'shift'}>
      <span className="shift-time">
        {zonedTime(from, zone)}–{to === day.to ? '24:00' : zonedTime(to, zone)}
      </span>{' '}
      {isGap ? <strong>▲ {w.gapMark}</strong> : people.map(({ name }) => name).join(', ')}
      {isChanged && !isGap && <em> ({w.changedMark})</em>}
    </li>
  );
}
