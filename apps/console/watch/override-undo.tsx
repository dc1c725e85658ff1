import { ProblemNote } from '../marks/problem-note.js';
import type { Change } from '../api/api-types.js';
import { useCalendarWords } from './calendar-words.js';
import { useWatchChange, type WatchRoute } from './watch-queries.js';

/** A change that was saved, in words, and the one that takes it back; null once it was taken back. */
export interface Done {
  readonly text: string;
  readonly undo: Change<WatchRoute> | null;
}

/** Says what was saved, and takes it back as long as nothing else was done. */
export function OverrideUndo({ done, onUndone }: { readonly done: Done | null; readonly onUndone: () => void }) {
  const w = useCalendarWords();
  const change = useWatchChange();
  const undo = done?.undo ?? null;
  return (
    <>
      <output className="override-undo">
        {done !== null && <span>✓ {done.text}</span>}{' '}
        {undo !== null && (
          <button
            type="button"
            disabled={change.isPending}
            onClick={() => change.mutate(undo, { onSuccess: onUndone })}
          >
            ↶ {w.undo}
          </button>
        )}
      </output>
      <ProblemNote error={change.error} />
    </>
  );
}
