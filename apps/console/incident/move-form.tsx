import { useId, useRef, useState } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { useDraft } from '../drafts/use-draft.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { reasonAskedFor } from './move-reason.js';

type State = IncidentView['state'];

/** Only the moves that are possible now; a false alarm and a reopening ask for their reason first. */
export function MoveForm({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const field = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [chosen, setAsked] = useState<State | null>(null);
  // Somebody else may have moved it on meanwhile.
  const asked = chosen !== null && incident.moves.includes(chosen) ? chosen : null;
  const [reason, setReason] = useDraft(incident.id, 'move-reason');
  const move = useIncidentAction(incident.id, 'move');
  // The button that was pressed goes; whoever works by key goes on from where it was.
  const goOn = () => {
    setAsked(null);
    setReason('');
    title.current?.focus();
  };
  const labelOf = (to: State) => (reasonAskedFor(incident.state, to) === 'reopening' ? words.reopen : words.moveTo[to]);

  return (
    <div className="action">
      <h2 ref={title} tabIndex={-1}>
        {w.move}
      </h2>
      {incident.moves.length === 0 && (
        <p className="hint">{incident.acknowledgedBy === null ? w.acknowledgeFirst : w.noMoves}</p>
      )}
      {asked === null ? (
        <p className="moves">
          {incident.moves.map((to) => (
            <button
              key={to}
              type="button"
              disabled={move.isPending}
              onClick={() => {
                if (reasonAskedFor(incident.state, to) === null)
                  move.mutate({ to, from: incident.state }, { onSuccess: goOn });
                else setAsked(to);
              }}
            >
              {labelOf(to)}
            </button>
          ))}
        </p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            move.mutate({ to: asked, reason, from: incident.state }, { onSuccess: goOn });
          }}
        >
          <label htmlFor={field}>
            {reasonAskedFor(incident.state, asked) === 'reopening' ? w.reopenReason : w.falseAlarmReason}
          </label>
          <textarea
            id={field}
            rows={3}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <p className="form-end">
            <button type="submit" className="primary" disabled={move.isPending || reason.trim().length < 3}>
              {move.isPending ? w.saving : labelOf(asked)}
            </button>
            <button type="button" onClick={() => setAsked(null)}>
              {w.cancel}
            </button>
          </p>
        </form>
      )}
      <ProblemNote error={move.error} />
    </div>
  );
}
