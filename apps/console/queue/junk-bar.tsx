import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { JunkOutcome } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { refreshQueues } from './queue-queries.js';
import { useQueueWords } from './queue-words.js';

/** As many as the API takes at once. */
const most = 100;

/** What is done to the incidents that are selected: closed with one reason, and taken back while that is possible. */
export function JunkBar({
  selected,
  onClear,
}: {
  readonly selected: ReadonlySet<string>;
  readonly onClear: () => void;
}) {
  const { words } = useWords();
  const w = useQueueWords();
  const field = useId();
  const client = useQueryClient();
  const [reason, setReason] = useState<string | null>(null);
  const settled = (outcome: JunkOutcome | undefined) => void refreshQueues(client, outcome?.done ?? []);
  const undo = useMutation<JunkOutcome, ApiProblem, string[]>({
    mutationFn: (ids) => call('POST /queue/junk/undo', { body: { ids } }),
    onSettled: settled,
  });
  const close = useMutation<JunkOutcome, ApiProblem, string>({
    mutationFn: (why) => call('POST /queue/junk', { body: { ids: [...selected], reason: why } }),
    onMutate: () => undo.reset(),
    onSuccess: onClear,
    onSettled: settled,
  });
  const outcome = undo.data ?? close.data;
  const why = reason ?? w.usualReason;
  return (
    <div className={selected.size > 0 || outcome !== undefined ? 'junk-bar' : undefined}>
      {selected.size > 0 && (
        <form
          aria-label={w.selection}
          onSubmit={(event) => {
            event.preventDefault();
            close.mutate(why.trim());
          }}
        >
          <strong>{w.selected(selected.size)}</strong>
          <label htmlFor={field}>{w.reason}</label>
          <input
            id={field}
            value={why}
            maxLength={500}
            autoComplete="off"
            onChange={({ target }) => setReason(target.value)}
          />
          <button
            type="submit"
            className="primary"
            disabled={close.isPending || why.trim().length < 3 || selected.size > most}
          >
            {close.isPending ? w.closing : w.close}
          </button>
          <button type="button" className="quiet" onClick={onClear}>
            {w.unselect}
          </button>
          {selected.size > most && <span className="refusal">{w.tooMany(most)}</span>}
        </form>
      )}
      <output>
        {outcome !== undefined &&
          (undo.data === undefined ? w.closed(outcome.done.length) : w.reopened(outcome.done.length))}
      </output>
      {outcome !== undefined && (
        <>
          {undo.data === undefined && outcome.done.length > 0 && (
            <button type="button" disabled={undo.isPending} onClick={() => undo.mutate(outcome.done)}>
              {w.undo}
            </button>
          )}
          <button
            type="button"
            className="quiet"
            onClick={() => {
              close.reset();
              undo.reset();
            }}
          >
            {w.dismiss}
          </button>
          <ul className="junk-refused">
            {outcome.refused.map(({ id, reference, reason: told }) => (
              <li key={id}>
                {reference}
                {words.colon}
                {told}
              </li>
            ))}
          </ul>
        </>
      )}
      <ProblemNote error={close.error ?? undo.error} />
    </div>
  );
}
