import { useMemo } from 'react';
import { laneAxis, legendAbove, roomForLegend } from '../plots/axes.js';
import type { Drawing } from '../plots/drawing.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { durationWords } from '../words/age.js';
import { useWords } from '../words/use-words.js';
import { fileNameOf, type Measured } from './measured.js';
import { useMeasuresWords } from './measures-words.js';

/** Whether parties wait alike, without telling which is which. */
export function EvennessPlot({ measures }: Measured) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const { evenness } = measures;
  const parties = useMemo(
    () =>
      (evenness?.parties ?? []).map((party, place) => ({
        ...party,
        name: w.partyOf(String.fromCodePoint(65 + place)),
      })),
    [evenness, w],
  );
  const draw = useMemo(() => {
    const tell = (seconds: number) => durationWords(seconds * 1_000, words);
    const lanes = parties.toReversed();
    return (look: Look): Drawing => ({
      option: {
        legend: legendAbove(look),
        grid: { top: roomForLegend(look), left: 8, right: 24, bottom: 8 },
        xAxis: {
          type: 'value',
          min: 0,
          axisLabel: { color: look.muted, hideOverlap: true, formatter: tell },
          splitLine: { lineStyle: { color: look.line } },
        },
        yAxis: laneAxis(
          look,
          lanes.map(({ name }) => name),
        ),
        series: (['median', 'p90'] as const).map((kind) => ({
          type: 'bar',
          name: w[kind],
          barMaxWidth: 14,
          data: lanes.map((party) => party[kind]),
        })),
      },
      tell: (series, mark) => {
        const party = lanes[mark];
        if (party === undefined) return '';
        return `${party.name}\n${series === 0 ? w.median : w.p90}${words.colon}${tell(series === 0 ? party.median : party.p90)}`;
      },
    });
  }, [parties, w, words]);
  const [least, most] = [parties[0], parties.at(-1)];
  if (evenness === null || least === undefined || most === undefined) {
    return (
      <section className="panel" aria-labelledby="evenness-title">
        <h2 id="evenness-title">{w.evenness}</h2>
        <p className="hint">{w.evennessHidden}</p>
      </section>
    );
  }
  const tell = (seconds: number) => durationWords(seconds * 1_000, words);
  return (
    <Plot
      title={w.evenness}
      summary={w.evennessSummary(parties.length, tell(least.median), tell(most.median))}
      draw={draw}
      fileName={fileNameOf('evenness', measures)}
      height={Math.max(200, 60 + parties.length * 44)}
      table={{
        columns: [
          { title: w.party, kind: 'text' },
          { title: w.incidents, kind: 'count' },
          { title: w.median, kind: 'seconds' },
          { title: w.p90, kind: 'seconds' },
        ],
        rows: parties.map(({ name, incidents, median, p90 }) => [name, incidents, median, p90]),
      }}
    >
      {evenness.leftOut > 0 && <p className="hint">{w.evennessLeftOut(evenness.leftOut)}</p>}
    </Plot>
  );
}
