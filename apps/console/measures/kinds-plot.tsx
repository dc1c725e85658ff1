import { useMemo } from 'react';
import { legendAbove, valueAxis } from '../plots/axes.js';
import type { Drawing } from '../plots/drawing.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { calendarDay } from '../words/dates.js';
import { nameOf } from '../words/naming.js';
import { addDays } from '../words/zoned.js';
import { useWords } from '../words/use-words.js';
import { fileNameOf, type Measured, sum } from './measured.js';
import { useMeasuresWords } from './measures-words.js';

/** So many kinds are told apart; the rest are one. */
const mostKinds = 5;

/** Which kinds of incidents came when, as columns of days or weeks. */
export function KindsPlot({ measures }: Measured) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const { kinds } = measures;
  const days = useMemo(
    () =>
      everyDay(
        kinds.rows.map(({ day }) => day),
        kinds.unit === 'week' ? 7 : 1,
      ),
    [kinds],
  );
  const series = useMemo(() => {
    const all = [...new Set(kinds.rows.map(({ category }) => category))]
      .map((category) => ({
        category,
        count: sum(kinds.rows.flatMap((row) => (row.category === category ? row.incidents : []))),
      }))
      .toSorted((a, b) => b.count - a.count);
    const named = all.slice(0, mostKinds).map(({ category }) => category);
    const countOf = (day: string, those: (category: string) => boolean) =>
      sum(kinds.rows.flatMap((row) => (row.day === day && those(row.category) ? row.incidents : [])));
    return [
      ...named.map((category) => ({
        name: nameOf(words.category, category),
        counts: days.map((day) => countOf(day, (one) => one === category)),
      })),
      ...(all.length > named.length
        ? [{ name: w.otherKinds, counts: days.map((day) => countOf(day, (one) => !named.includes(one))) }]
        : []),
    ];
  }, [kinds, days, w, words]);
  const draw = useMemo(() => {
    const short = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    return (look: Look): Drawing => ({
      option: {
        legend: { ...legendAbove(look), type: 'scroll' },
        grid: { top: 54, left: 8, right: 8, bottom: 8 },
        xAxis: {
          type: 'category',
          data: days.map((day) => short.format(new Date(`${day}T00:00:00Z`))),
          axisLine: { lineStyle: { color: look.muted } },
          axisLabel: { color: look.muted, hideOverlap: true },
        },
        yAxis: { ...valueAxis(look, w.incidents), minInterval: 1 },
        series: series.map(({ name, counts }) => ({
          type: 'bar',
          stack: 'kinds',
          name,
          barMaxWidth: 48,
          itemStyle: { borderColor: look.panel, borderWidth: 1 },
          data: counts,
        })),
      },
      tell: (place, mark) => {
        const one = series[place];
        const day = days[mark];
        if (one === undefined || day === undefined) return '';
        const when = calendarDay(day, words);
        return `${kinds.unit === 'week' ? `${w.weekOf} ${when}` : when}\n${one.name}${words.colon}${one.counts[mark] ?? 0}`;
      },
    });
  }, [days, kinds.unit, series, w, words]);
  const [first] = series;
  if (first === undefined) return null;
  const many = new Set(kinds.rows.map(({ category }) => category)).size;
  return (
    <Plot
      title={w.kinds}
      summary={w.kindsSummary(first.name, sum(first.counts), many)}
      draw={draw}
      fileName={fileNameOf('kinds', measures)}
      height={320}
      table={{
        columns: [
          { title: kinds.unit === 'week' ? w.weekOf : w.day, kind: 'text' },
          ...series.map(({ name }) => ({ title: name, kind: 'count' as const })),
        ],
        rows: days.map((day, place) => [day, ...series.map(({ counts }) => counts[place] ?? 0)]),
      }}
    />
  );
}

/** Every day (or seventh) from the first to the last: one without incidents is seen too. */
function everyDay(days: readonly string[], step: number): readonly string[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const length = (Date.parse(last) - Date.parse(first)) / 86_400_000 / step;
  return Array.from({ length: length + 1 }, (_, place) => addDays(first, place * step));
}
