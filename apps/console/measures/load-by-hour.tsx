import { useMemo } from 'react';
import { legendAbove, roomForLegend, valueAxis } from '../plots/axes.js';
import type { Drawing } from '../plots/drawing.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { tellCell } from '../plots/table-data.js';
import { useWords } from '../words/use-words.js';
import { fileNameOf, type Measured, sum } from './measured.js';
import { useMeasuresWords } from './measures-words.js';

const hourName = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** What comes in each hour of the day on average, and how many people are on duty then. */
export function LoadByHour({ measures }: Measured) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const { load } = measures;
  const hours = useMemo(
    () =>
      Array.from({ length: 24 }, (_, hour) => {
        const cells = load.filter((cell) => cell.hour === hour);
        const length = sum(cells.map((cell) => cell.hours));
        const reports = sum(cells.map((cell) => cell.reports));
        return {
          hour,
          reports,
          incidents: sum(cells.map((cell) => cell.incidents)),
          mean: length === 0 ? null : reports / length,
          onDuty: length === 0 ? null : sum(cells.map((cell) => (cell.onDuty ?? 0) * cell.hours)) / length,
        };
      }),
    [load],
  );
  const draw = useMemo(
    () =>
      (look: Look): Drawing => ({
        option: {
          legend: legendAbove(look),
          grid: { top: roomForLegend(look) + (look.narrow ? 0 : 20), left: 8, right: 8, bottom: 8 },
          xAxis: {
            type: 'category',
            data: hours.map(({ hour }) => hourName(hour)),
            axisLine: { lineStyle: { color: look.muted } },
            axisLabel: { color: look.muted, hideOverlap: true },
          },
          yAxis: [
            valueAxis(look, look.narrow ? '' : w.perHour),
            {
              ...valueAxis(look, look.narrow ? '' : w.onDuty),
              nameTextStyle: { color: look.muted, align: 'right' },
              splitLine: { show: false },
              minInterval: 1,
              min: 0,
            },
          ],
          series: [
            { type: 'bar', name: w.perHour, data: hours.map(({ mean }) => mean) },
            {
              type: 'line',
              name: w.onDuty,
              yAxisIndex: 1,
              step: 'middle',
              symbol: 'rect',
              symbolSize: 7,
              data: hours.map(({ onDuty }) => onDuty),
            },
          ],
        },
        tell: (series, mark) => {
          const at = hours[mark];
          if (at === undefined) return '';
          const told = series === 0 ? [w.perHour, at.mean] : [w.onDuty, at.onDuty];
          return `${hourName(at.hour)}\n${told[0]}${words.colon}${tellCell(told[1] ?? null, 'count', words)}`;
        },
      }),
    [hours, w, words],
  );
  const busiest = hours.reduce(
    (most, one) => (one.reports > most.reports ? one : most),
    hours[0] ?? { hour: 0, reports: 0 },
  );
  return (
    <Plot
      title={w.loadByHour}
      summary={`${w.loadSummary(measures.reports, hourName(busiest.hour))} (${measures.zone})`}
      draw={draw}
      fileName={fileNameOf('load-by-hour', measures)}
      table={{
        columns: [
          { title: w.hour, kind: 'text' },
          { title: w.reports, kind: 'count' },
          { title: w.incidents, kind: 'count' },
          { title: w.perHour, kind: 'count' },
          { title: w.onDuty, kind: 'count' },
        ],
        rows: hours.map(({ hour, reports, incidents, mean, onDuty }) => [
          hourName(hour),
          reports,
          incidents,
          mean,
          onDuty,
        ]),
      }}
    />
  );
}
