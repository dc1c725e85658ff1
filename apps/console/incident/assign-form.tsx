import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { peopleQuery } from '../api/queries.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useSession } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';

export function AssignForm({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const field = useId();
  const me = useSession();
  const people = useQuery(peopleQuery);
  const [chosen, setChosen] = useState('');
  const assign = useIncidentAction(incident.id, 'assign');
  const able = (people.data ?? []).filter(({ role }) => role === 'responder' || role === 'manager');
  const current = incident.assignee?.id;

  return (
    <form
      className="action"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== '') assign.mutate({ userId: chosen, from: current ?? null }, { onSuccess: () => setChosen('') });
      }}
    >
      <h2>
        <label htmlFor={field}>{w.assignTo}</label>
      </h2>
      <p className="assign">
        <select id={field} value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{incident.assignee?.name ?? w.choosePerson}</option>
          {able
            .filter(({ id }) => id !== current)
            .map(({ id, name, role }) => (
              <option key={id} value={id}>
                {name} ({words.role[role]})
              </option>
            ))}
        </select>
        <button type="submit" disabled={assign.isPending || chosen === ''}>
          {assign.isPending ? w.saving : w.assign}
        </button>
      </p>
      {current !== me.id && able.some(({ id }) => id === me.id) && (
        <button
          type="button"
          className="quiet"
          disabled={assign.isPending}
          onClick={() => assign.mutate({ userId: me.id, from: current ?? null })}
        >
          {w.assignMe}
        </button>
      )}
      <ProblemNote error={assign.error ?? people.error} />
    </form>
  );
}
