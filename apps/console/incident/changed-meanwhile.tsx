import { type ReactNode, useState } from 'react';
import { useWords } from '../words/use-words.js';
import { teamworkWords } from './teamwork-words.js';

/**
 * What somebody saw when they began to decide. `begin` is called with the first choice; from then on a change by somebody else
 * shows as `isStale`, and `agree` takes note of it.
 */
export function useSeen<T extends string>(current: T) {
  const [seen, setSeen] = useState<T | null>(null);
  return {
    /** For the request: the server refuses when even this is no longer so. */
    from: seen ?? current,
    isStale: seen !== null && seen !== current,
    begin: () => setSeen((before) => before ?? current),
    agree: () => setSeen(current),
    end: () => setSeen(null),
  } as const;
}

/** Mine beside theirs, and the decision between them. Nothing that was typed is gone. */
export function ChangedMeanwhile({
  mine,
  theirs,
  saveMine,
  keepTheirs,
}: {
  readonly mine: ReactNode;
  readonly theirs: ReactNode;
  readonly saveMine: () => void;
  readonly keepTheirs: () => void;
}) {
  const { words } = useWords();
  const w = teamworkWords[words.language];
  return (
    <div role="alert" className="changed-meanwhile">
      <p>{w.changed}</p>
      <dl>
        <dt>{w.now}</dt>
        <dd>{theirs}</dd>
        <dt>{w.yours}</dt>
        <dd>{mine}</dd>
      </dl>
      <p className="form-end">
        <button type="button" onClick={saveMine}>
          {w.saveMine}
        </button>
        <button type="button" onClick={keepTheirs}>
          {w.keepTheirs}
        </button>
      </p>
    </div>
  );
}
