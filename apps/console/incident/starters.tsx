import { queryOptions, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { call } from '../api/call.js';
import { keys } from '../api/queries.js';
import { useWords } from '../words/use-words.js';
import { usePageWords } from './page-words.js';

const startersQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.incident(id), 'starters'],
    queryFn: ({ signal }) => call('GET /incidents/{id}/starters', { path: { id }, signal }),
    staleTime: 10 * 60_000,
  });

/**
 * Texts to begin a message from, in the reporter's language, with what they mean in the reader's own. Taken up only into an empty
 * field: nothing that was typed is ever replaced.
 */
export function Starters({
  id,
  isFree,
  begin,
}: {
  readonly id: string;
  readonly isFree: boolean;
  readonly begin: (text: string) => void;
}) {
  const { words } = useWords();
  const w = usePageWords();
  const list = useRef<HTMLDetailsElement>(null);
  const starters = useQuery(startersQuery(id)).data;
  const take = (text: string) => {
    list.current?.removeAttribute('open');
    begin(text);
  };
  if (starters === undefined || starters.items.length === 0) return null;
  return (
    <details className="starters" ref={list}>
      <summary>{w.starters(words.textLanguage[starters.language])}</summary>
      {!isFree && <p className="hint">{w.startersFull}</p>}
      <ul>
        {starters.items.map(({ key, title, text, meaning }) => (
          <li key={key}>
            <button type="button" disabled={!isFree} onClick={() => take(text)}>
              {title}
            </button>
            <p lang={starters.language}>{text}</p>
            {meaning !== null && <p className="hint">{meaning}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
