import { useMemo } from 'react';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { BarsPlot } from './bars-plot.js';
import { fileNameOf, type Measured } from './measured.js';
import { useMeasuresWords } from './measures-words.js';

/** How many pages it took, and how far up the paging went. */
export function EscalationPlots({ measures }: Measured) {
  const w = useMeasuresWords();
  const { pages, steps } = measures.escalations;
  const [pageBars, stepBars] = useMemo(
    () => [
      pages.map((row) => ({ name: w.pagesOf(row.pages), count: row.incidents })),
      steps.map((row) => ({ name: w.step(row.step), count: row.incidents })),
    ],
    [pages, steps, w],
  );
  const atMost = (most: number) =>
    steps.reduce((all, row) => (row.step !== null && row.step <= most ? all + row.incidents : all), 0);
  return (
    <>
      <BarsPlot
        title={w.pages}
        summary={w.pagesSummary(pages[0]?.incidents ?? 0, pages[1]?.incidents ?? 0, measures.incidents)}
        name={w.pages}
        count={w.incidents}
        bars={pageBars}
        fileName={fileNameOf('pages', measures)}
      />
      <BarsPlot
        title={w.steps}
        summary={w.stepsSummary(atMost(1), measures.incidents)}
        name={w.steps}
        count={w.incidents}
        bars={stepBars}
        fileName={fileNameOf('steps', measures)}
      />
    </>
  );
}

/** Which way reports came, and which way the answers that took the incidents. */
export function ChannelPlots({ measures }: Measured) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const { reports, taken } = measures.channels;
  const [reportBars, takenBars] = useMemo(
    () => [
      reports.map((row) => ({ name: nameOf(words.channel, row.channel), count: row.reports })),
      taken.map((row) => ({ name: nameOf(words.channel, row.via), count: row.incidents })),
    ],
    [reports, taken, words],
  );
  const plots = [
    [w.reportChannels, w.reports, reportBars, 'report-channels'],
    [w.takenVia, w.incidents, takenBars, 'acknowledged-by'],
  ] as const;
  return plots.map(([title, count, bars, file]) => {
    const [most] = bars;
    if (most === undefined) return null;
    const all = bars.reduce((sum, bar) => sum + bar.count, 0);
    return (
      <BarsPlot
        key={file}
        title={title}
        summary={w.mostOf(most.name, most.count, all)}
        name={w.channel}
        count={count}
        bars={bars}
        fileName={fileNameOf(file, measures)}
      />
    );
  });
}
