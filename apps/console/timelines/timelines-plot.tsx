import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Timelines } from '#contracts';
import { laneAxis, timeAxis } from '../plots/axes.js';
import type { Drawing } from '../plots/drawing.js';
import { bars, zoomBar } from '../plots/lanes.js';
import type { Look } from '../plots/look.js';
import { Plot } from '../plots/plot.js';
import { PhaseLegend } from '../timeline/phase-legend.js';
import { durationWords } from '../words/age.js';
import { viewerZone } from '../words/dates.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import type { Words } from '../words/words.js';
import { zonedMoment } from '../words/zoned.js';
import { type TimelinesWords, useTimelinesWords } from './timelines-words.js';

type Incident = Timelines['incidents'][number];
type Phase = Incident['phases'][number];

/** Of a lane, and of what stands around the lanes, in CSS pixels. */
const [laneHeight, around] = [24, 110];

/** Each incident on a lane of its own: its phases, when it was taken and when its reporter heard from us. */
export function TimelinesPlot({ timelines }: { readonly timelines: Timelines }) {
  const { words } = useWords();
  const w = useTimelinesWords();
  const navigate = useNavigate();
  const draw = useMemo(
    () => drawTimelines(timelines, (id) => void navigate({ to: '/incidents/$id/timeline', params: { id } }), words, w),
    [timelines, navigate, words, w],
  );
  const { incidents, total, zone } = timelines;
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  const moment = (at: string) => zonedMoment(at, viewerZone(), words);
  return (
    <Plot
      title={w.plot(total)}
      marking="TLP:AMBER+STRICT"
      summary={`${w.summary(incidents.length, total, moment(timelines.from), moment(timelines.to))} (${viewerZone()})`}
      draw={draw}
      height={around + laneHeight * (incidents.length + 1)}
      hasZoom
      fileName={`timelines_${day.format(new Date(timelines.from))}_${day.format(new Date(Date.parse(timelines.to) - 1))}`}
      table={{
        columns: [
          { title: w.reference, kind: 'text' },
          { title: w.severity, kind: 'text' },
          { title: w.kind, kind: 'text' },
          { title: w.party, kind: 'text' },
          { title: w.state, kind: 'text' },
          { title: w.reported, kind: 'moment' },
          { title: w.acknowledged, kind: 'moment' },
          { title: w.contacted, kind: 'moment' },
          { title: w.phases, kind: 'text' },
        ],
        rows: incidents.map((incident) => [
          incident.reference,
          words.severity[incident.severity],
          nameOf(words.category, incident.category),
          incident.party,
          words.state[incident.state],
          incident.reportedAt,
          incident.acknowledgedAt,
          incident.contactedAt,
          incident.phases
            .map((phase) => `${words.state[phase.state]} ${lengthOf(phase, timelines.at, words)}`)
            .join(', '),
        ]),
      }}
    >
      <PhaseLegend />
      <p className="hint">
        {w.openHint} {incidents.length < total && w.cut(incidents.length, total)}{' '}
        {timelines.shifts === null && w.noShifts}
      </p>
    </Plot>
  );
}

function lengthOf({ from, to }: Phase, now: string, words: Words): string {
  return durationWords(Date.parse(to ?? now) - Date.parse(from), words);
}

function drawTimelines(timelines: Timelines, open: (id: string) => void, words: Words, w: TimelinesWords) {
  const { incidents, elections } = timelines;
  const shifts = timelines.shifts ?? [];
  const [from, to, now] = [timelines.from, timelines.to, timelines.at].map((at) => Date.parse(at)) as [
    number,
    number,
    number,
  ];
  // The axis counts from below: the watch last, the most severe above it.
  const rows = [w.onDuty, ...incidents.map(({ reference }) => reference)].toReversed();
  const laneOf = (place: number) => rows.length - 2 - place;
  const phases = incidents.flatMap((incident, place) =>
    incident.phases
      .filter(({ state, to: end }) => end !== null || state !== 'closed')
      .map((phase) => ({ incident, phase, lane: laneOf(place) })),
  );
  const marks = (['acknowledgedAt', 'contactedAt'] as const).map((what) =>
    incidents.flatMap((incident, place) => {
      const at = incident[what];
      return at === null ? [] : [{ incident, at, lane: laneOf(place) }];
    }),
  );
  const moment = (at: string) => zonedMoment(at, viewerZone(), words);
  const name = ({ reference, severity, category, party }: Incident) =>
    `${reference} · ${words.severity[severity]}\n${[nameOf(words.category, category), party].filter((part) => part !== null).join(' · ')}`;
  const markNames = [w.acknowledged, w.contacted];
  return (look: Look): Drawing => ({
    option: {
      grid: { top: 40, left: 8, right: 16, bottom: 56 },
      dataZoom: zoomBar(look),
      xAxis: { ...timeAxis(look), min: from, max: Math.max(from + 1, Math.min(to, latest(incidents, elections, now))) },
      yAxis: laneAxis(look, rows),
      series: [
        {
          ...bars(
            phases.map(({ incident, phase, lane }) => ({
              from: Date.parse(phase.from),
              to: Date.parse(phase.to ?? timelines.at),
              lane,
              colour: look.state[phase.state],
              ink: look.panel,
              label: `${words.severity[incident.severity]} · ${words.state[phase.state]}`,
            })),
            look,
            0.8,
          ),
          markArea: {
            silent: true,
            itemStyle: { color: look.raised, opacity: 0.9 },
            label: { color: look.ink, position: 'top', distance: 4 },
            data: elections.map((election) => [
              { name: w.pollingDay(election.name[words.language]), xAxis: Date.parse(election.polling.from) },
              { xAxis: Date.parse(election.polling.to) },
            ]),
          },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: look.bad, type: 'solid', width: 2 },
            label: { color: look.ink, position: 'end', formatter: '{b}' },
            data: [
              ...elections.map((election) => ({
                name: w.windowCloses(election.name[words.language]),
                xAxis: Date.parse(election.closesAt),
              })),
              { name: w.now, xAxis: now, lineStyle: { color: look.focus, type: 'dashed' as const, width: 1 } },
            ],
          },
        },
        bars(
          shifts.map(({ from: begin, to: end, people }, place) => ({
            from: Date.parse(begin),
            to: Date.parse(end),
            lane: rows.length - 1,
            colour: people.length === 0 ? look.bad : place % 2 === 0 ? look.raised : look.line,
            ink: people.length === 0 ? look.panel : look.ink,
            label: people.length === 0 ? w.nobody : people.join(', '),
          })),
          look,
          0.8,
        ),
        ...marks.map((found, place) => ({
          type: 'scatter' as const,
          name: markNames[place] ?? '',
          symbol: place === 0 ? 'triangle' : 'circle',
          symbolSize: 9,
          itemStyle: {
            color: look.ink,
            borderColor: look.panel,
            borderWidth: 1,
            opacity: 1,
            decal: { symbol: 'none' as const },
          },
          data: found.map(({ at, lane }) => [Date.parse(at), lane]),
        })),
      ],
    },
    open: (series, mark) => {
      const id = series === 0 ? phases[mark]?.incident.id : marks[series - 2]?.[mark]?.incident.id;
      if (id !== undefined) open(id);
    },
    tell: (series, mark) => {
      const found = phases[mark];
      const shift = shifts[mark];
      const point = marks[series - 2]?.[mark];
      if (series === 0 && found !== undefined) {
        const { incident, phase } = found;
        return `${name(incident)}\n${words.state[phase.state]}, ${lengthOf(phase, timelines.at, words)}\n${moment(phase.from)}${phase.to === null ? '' : ` – ${moment(phase.to)}`}`;
      }
      if (series === 1 && shift !== undefined) {
        const names = shift.people.length === 0 ? w.nobody : shift.people.join(', ');
        return `${w.onDuty}${words.colon}${names}\n${moment(shift.from)} – ${moment(shift.to)}`;
      }
      return point === undefined
        ? ''
        : `${name(point.incident)}\n${markNames[series - 2] ?? ''}${words.colon}${moment(point.at)}`;
    },
  });
}

/** How far there is anything to see: the future holds a polling day and the end of a window, and otherwise nothing. */
function latest(incidents: readonly Incident[], elections: Timelines['elections'], now: number): number {
  const ends = incidents.flatMap(({ phases }) => phases.flatMap(({ to }) => (to === null ? [] : [Date.parse(to)])));
  return Math.max(now, ...ends, ...elections.map(({ closesAt }) => Date.parse(closesAt) + 12 * 3_600_000));
}
