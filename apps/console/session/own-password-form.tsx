import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Session } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { keys } from '../api/queries.js';
import { FaultNote, faultsAt } from '../marks/faults.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useUserWords } from '../users/user-words.js';

/** Three fields: the password before, and the new one twice. Password managers know which is which. */
export function OwnPasswordForm({ signIn }: { readonly signIn: string }) {
  const { own: w } = useUserWords();
  const base = useId();
  const client = useQueryClient();
  const [differ, setDiffer] = useState(false);
  const change = useMutation<Session, ApiProblem, { readonly current: string; readonly chosen: string }>({
    mutationKey: [keys.session[0]],
    mutationFn: (body) => call('POST /session/password', { body }),
    onSuccess: (session) => client.setQueryData(keys.session, session),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [current, chosen] = [data.get('current'), data.get('chosen')];
    if (typeof current !== 'string' || typeof chosen !== 'string') return;
    const differs = chosen !== data.get('again');
    setDiffer(differs);
    const form = event.currentTarget;
    if (!differs) change.mutate({ current, chosen }, { onSuccess: () => form.reset() });
  }

  const field = (name: 'current' | 'chosen' | 'again', label: string) => {
    const faults = faultsAt(change.error?.errors ?? [], `/${name}`);
    const notes = [
      ...(name === 'chosen' ? [`${base}-hint`] : []),
      ...(faults.length > 0 ? [`${base}-${name}-note`] : []),
    ];
    return (
      <div>
        <label htmlFor={`${base}-${name}`}>{label}</label>
        <input
          id={`${base}-${name}`}
          name={name}
          type="password"
          required
          maxLength={800}
          autoComplete={name === 'current' ? 'current-password' : 'new-password'}
          aria-invalid={faults.length > 0}
          aria-describedby={notes.length > 0 ? notes.join(' ') : undefined}
        />
        {name === 'chosen' && (
          <p id={`${base}-hint`} className="hint">
            {w.chosenHint}
          </p>
        )}
        <FaultNote id={`${base}-${name}-note`} faults={faults} />
      </div>
    );
  };
  return (
    <form className="own-password" onSubmit={submit}>
      <input
        className="unseen"
        type="text"
        autoComplete="username"
        value={signIn}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      {field('current', w.current)}
      {field('chosen', w.chosen)}
      {field('again', w.again)}
      <div role="alert">{differ && <p className="refusal">{w.differ}</p>}</div>
      {!differ && change.error?.errors.length === 0 && <ProblemNote error={change.error} />}
      <div className="form-end">
        <button type="submit" className="primary" disabled={change.isPending}>
          {w.save}
        </button>
        <output>{change.isSuccess ? w.saved : ''}</output>
      </div>
    </form>
  );
}
