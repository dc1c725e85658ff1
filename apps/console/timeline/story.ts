import type { PhaseView } from '#contracts';
import type { TimelineEntry } from './tell-entry.js';

/** What an entry is about, for whoever wants to read of one thing alone. */
export const topics = ['course', 'paging', 'conversation', 'deliveries', 'record'] as const;
export type Topic = (typeof topics)[number];

const topicOf: Readonly<Record<string, Topic>> = {
  report: 'course',
  incident: 'course',
  task: 'course',
  page: 'paging',
  call: 'paging',
  reply: 'paging',
  message: 'conversation',
  acknowledgement: 'conversation',
  reporter: 'conversation',
  verification: 'conversation',
  channel: 'conversation',
  delivery: 'deliveries',
};

/** By the noun that its type begins with; what no noun is known of is a matter of the record. */
export function topicOfEntry({ type }: Pick<TimelineEntry, 'type'>): Topic {
  const noun = type.slice(0, type.indexOf('.'));
  return Object.hasOwn(topicOf, noun) ? (topicOf[noun] ?? 'record') : 'record';
}

/** One entry, or several steps of sending that are read as one. */
export type Passage =
  | { readonly kind: 'entry'; readonly entry: TimelineEntry }
  | { readonly kind: 'folded'; readonly entries: readonly TimelineEntry[] };

/** What happened in one phase of an incident. */
export interface Chapter {
  readonly phase: PhaseView | null;
  readonly passages: readonly Passage[];
}

/** So many steps of sending in a row are folded; fewer are as short as what would stand for them. */
const fewestFolded = 3;

/**
 * A timeline as a story: a chapter for each phase, in which runs of steps of sending are folded. The order of the entries stays,
 * and each is told once. `shown`: of these topics alone; a phase in which nothing of them happened keeps its heading.
 */
export function tellStory(
  entries: readonly TimelineEntry[],
  phases: readonly PhaseView[],
  shown: ReadonlySet<Topic>,
): readonly Chapter[] {
  const chapters = (phases.length === 0 ? [null] : phases).map((phase) => ({ phase, entries: [] as TimelineEntry[] }));
  let place = 0;
  for (const entry of entries) {
    place = chapterAt(chapters, place, entry);
    if (shown.has(topicOfEntry(entry))) chapters[place]?.entries.push(entry);
  }
  return chapters.map((chapter) => ({ phase: chapter.phase, passages: fold(chapter.entries) }));
}

/** A phase begins with the move that leads to it; what else happened in that instant happened before. */
function chapterAt(
  chapters: readonly { readonly phase: PhaseView | null }[],
  from: number,
  entry: TimelineEntry,
): number {
  let place = from;
  for (;;) {
    const begins = chapters[place + 1]?.phase?.from;
    if (begins === undefined) return place;
    const [at, start] = [Date.parse(entry.at), Date.parse(begins)];
    const isMove = entry.type === 'incident.moved' || entry.type === 'incident.merged';
    if (at < start || (at === start && !isMove)) return place;
    place += 1;
  }
}

function fold(entries: readonly TimelineEntry[]): readonly Passage[] {
  const passages: Passage[] = [];
  let run: TimelineEntry[] = [];
  const settle = () => {
    if (run.length >= fewestFolded) passages.push({ kind: 'folded', entries: run });
    else passages.push(...run.map((entry) => ({ kind: 'entry' as const, entry })));
    run = [];
  };
  for (const entry of entries) {
    if (topicOfEntry(entry) === 'deliveries') run.push(entry);
    else {
      settle();
      passages.push({ kind: 'entry', entry });
    }
  }
  settle();
  return passages;
}

/** What of an address is a choice of topics; all of them when none is named. */
export function readTopics(search: Readonly<Record<string, unknown>>): { readonly show?: string } {
  const named = typeof search['show'] === 'string' ? search['show'].split(',') : [];
  const chosen = topics.filter((topic) => named.includes(topic));
  return chosen.length === 0 || chosen.length === topics.length ? {} : { show: chosen.join(',') };
}
