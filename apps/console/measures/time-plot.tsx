import { useMemo } from 'react';
import type { MeasuredTime, SpanMeasure } from '#contracts';
import { laneAxis, legendAbove, roomForLegend } from '../plots/axes.js';
import type { Drawing } from '../plots/drawing.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { durationWords } from '../words/age.js';
import type { Words } from '../words/words.js';
import { useWords } from '../words/use-words.js';
import { fileNameOf, type Measured } from './measured.js';
import { type MeasuresWords, useMeasuresWords } from './measures-words.js';

/** Where the axis of times is named, in seconds: times go from seconds to days, so it grows by factors. */
const ticks = [1, 10, 60, 300, 900, 3_600, 14_400, 86_400, 604_800, 2_592_000];

/** One time by severity: median, nine of ten, the median before, and the target as a line. */
export function TimePlot({ measures, time }: Measured & { readonly time: MeasuredTime }) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const spans = measures.spans[time];
  const draw = useMemo(() => drawTimes(spans, words, w), [spans, words, w]);
  const all = spans.find(({ severity }) => severity === null);
  if (all === undefined) return null;
  const tell = (seconds: number | null) => (seconds === null ? null : durationWords(seconds * 1_000, words));
  const hasTarget = spans.some(({ target }) => target !== null);
  return (
    <Plot
      title={w.times[time]}
      summary={[
        w.timesMean[time],
        w.timeSummary(all.reached, all.incidents, tell(all.median), tell(all.p90)),
        ...(hasTarget && all.within + all.late > 0 ? [w.keptSummary(all.within, all.within + all.late)] : []),
      ].join(' ')}
      draw={draw}
      height={270}
      fileName={fileNameOf(`time-to-${time}`, measures)}
      table={{
        columns: [
          { title: w.severity, kind: 'text' },
          { title: w.incidents, kind: 'count' },
          { title: w.reached, kind: 'count' },
          { title: w.waiting, kind: 'count' },
          { title: w.median, kind: 'seconds' },
          { title: w.p90, kind: 'seconds' },
          { title: w.formerMedian, kind: 'seconds' },
          ...(hasTarget
            ? ([
                { title: w.target, kind: 'seconds' },
                { title: w.within, kind: 'count' },
                { title: w.late, kind: 'count' },
              ] as const)
            : []),
        ],
        rows: spans.map((span) => [
          laneOf(span, words, w),
          span.incidents,
          span.reached,
          span.waiting,
          span.median,
          span.p90,
          span.formerMedian,
          ...(hasTarget ? [span.target, span.within, span.late] : []),
        ]),
      }}
    />
  );
}

function laneOf({ severity }: SpanMeasure, words: Words, w: MeasuresWords): string {
  return severity === null ? w.all : words.severity[severity];
}

const kinds = ['median', 'p90', 'formerMedian', 'target'] as const;
const symbols = { median: 'circle', p90: 'diamond', formerMedian: 'emptyCircle', target: 'rect' } as const;
const sizes = { median: 14, p90: 16, formerMedian: 12, target: [4, 30] };

function drawTimes(spans: readonly SpanMeasure[], words: Words, w: MeasuresWords) {
  // The most severe above.
  const lanes = spans.toReversed();
  const names = lanes.map((span) => laneOf(span, words, w));
  // Neither a mark nor a name in the legend for what there is none of: no target, no period before.
  const shown = kinds.filter((kind) => spans.some((span) => span[kind] !== null));
  const marks = shown.map((kind) =>
    lanes.flatMap((span, lane) => {
      const seconds = span[kind];
      return seconds === null ? [] : [{ lane, seconds }];
    }),
  );
  return (look: Look): Drawing => {
    const colours = {
      median: look.series[0],
      p90: look.series[1],
      formerMedian: look.muted,
      target: look.bad,
    } as const;
    return {
      option: {
        legend: legendAbove(look),
        grid: { top: roomForLegend(look), left: 8, right: 28, bottom: 8 },
        xAxis: {
          type: 'log',
          logBase: 60,
          min: ({ min }: { min: number }) => Math.max(1, ticks.findLast((tick) => tick < min) ?? 1),
          max: ({ max }: { max: number }) => ticks.find((tick) => tick > max) ?? max,
          axisLabel: {
            color: look.muted,
            hideOverlap: true,
            customValues: ticks,
            formatter: (seconds: number) => durationWords(seconds * 1_000, words),
          },
          axisTick: { customValues: ticks },
          splitLine: { show: false },
        },
        yAxis: laneAxis(look, names),
        series: shown.map((kind, series) => ({
          type: 'scatter',
          name: w[kind],
          symbol: symbols[kind],
          symbolSize: sizes[kind],
          z: kind === 'target' ? 1 : 3,
          itemStyle: { color: colours[kind], opacity: 1, decal: { symbol: 'none' } },
          data: (marks[series] ?? []).map(({ lane, seconds }) => [Math.max(1, seconds), names[lane] ?? '']),
        })),
      },
      tell: (series, mark) => {
        const found = marks[series]?.[mark];
        const kind = shown[series];
        if (found === undefined || kind === undefined) return '';
        return `${names[found.lane] ?? ''}\n${w[kind]}${words.colon}${durationWords(found.seconds * 1_000, words)}`;
      },
    };
  };
}
