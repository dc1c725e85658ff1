import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { IncidentView, TimelineView } from '#contracts';
import { peopleQuery } from '../api/queries.js';
import { serverNow } from '../api/server-clock.js';
import { laneAxis, timeAxis } from '../plots/axes.js';
import type { Drawing } from '../plots/drawing.js';
import { bars, zoomBar } from '../plots/lanes.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { durationWords } from '../words/age.js';
import { viewerZone } from '../words/dates.js';
import { useWords } from '../words/use-words.js';
import type { Words } from '../words/words.js';
import { zonedMoment } from '../words/zoned.js';
import { PhaseLegend } from './phase-legend.js';
import { topicOfEntry, topics } from './story.js';
import { type StoryWords, useStoryWords } from './story-words.js';
import { tellEntry, type TimelineEntry, type ToldEntry } from './tell-entry.js';

interface Told extends ToldEntry {
  readonly entry: TimelineEntry;
}

/** One incident at a glance: its phases as bars, and below them a lane of marks for each thing that entries are about. */
export function IncidentPlot({
  timeline,
  reference,
}: {
  readonly timeline: TimelineView;
  readonly reference: IncidentView['reference'];
}) {
  const { words } = useWords();
  const w = useStoryWords();
  const people = useQuery(peopleQuery).data;
  const told = useMemo(
    () =>
      timeline.entries.map((entry) => ({
        entry,
        ...tellEntry(entry, words, (id) => people?.find((person) => person.id === id)?.name ?? null),
      })),
    [timeline, words, people],
  );
  const draw = useMemo(() => drawIncident(timeline, told, words, w), [timeline, told, words, w]);
  const [first, last] = [timeline.entries[0], timeline.entries.at(-1)];
  if (first === undefined || last === undefined) return null;
  const moment = (at: string) => zonedMoment(at, viewerZone(), words);
  return (
    <Plot
      title={`${reference}${words.colon}${w.plot.toLocaleLowerCase(words.locale)}`}
      marking="TLP:AMBER+STRICT"
      summary={`${w.plotSummary(timeline.phases.length, told.length, moment(first.at), moment(last.at))} (${viewerZone()})`}
      draw={draw}
      height={310}
      hasZoom
      fileName={`${reference}_timeline`}
      table={{
        columns: [
          { title: w.phase, kind: 'text' },
          { title: w.from, kind: 'moment' },
          { title: w.to, kind: 'moment' },
          { title: w.what, kind: 'text' },
          { title: w.who, kind: 'text' },
        ],
        rows: [
          ...timeline.phases.map(({ state, from, to }) => [words.state[state], from, to, '', '']),
          ...told.map(({ entry, what, who }) => [w.topics[topicOfEntry(entry)], entry.at, null, what, who]),
        ],
      }}
    >
      <PhaseLegend />
      <p className="hint">{w.zoomHint}</p>
    </Plot>
  );
}

function drawIncident({ entries, phases }: TimelineView, told: readonly Told[], words: Words, w: StoryWords) {
  const now = Math.max(serverNow(), ...entries.slice(-1).map(({ at }) => Date.parse(at)));
  const isOver = phases.at(-1)?.state === 'closed';
  // What is closed goes on for ever, which is no reason to draw it.
  const stretches = phases.filter(({ state, to }) => to !== null || state !== 'closed');
  const lanes = topics.map((topic) => told.filter(({ entry }) => topicOfEntry(entry) === topic));
  const shown = topics
    .map((topic, place) => ({ topic, told: lanes[place] ?? [] }))
    .filter((lane) => lane.told.length > 0);
  // The axis counts from below.
  const rows = [w.phases, ...shown.map(({ topic }) => w.topics[topic])].toReversed();
  const end = isOver ? Date.parse(entries.at(-1)?.at ?? '') : now;
  return (look: Look): Drawing => ({
    option: {
      grid: { top: 8, left: 8, right: 16, bottom: 56 },
      dataZoom: zoomBar(look),
      xAxis: { ...timeAxis(look), min: Date.parse(entries[0]?.at ?? ''), max: end },
      yAxis: laneAxis(look, rows),
      series: [
        bars(
          stretches.map(({ state, from, to }) => ({
            from: Date.parse(from),
            to: to === null ? end : Date.parse(to),
            lane: rows.length - 1,
            colour: look.state[state],
            ink: look.panel,
            label: words.state[state],
          })),
          look,
        ),
        ...shown.map((lane, place) => ({
          type: 'scatter' as const,
          name: w.topics[lane.topic],
          symbol: symbols[topics.indexOf(lane.topic)] ?? 'circle',
          symbolSize: 11,
          itemStyle: { color: look.series[place] ?? look.ink, opacity: 0.9, decal: { symbol: 'none' as const } },
          data: lane.told.map(({ entry }) => [Date.parse(entry.at), rows.length - 2 - place]),
        })),
      ],
    },
    tell: (series, mark) => {
      if (series > 0) return tellMark(shown[series - 1]?.told[mark], words);
      const phase = stretches[mark];
      if (phase === undefined) return '';
      const length = (phase.to === null ? now : Date.parse(phase.to)) - Date.parse(phase.from);
      return [
        words.state[phase.state],
        `${zonedMoment(phase.from, viewerZone(), words)}${phase.to === null ? '' : ` – ${zonedMoment(phase.to, viewerZone(), words)}`}`,
        (phase.to === null ? w.since : w.lasted)(durationWords(length, words)),
      ].join('\n');
    },
  });
}

/** One for each topic, so that no lane is told by its colour alone. */
const symbols = ['circle', 'triangle', 'roundRect', 'emptyCircle', 'diamond'];

/** What was said is left to the story: a hover is read in passing, and over a shoulder. */
function tellMark(told: Told | undefined, words: Words): string {
  if (told === undefined) return '';
  return `${told.what}\n${zonedMoment(told.entry.at, viewerZone(), words)} · ${told.who}`;
}
