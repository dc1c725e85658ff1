import { useId } from 'react';
import type { WatchView } from '#contracts';
import { viewerZone } from '../words/dates.js';
import { type Span, spans, step } from './calendar-days.js';
import { useCalendarWords } from './calendar-words.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly schedules: WatchView['schedules'];
  readonly id: string;
  readonly span: Span;
  readonly anchor: string;
  readonly today: string;
  readonly zone: string;
  /** The election's. */
  readonly usualZone: string;
  readonly showsLayers: boolean;
  /** Null where there is no room for anything but a list. */
  readonly asList: boolean | null;
  readonly onSchedule: (id: string) => void;
  readonly onSpan: (span: Span) => void;
  readonly onAnchor: (day: string) => void;
  readonly onZone: (zone: string) => void;
  readonly onLayers: (shows: boolean) => void;
  readonly onList: (asList: boolean) => void;
}

/** Which schedule, which days, and by whose clocks. */
export function CalendarTools(props: Props) {
  const { schedules, id, span, anchor, today, zone, usualZone, showsLayers, asList } = props;
  const w = useWatchWords();
  const c = useCalendarWords();
  const fields = { schedule: useId(), span: useId(), zone: useId() };
  const zones = {
    election: usualZone,
    schedule: schedules.find((schedule) => schedule.id === id)?.zone ?? usualZone,
    viewer: viewerZone(),
  };
  const choices = (['election', 'schedule', 'viewer'] as const).filter(
    (whose, place, all) => all.findIndex((other) => zones[other] === zones[whose]) === place,
  );
  return (
    <div className="calendar-tools">
      <div>
        <label htmlFor={fields.schedule}>{w.schedule}</label>
        <select id={fields.schedule} value={id} onChange={({ target }) => props.onSchedule(target.value)}>
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
          onChange={({ target }) => props.onSpan(spans.find((one) => one === target.value) ?? 'week')}
        >
          {spans.map((one) => (
            <option key={one} value={one}>
              {c.spans[one]}
            </option>
          ))}
        </select>
      </div>
      <p className="calendar-moves">
        <button type="button" onClick={() => props.onAnchor(step(anchor, span, -1))}>
          ← {w.earlier}
        </button>
        <button type="button" onClick={() => props.onAnchor(today)}>
          {w.today}
        </button>
        <button type="button" onClick={() => props.onAnchor(step(anchor, span, 1))}>
          {w.later} →
        </button>
      </p>
      <div>
        <label htmlFor={fields.zone}>{c.zone}</label>
        <select id={fields.zone} value={zone} onChange={({ target }) => props.onZone(target.value)}>
          {choices.map((whose) => (
            <option key={whose} value={zones[whose]}>
              {c.zones[whose](zones[whose])}
            </option>
          ))}
        </select>
      </div>
      <div className="checks">
        <label className="check">
          <input type="checkbox" checked={showsLayers} onChange={({ target }) => props.onLayers(target.checked)} />
          {w.showLayers}
        </label>
        {asList !== null && (
          <label className="check">
            <input type="checkbox" checked={asList} onChange={({ target }) => props.onList(target.checked)} />
            {c.asList}
          </label>
        )}
      </div>
    </div>
  );
}
