import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Board, IncidentRow } from '#contracts';
import { laneAxis, legendAbove, roomForLegend, timeAxis } from '../plots/axes.js';
import type { Drawing } from '../plots/drawing.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { ageWords } from '../words/age.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { useBoardWords } from './board-words.js';

/** The most severe above. */
const lanes = ['not-an-incident', 'low', 'medium', 'high', 'critical'] as const;

/** Each open incident as a mark, the most severe above and the oldest to the left; a mark leads to its incident. */
export function OpenByAge({ board }: { readonly board: Board }) {
  const { words } = useWords();
  const w = useBoardWords();
  const navigate = useNavigate();
  const draw = useMemo(() => {
    const groups = [
      { name: w.unacknowledged, symbol: 'diamond', of: board.incidents.filter((one) => one.acknowledgedAt === null) },
      { name: w.acknowledged, symbol: 'circle', of: board.incidents.filter((one) => one.acknowledgedAt !== null) },
    ] as const;
    const at = (series: number, mark: number): IncidentRow | undefined => groups[series]?.of[mark];
    return (look: Look): Drawing => ({
      option: {
        legend: { ...legendAbove(look), itemStyle: { color: look.muted, decal: { symbol: 'none' } } },
        grid: { top: roomForLegend(look), left: 8, right: 24, bottom: 12 },
        xAxis: { ...timeAxis(look), max: board.at, boundaryGap: ['3%', 0] },
        yAxis: laneAxis(
          look,
          lanes.map((lane) => words.severity[lane]),
        ),
        series: groups.map(({ name, symbol, of }) => ({
          type: 'scatter',
          name,
          symbol,
          symbolSize: symbol === 'diamond' ? 18 : 12,
          data: of.map((incident) => ({
            value: [incident.openedAt, words.severity[incident.severity]],
            itemStyle: {
              color: look.severity[incident.severity],
              borderColor: look.panel,
              borderWidth: 1,
              opacity: 1,
              decal: { symbol: 'none' },
            },
          })),
        })),
      },
      tell: (series, mark) => {
        const incident = at(series, mark);
        if (incident === undefined) return '';
        const age = ageWords(Date.parse(board.at) - Date.parse(incident.openedAt), words);
        return [
          `${incident.reference}, ${words.severity[incident.severity]}`,
          nameOf(words.category, incident.category),
          `${w.openFor(age)}, ${words.state[incident.state]}`,
          groups[series]?.name ?? '',
        ].join('\n');
      },
      open: (series, mark) => {
        const incident = at(series, mark);
        if (incident !== undefined) void navigate({ to: '/incidents/$id', params: { id: incident.id } });
      },
    });
  }, [board, navigate, w, words]);

  if (board.incidents.length === 0) return null;
  const count = board.open.reduce((sum, of) => sum + of.count, 0);
  const waiting = board.open.reduce((sum, of) => sum + (of.severity === 'not-an-incident' ? 0 : of.unacknowledged), 0);
  const oldest = board.incidents.reduce(
    (least, one) => Math.min(least, Date.parse(one.openedAt)),
    Date.parse(board.at),
  );
  return (
    <Plot
      title={w.openByAge}
      summary={w.openByAgeSummary(count, waiting, ageWords(Date.parse(board.at) - oldest, words))}
      draw={draw}
      table={{
        columns: [
          { title: words.board.reference, kind: 'text' },
          { title: words.board.severity, kind: 'text' },
          { title: words.board.kind, kind: 'text' },
          { title: words.board.state, kind: 'text' },
          { title: w.opened, kind: 'moment' },
          { title: words.board.age, kind: 'seconds' },
          { title: words.board.who, kind: 'text' },
        ],
        rows: board.incidents.map((one) => [
          one.reference,
          words.severity[one.severity],
          nameOf(words.category, one.category),
          words.state[one.state],
          one.openedAt,
          (Date.parse(board.at) - Date.parse(one.openedAt)) / 1_000,
          one.assignee?.name ?? one.acknowledgedBy?.name ?? null,
        ]),
      }}
      fileName={`open-incidents-${board.at.slice(0, 10)}`}
      height={260}
    >
      {board.incidents.length < count && <p className="hint">{w.openByAgeNote(board.incidents.length)}</p>}
    </Plot>
  );
}
