import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { isMovable, type Mark } from './calendar-marks.js';
import { placeIn, type Stretch } from './calendar-slots.js';
import { useCalendarWords } from './calendar-words.js';
import type { StretchControls } from './use-stretch.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly mark: Mark;
  readonly within: Stretch;
  readonly zone: string;
  readonly controls: StretchControls | null;
  readonly hintId: string;
}

/** One change on top of the layers, where and as long as it is. An override can be taken by its middle or its ends. */
export function MarkBar({ mark, within, zone, controls, hintId }: Props) {
  const { words } = useWords();
  const told = useMarkWords();
  const stretch = controls?.moved?.id === mark.id ? controls.moved.stretch : mark;
  const place = placeIn(within, stretch);
  if (place === null) return null;
  const moment = (at: number) => zonedMoment(new Date(at).toISOString(), zone, words);
  const what = told(mark);
  const text = `${what}, ${moment(stretch.from)} – ${moment(stretch.to)}`;
  const isPending = mark.kind === 'swap' || (mark.kind === 'absence' && !mark.isGranted);
  return (
    <li
      className={`bar bar-mark ${isPending ? 'bar-pending' : ''} bar-${mark.kind}`}
      style={{ left: `${place.left}%`, width: `${place.width}%` }}
      title={text}
    >
      {controls !== null && isMovable(mark) ? (
        <button
          type="button"
          aria-label={text}
          aria-describedby={hintId}
          {...controls.mark(mark)}
          {...controls.dragging}
        >
          {stretch.from >= within.from && <span className="grip" data-grip="from" />}
          <span className="bar-who">{what}</span>
          {stretch.to <= within.to && <span className="grip" data-grip="to" />}
        </button>
      ) : (
        <>
          <span className="bar-who">{what}</span>
          <span className="unseen">
            , {moment(mark.from)} – {moment(mark.to)}
          </span>
        </>
      )}
    </li>
  );
}

/** What a change is, in a few words. */
export function useMarkWords(): (mark: Mark) => string {
  const w = useCalendarWords();
  const watch = useWatchWords();
  return (mark) => {
    if (mark.kind === 'temporary') return w.temporary;
    if (mark.kind === 'absence') return mark.isGranted ? w.absent(mark.name) : w.absenceAsked(mark.name);
    if (mark.kind === 'swap') return `⇄ ${w.swapOffered(mark.name)}`;
    const { kind, person, replaces } = mark.override;
    return watch.override(kind, person.name, replaces?.name ?? null);
  };
}
