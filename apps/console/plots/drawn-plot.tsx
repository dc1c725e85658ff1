import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useWords } from '../words/use-words.js';
import { completeOption, countMarks, type Draw } from './drawing.js';
import type { Chart } from './engine.js';
import { paperLook, useLook } from './look.js';
import { usePlotWords } from './plot-words.js';
import { type MarkPlace, walkMarks, zoomRange } from './walk-marks.js';

/** Below this width, in CSS pixels, a plot is drawn for a telephone. */
const narrowest = 480;

/** The width of a plot on paper, in CSS pixels: a letter sheet between its margins. */
const paperWidth = 680;

/**
 * The picture itself. What draws it is loaded when the first plot of a visit is shown. It follows the look of the screen and the
 * size of its box, turns light on paper, and can be gone through with the keyboard: each mark is shown and said.
 */
export function DrawnPlot({
  draw,
  height,
  labelId,
  describedBy,
  failed,
}: {
  readonly draw: Draw;
  readonly height: number;
  readonly labelId: string;
  readonly describedBy: string;
  readonly failed: () => void;
}) {
  const w = usePlotWords();
  const { language } = useWords().words;
  const screen = useLook();
  const [narrow, setNarrow] = useState(false);
  const look = useMemo(() => ({ ...screen, narrow }), [screen, narrow]);
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart | null>(null);
  const [place, setPlace] = useState<MarkPlace | null>(null);
  const drawing = useMemo(() => draw(look), [draw, look]);
  const hasZoom = drawing.option.dataZoom !== undefined;

  const giveUp = useEffectEvent(failed);
  useEffect(() => {
    let made: Chart | null = null;
    let gone = false;
    void import('./engine.js').then(
      ({ drawInto }) => {
        if (gone || box.current === null) return;
        made = drawInto(box.current, language);
        setChart(made);
      },
      () => giveUp(),
    );
    return () => {
      gone = true;
      made?.dispose();
    };
  }, [language]);

  useEffect(() => {
    if (chart === null || chart.isDisposed()) return;
    // A picture that is drawn anew stays as near as it was looked at.
    const seen = seenRange(chart);
    chart.setOption(completeOption(drawing, look), { notMerge: true });
    if (seen !== null && hasZoom) chart.dispatchAction({ type: 'dataZoom', ...seen });
  }, [chart, drawing, look, hasZoom]);

  useEffect(() => {
    if (chart === null || box.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (chart.isDisposed()) return;
      chart.resize();
      setNarrow((entry?.contentRect.width ?? narrowest) < narrowest);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [chart]);

  const redraw = useEffectEvent((paper: boolean) => {
    if (chart === null || chart.isDisposed()) return;
    const shown = paper ? paperLook() : look;
    chart.setOption(completeOption(draw(shown), shown), { notMerge: true });
    chart.resize(paper ? { width: paperWidth } : { width: 'auto' });
    chart.getZr().flush();
  });
  useEffect(() => {
    const [toPaper, toScreen] = [() => redraw(true), () => redraw(false)];
    window.addEventListener('beforeprint', toPaper);
    window.addEventListener('afterprint', toScreen);
    return () => {
      window.removeEventListener('beforeprint', toPaper);
      window.removeEventListener('afterprint', toScreen);
    };
  }, []);

  const choose = useEffectEvent((series: number, mark: number) => drawing.open?.(series, mark));
  useEffect(() => {
    chart?.on('click', ({ seriesIndex, dataIndex }) => choose(seriesIndex ?? 0, dataIndex));
  }, [chart]);

  const show = (to: MarkPlace | null) => {
    chart?.dispatchAction({ type: 'downplay' });
    chart?.dispatchAction({ type: 'hideTip' });
    if (to !== null) {
      const mark = { seriesIndex: to.series, dataIndex: to.mark };
      chart?.dispatchAction({ type: 'highlight', ...mark });
      chart?.dispatchAction({ type: 'showTip', ...mark });
    }
    setPlace(to);
  };
  const press = (event: KeyboardEvent) => {
    if (chart === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const factor = hasZoom ? zoomKeys[event.key] : undefined;
    const to = walkMarks(place, event.key, countMarks(drawing));
    if (factor !== undefined) {
      chart.dispatchAction({ type: 'dataZoom', ...zoomRange(seenRange(chart) ?? { start: 0, end: 100 }, factor) });
    } else if (to !== null) show(to);
    else if (event.key === 'Escape' && place !== null) show(null);
    else if (event.key === 'Enter' && place !== null) drawing.open?.(place.series, place.mark);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      {/* A plot is gone through with the keyboard, mark by mark. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <figure
        className="plot-box"
        aria-labelledby={labelId}
        aria-describedby={describedBy}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={press}
        onBlur={() => show(null)}
      >
        <div ref={box} aria-hidden="true" style={{ height }} />
        {chart === null && <p className="hint">{w.drawing}</p>}
      </figure>
      <p className="unseen" aria-live="polite">
        {place === null ? '' : drawing.tell(place.series, place.mark)}
      </p>
    </>
  );
}

/** What each key does to the part of the axis that is seen. */
const zoomKeys: Readonly<Record<string, number>> = { '+': 0.5, '=': 0.5, '-': 2, '0': Infinity };

/** The part of the axis that is seen, in percent; null for a plot that is not there yet or has no zoom. */
function seenRange(chart: Chart): { readonly start: number; readonly end: number } | null {
  const { dataZoom } = (chart.getOption() ?? {}) as {
    readonly dataZoom?: readonly { readonly start?: number; readonly end?: number }[];
  };
  const [zoom] = dataZoom ?? [];
  return zoom?.start === undefined || zoom.end === undefined ? null : { start: zoom.start, end: zoom.end };
}
