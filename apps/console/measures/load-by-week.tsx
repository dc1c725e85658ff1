import { useMemo } from 'react';
import type { Drawing } from '../plots/drawing.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { tellCell } from '../plots/table-data.js';
import { useWords } from '../words/use-words.js';
import { fileNameOf, type Measured } from './measured.js';
import { useMeasuresWords } from './measures-words.js';

const hourName = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** A week as a grid of hours: the more reports, the stronger; an hour in which somebody was missing is crossed. */
export function LoadByWeek({ measures }: Measured) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const { load } = measures;
  const days = useMemo(() => {
    // The fifth of January 2026 is a Monday.
    const format = new Intl.DateTimeFormat(words.locale, { weekday: 'long', timeZone: 'UTC' });
    return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 0, 5 + day)));
  }, [words]);
  const empty = useMemo(() => load.filter(({ hours, onDuty }) => hours > 0 && (onDuty ?? 1) < 1), [load]);
  const draw = useMemo(
    () =>
      (look: Look): Drawing => {
        const most = Math.max(1, ...load.map(({ reports }) => reports));
        return {
          option: {
            grid: { top: 8, left: 8, right: 8, bottom: 8 },
            xAxis: {
              type: 'category',
              data: Array.from({ length: 24 }, (_, hour) => hourName(hour)),
              axisLine: { show: false },
              axisTick: { show: false },
              axisLabel: { color: look.muted, hideOverlap: true },
            },
            yAxis: {
              type: 'category',
              inverse: true,
              data: days,
              axisLine: { show: false },
              axisTick: { show: false },
              axisLabel: { color: look.ink },
            },
            visualMap: {
              show: false,
              type: 'continuous',
              min: 0,
              max: most,
              seriesIndex: 0,
              inRange: { color: [...look.scale] },
            },
            series: [
              {
                type: 'heatmap',
                name: w.reports,
                data: load.map(({ weekday, hour, reports }) => ({
                  value: [hour, weekday, reports],
                  label: {
                    show: reports > 0 && !look.narrow,
                    color: reports > most * 0.55 ? look.panel : look.ink,
                    fontSize: 11,
                  },
                })),
                itemStyle: { borderColor: look.panel, borderWidth: 2 },
              },
              {
                type: 'scatter',
                name: w.nobody,
                symbol: 'path://M2 0 L0 2 L8 10 L0 18 L2 20 L10 12 L18 20 L20 18 L12 10 L20 2 L18 0 L10 8 Z',
                symbolSize: 9,
                symbolOffset: [0, 0],
                itemStyle: { color: look.bad, opacity: 1 },
                data: empty.map(({ weekday, hour }) => [hour, weekday]),
              },
            ],
          },
          tell: (series, mark) => {
            const cell = (series === 0 ? load : empty)[mark];
            if (cell === undefined) return '';
            return [
              `${days[cell.weekday] ?? ''}, ${hourName(cell.hour)}`,
              `${w.reports}${words.colon}${cell.reports}`,
              `${w.onDuty}${words.colon}${tellCell(cell.onDuty, 'count', words)}`,
            ].join('\n');
          },
        };
      },
    [days, empty, load, w, words],
  );
  return (
    <Plot
      title={w.loadByWeek}
      summary={`${w.loadWeekSummary(empty.length)} (${measures.zone})`}
      draw={draw}
      fileName={fileNameOf('load-by-week', measures)}
      table={{
        columns: [
          { title: w.weekday, kind: 'text' },
          { title: w.hour, kind: 'text' },
          { title: w.reports, kind: 'count' },
          { title: w.incidents, kind: 'count' },
          { title: w.onDuty, kind: 'count' },
        ],
        rows: load.map(({ weekday, hour, reports, incidents, onDuty }) => [
          days[weekday] ?? '',
          hourName(hour),
          reports,
          incidents,
          onDuty,
        ]),
      }}
    />
  );
}
