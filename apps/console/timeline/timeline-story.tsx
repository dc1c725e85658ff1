import { useEffect, useMemo, useRef } from 'react';
import type { TimelineView } from '#contracts';
import { serverNow } from '../api/server-clock.js';
import { durationWords } from '../words/age.js';
import { longDay, viewerZone } from '../words/dates.js';
import { useWords } from '../words/use-words.js';
import { wallTime, zonedMoment } from '../words/zoned.js';
import { Entry } from './entry.js';
import { type Chapter, type Passage, tellStory, type Topic, topics } from './story.js';
import { useStoryWords } from './story-words.js';
import type { TimelineEntry } from './tell-entry.js';
import { Verdict } from './verdict.js';

/** The whole story of one incident, phase by phase and day by day, with the verdict on its chain above it. */
export function TimelineStory({
  timeline,
  shown,
  onShow,
}: {
  readonly timeline: TimelineView;
  readonly shown: ReadonlySet<Topic>;
  readonly onShow: (shown: ReadonlySet<Topic>) => void;
}) {
  const { words } = useWords();
  const w = useStoryWords();
  const box = useRef<HTMLElement>(null);
  const story = useMemo(() => tellStory(timeline.entries, timeline.phases, shown), [timeline, shown]);
  const mine = viewerZone();
  const elsewhere = timeline.entries.some(
    ({ at }) => wallTime(new Date(at), mine) !== wallTime(new Date(at), timeline.zone),
  )
    ? timeline.zone
    : null;
  useEffect(() => {
    // On paper nothing can be unfolded.
    const unfold = () => {
      for (const fold of box.current?.querySelectorAll<HTMLDetailsElement>('details.fold') ?? []) fold.open = true;
    };
    window.addEventListener('beforeprint', unfold);
    return () => window.removeEventListener('beforeprint', unfold);
  }, []);
  return (
    <section aria-labelledby="timeline-title" className="panel" ref={box}>
      <div className="timeline-head">
        <h2 id="timeline-title">{words.timeline.title}</h2>
        <button type="button" className="quiet" onClick={() => window.print()}>
          {w.print}
        </button>
        <Verdict timeline={timeline} />
      </div>
      <p className="hint">{elsewhere === null ? words.timeline.zone(mine) : w.zones(mine, elsewhere)}</p>
      <fieldset className="topics">
        <legend>{w.show}</legend>
        {topics.map((topic) => (
          <label key={topic} className="check">
            <input
              type="checkbox"
              checked={shown.has(topic)}
              onChange={() =>
                onShow(new Set(topics.filter((one) => (one === topic ? !shown.has(one) : shown.has(one)))))
              }
            />
            {w.topics[topic]}
          </label>
        ))}
      </fieldset>
      {timeline.entries.length === 0 && <p>{words.timeline.empty}</p>}
      {timeline.entries.length > 0 &&
        story.map((chapter) => (
          <ChapterOf key={chapter.phase?.from ?? ''} chapter={chapter} timeline={timeline} elsewhere={elsewhere} />
        ))}
    </section>
  );
}

interface Telling {
  readonly timeline: TimelineView;
  readonly elsewhere: string | null;
}

function ChapterOf({ chapter, ...telling }: Telling & { readonly chapter: Chapter }) {
  const { words } = useWords();
  const w = useStoryWords();
  const { phase, passages } = chapter;
  const days = byDay(passages, ({ at }) => longDay(at, words));
  const length = phase === null ? 0 : (phase.to === null ? serverNow() : Date.parse(phase.to)) - Date.parse(phase.from);
  return (
    <div className="chapter">
      {phase !== null && (
        <h3>
          {words.state[phase.state]}{' '}
          <span className="hint">
            {zonedMoment(phase.from, viewerZone(), words)}
            {phase.to !== null && ` – ${zonedMoment(phase.to, viewerZone(), words)}`}
            {phase.state !== 'closed' && `, ${(phase.to === null ? w.since : w.lasted)(durationWords(length, words))}`}
          </span>
        </h3>
      )}
      {passages.length === 0 && <p className="hint">{w.nothing}</p>}
      {days.map(([day, told]) => (
        <div key={day}>
          <h4 className="timeline-day">{day}</h4>
          <ol className="timeline">
            {told.map((passage) => (
              <PassageOf key={keyOf(firstOf(passage))} passage={passage} {...telling} />
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}

function PassageOf({ passage, timeline, elsewhere }: Telling & { readonly passage: Passage }) {
  const w = useStoryWords();
  const tell = (entry: TimelineEntry) => (
    <Entry key={keyOf(entry)} entry={entry} broken={isBroken(timeline, entry)} elsewhere={elsewhere} />
  );
  if (passage.kind === 'entry') return tell(passage.entry);
  const { entries } = passage;
  return (
    <li className="folded">
      <details className="fold" open={entries.some((entry) => isBroken(timeline, entry)) || undefined}>
        <summary>{w.folded(entries.length)}</summary>
        <ol className="timeline">{entries.map(tell)}</ol>
      </details>
    </li>
  );
}

const keyOf = ({ subject, seq, hash }: TimelineEntry): string => `${subject}-${seq}-${hash}`;

function firstOf(passage: Passage): TimelineEntry {
  const [first] = passage.kind === 'entry' ? [passage.entry] : passage.entries;
  if (first === undefined) throw new Error('a passage of nothing');
  return first;
}

/** The verdict names a place in one of several chains: an entry is marked only when no other has that place. */
function isBroken({ intact, brokenAt, entries }: TimelineView, { seq }: TimelineEntry): boolean {
  return !intact && seq === brokenAt && entries.filter((other) => other.seq === brokenAt).length === 1;
}

function byDay(
  passages: readonly Passage[],
  dayOf: (entry: TimelineEntry) => string,
): readonly (readonly [string, readonly Passage[]])[] {
  const days: [string, Passage[]][] = [];
  for (const passage of passages) {
    const day = dayOf(firstOf(passage));
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(passage);
    else days.push([day, [passage]]);
  }
  return days;
}
