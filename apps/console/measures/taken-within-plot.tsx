import { useMemo } from 'react';
import { legendAbove, roomForLegend } from '../plots/axes.js';
import type { Drawing } from '../plots/drawing.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { tellCell } from '../plots/table-data.js';
import { durationWords } from '../words/age.js';
import { useWords } from '../words/use-words.js';
import { fileNameOf, type Measured } from './measured.js';
import { useMeasuresWords } from './measures-words.js';

const shapes = ['circle', 'diamond', 'triangle', 'rect', 'emptyCircle'] as const;

/** Which share of the incidents somebody had after so many minutes: one line for each severity that occurred. */
export function TakenWithinPlot({ measures }: Measured) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const { takenWithin, spans } = measures;
  const lines = useMemo(
    () =>
      spans.acknowledge.flatMap(({ severity, incidents }) => {
        if (incidents === 0) return [];
        const points = takenWithin.filter((one) => one.severity === severity);
        const name = severity === null ? w.all : words.severity[severity];
        return [
          {
            severity,
            name,
            points: points.map((one) => ({ minutes: one.minutes, share: one.incidents / incidents })),
          },
        ];
      }),
    [spans, takenWithin, w, words],
  );
  const draw = useMemo(() => {
    const minutesOf = (minutes: number) => durationWords(minutes * 60_000, words);
    return (look: Look): Drawing => ({
      option: {
        legend: legendAbove(look),
        grid: { top: roomForLegend(look), left: 8, right: 24, bottom: 8 },
        xAxis: {
          type: 'category',
          boundaryGap: false,
          data: (lines[0]?.points ?? []).map(({ minutes }) => minutesOf(minutes)),
          axisLine: { lineStyle: { color: look.muted } },
          axisLabel: { color: look.muted, hideOverlap: true },
        },
        yAxis: {
          type: 'value',
          min: 0,
          max: 1,
          axisLabel: { color: look.muted, formatter: (share: number) => tellCell(share, 'share', words) },
          splitLine: { lineStyle: { color: look.line } },
        },
        series: lines.map(({ severity, name, points }, place) => ({
          type: 'line',
          name,
          symbol: shapes[place % shapes.length] ?? 'circle',
          symbolSize: 8,
          lineStyle: { width: severity === null ? 3 : 2, type: severity === null ? 'solid' : [4 + 4 * place, 3] },
          color: severity === null ? look.ink : look.severity[severity],
          data: points.map(({ share }) => share),
        })),
      },
      tell: (series, mark) => {
        const point = lines[series]?.points[mark];
        if (point === undefined) return '';
        return `${lines[series]?.name ?? ''}, ${minutesOf(point.minutes)}\n${tellCell(point.share, 'share', words)}`;
      },
    });
  }, [lines, words]);
  const told = lines[0]?.points.find(({ minutes }) => minutes === 15);
  if (told === undefined) return null;
  return (
    <Plot
      title={w.takenWithin}
      summary={w.takenWithinSummary(tellCell(told.share, 'share', words), told.minutes)}
      draw={draw}
      fileName={fileNameOf('acknowledged-within', measures)}
      table={{
        columns: [
          { title: w.minutes, kind: 'count' },
          ...lines.map(({ name }) => ({ title: name, kind: 'share' as const })),
        ],
        rows: (lines[0]?.points ?? []).map(({ minutes }, step) => [
          minutes,
          ...lines.map(({ points }) => points[step]?.share ?? null),
        ]),
      }}
    />
  );
}
