import { type ReactNode, useMemo } from 'react';
import { laneAxis, valueAxis } from '../plots/axes.js';
import type { Drawing } from '../plots/drawing.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { useWords } from '../words/use-words.js';

/** A row of named counts as lying bars, the first one above; each has its count beside it. */
export function BarsPlot({
  title,
  summary,
  name,
  count,
  bars,
  fileName,
  children,
}: {
  readonly title: string;
  readonly summary: string;
  /** What the bars are, and what is counted. */
  readonly name: string;
  readonly count: string;
  readonly bars: readonly { readonly name: string; readonly count: number }[];
  readonly fileName: string;
  readonly children?: ReactNode;
}) {
  const { words } = useWords();
  const draw = useMemo(() => {
    const lanes = bars.toReversed();
    const longest = Math.max(...bars.map((bar) => bar.name.length));
    return (look: Look): Drawing => ({
      option: {
        grid: { top: 8, left: 8, right: 40, bottom: 8 },
        xAxis: { ...valueAxis(look, ''), minInterval: 1 },
        yAxis: {
          ...laneAxis(
            look,
            lanes.map((bar) => bar.name),
          ),
          axisLabel: {
            color: look.ink,
            width: longest > 24 && !look.narrow ? 190 : 130,
            overflow: 'break',
            lineHeight: 14,
          },
          splitLine: { show: false },
        },
        series: [
          {
            type: 'bar',
            name: count,
            barMaxWidth: 26,
            label: { show: true, position: 'right', color: look.ink },
            data: lanes.map((bar) => bar.count),
          },
        ],
      },
      tell: (_, mark) => {
        const bar = lanes[mark];
        return bar === undefined ? '' : `${bar.name}\n${count}${words.colon}${bar.count}`;
      },
    });
  }, [bars, count, words]);
  return (
    <Plot
      title={title}
      summary={summary}
      draw={draw}
      fileName={fileName}
      height={Math.max(160, 56 + bars.length * (bars.some((bar) => bar.name.length > 24) ? 48 : 36))}
      table={{
        columns: [
          { title: name, kind: 'text' },
          { title: count, kind: 'count' },
        ],
        rows: bars.map((bar) => [bar.name, bar.count]),
      }}
    >
      {children}
    </Plot>
  );
}
