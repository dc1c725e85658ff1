import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { OverrideView, ScheduleView, WatchView } from '#contracts';
import { serverNow } from '../api/server-clock.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { wallTime } from '../words/zoned.js';
import { CalendarBoard } from './calendar-board.js';
import { daysAround, type Span } from './calendar-days.js';
import { CalendarList } from './calendar-list.js';
import { marksOf } from './calendar-marks.js';
import type { Stretch } from './calendar-slots.js';
import { CalendarTools } from './calendar-tools.js';
import { useCalendarWords } from './calendar-words.js';
import { ImportCalendar } from './import-calendar.js';
import { NewSchedule } from './new-schedule.js';
import { type Chosen, OverrideForm } from './override-form.js';
import { type Done, OverrideUndo } from './override-undo.js';
import { Overrides } from './overrides.js';
import { ScheduleEditor } from './schedule-editor.js';
import { StandIns } from './stand-ins.js';
import { useWide } from './use-wide.js';
import { scheduleQuery } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** One schedule over days: what each layer gives, what was put on top, who is on duty in the end, and where nobody is. */
export function ScheduleCalendar({
  watch: { schedules, zone: usualZone, people, swaps },
}: {
  readonly watch: WatchView;
}) {
  const { words } = useWords();
  const w = useWatchWords();
  const c = useCalendarWords();
  const mayEdit = useMay('roster.edit');
  const isWide = useWide();
  const title = useId();
  const [id, setId] = useState(schedules.find(({ key }) => key === 'watch')?.id ?? schedules[0]?.id ?? '');
  const [zone, setZone] = useState(usualZone);
  const [span, setSpan] = useState<Span>(isWide ? 'two-weeks' : 'week');
  const today = wallTime(new Date(serverNow()), zone).slice(0, 10);
  const [anchor, setAnchor] = useState(today);
  const [showsLayers, setShowsLayers] = useState(isWide);
  const [asList, setAsList] = useState(false);
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
  const [chosen, setChosen] = useState<Chosen | null>(null);
  // Each choice has a form of its own; saving ends none, so that the form can say that it was saved.
  const [place, setPlace] = useState(0);
  // Once the form lets go of a time nothing stays chosen in the calendar.
  const [cleared, setCleared] = useState(0);
  const [done, setDone] = useState<Done | null>(null);
  const choose = (stretch: Stretch, override: OverrideView | null) => {
    setPlace(place + 1);
    setChosen({ ...stretch, override });
    // What is begun now is not what the offer to undo is about.
    setDone(null);
  };
  const forget = () => {
    setPlace(place + 1);
    setChosen(null);
    setCleared(cleared + 1);
  };
  const shown = tried ?? schedule;
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 id={title}>{w.calendar}</h2>
      <CalendarTools
        {...{ schedules, id, span, anchor, today, zone, usualZone, showsLayers }}
        asList={isWide ? asList : null}
        onSchedule={(next) => {
          setId(next);
          forget();
        }}
        onSpan={setSpan}
        onAnchor={setAnchor}
        onZone={setZone}
        onLayers={setShowsLayers}
        onList={setAsList}
      />
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={schedule !== undefined} />
      )}
      {schedule === undefined || shown === undefined ? (
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
          {isWide && !asList ? (
            <CalendarBoard
              key={`${id} ${zone} ${cleared}`}
              days={days}
              zone={zone}
              schedule={shown}
              marks={marksOf(shown, swaps)}
              showsLayers={showsLayers}
              onChosen={mayEdit ? choose : null}
            />
          ) : (
            <CalendarList
              days={days}
              zone={zone}
              today={today}
              schedule={shown}
              marks={marksOf(shown, swaps)}
              showsLayers={showsLayers}
              onChosen={mayEdit ? (stretch) => choose(stretch, null) : null}
            />
          )}
          <OverrideUndo done={done} onUndone={() => setDone({ text: c.undone, undo: null })} />
        </>
      )}
      {mayEdit && (
        <OverrideForm
          key={`${id} ${place}`}
          scheduleId={id}
          people={people}
          zone={zone}
          chosen={chosen}
          onDone={(saved) => {
            setDone(saved);
            setChosen(null);
            setCleared(cleared + 1);
          }}
          onClear={forget}
        />
      )}
      {schedule !== undefined && (
        <Overrides
          scheduleId={id}
          overrides={schedule.overrides}
          zone={zone}
          onChange={(override) => choose({ from: Date.parse(override.from), to: Date.parse(override.to) }, override)}
          onDone={setDone}
        />
      )}
      {schedule !== undefined && (
        <StandIns key={`stand-ins ${id}`} scheduleId={id} temporary={schedule.temporary} people={people} zone={zone} />
      )}
      {mayEdit && schedule !== undefined && (
        <>
          <ScheduleEditor key={schedule.id} schedule={schedule} people={people} today={today} onPreview={setPreview} />
          <ImportCalendar key={`import ${id}`} scheduleId={id} zone={zone} />
          <NewSchedule
            people={people}
            zone={usualZone}
            today={today}
            onMade={(made) => {
              setId(made);
              forget();
            }}
          />
        </>
      )}
    </section>
  );
}
