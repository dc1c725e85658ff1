import { useId, useRef } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { useDraft } from '../drafts/use-draft.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';

export function NoteForm({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const field = useId();
  const written = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useDraft(incident.id, 'note');
  const note = useIncidentAction(incident.id, 'note');
  // The button can no longer be pressed, and would take the place on the page of whoever pressed it by key along.
  const clear = () => {
    setText('');
    written.current?.focus();
  };
  return (
    <form
      className="action"
      id="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') note.mutate({ text }, { onSuccess: clear });
      }}
    >
      <h2>{w.note}</h2>
      <label htmlFor={field} className="unseen">
        {w.noteText}
      </label>
      <textarea
        ref={written}
        id={field}
        rows={3}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ProblemNote error={note.error} />
      <p className="form-end">
        <button type="submit" disabled={note.isPending || text.trim() === ''}>
          {note.isPending ? w.saving : w.saveNote}
        </button>
        <output>{note.isSuccess && text === '' && w.noteSaved}</output>
      </p>
    </form>
  );
}
