import { useQuery } from '@tanstack/react-query';
import { timelineQuery } from '../api/queries.js';
import { Moment } from '../marks/moment.js';
import { tellEntry } from '../timeline/tell-entry.js';
import { useWords } from '../words/use-words.js';
import { usePageWords } from './page-words.js';
import { Section } from './section.js';

/** What responders noted, newest first: what the next one on duty reads before anything else. */
export function Notes({ id }: { readonly id: string }) {
  const { words } = useWords();
  const w = usePageWords();
  const timeline = useQuery(timelineQuery(id)).data;
  const notes = (timeline?.entries ?? [])
    .filter((entry) => entry.type === 'incident.noted')
    .map((entry) => ({ entry, told: tellEntry(entry, words, () => null) }))
    .filter(({ told }) => told.said !== null)
    .toReversed();
  return (
    <Section name="notes" title={words.incident.notes} summary={w.notes(notes.length)}>
      {notes.length === 0 && <p className="hint">{words.incident.noNotes}</p>}
      <ul className="notes">
        {notes.map(({ entry, told }) => (
          <li key={entry.hash}>
            <p className="message-head">
              <strong>{told.who}</strong> <Moment at={entry.at} />
            </p>
            <p className="message-text" dir="auto">
              {told.said}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
