import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { ProblemNote } from '../marks/problem-note.js';
import { keyOf } from '../words/key-of.js';
import { useAddPolicy } from './policy-queries.js';
import { usePolicyWords } from './policy-words.js';

/** Sound from its first moment: whoever is on duty, then every manager. */
const beginning = {
  steps: [
    { notify: { kind: 'on-duty' }, waitMinutes: 5 },
    { notify: { kind: 'role', role: 'manager' }, waitMinutes: 5 },
  ],
  repeatAfter: 0,
} as const;

/** A policy beside those of the severities, for rules to name. */
export function NewPolicy() {
  const w = usePolicyWords();
  const field = useId();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const add = useAddPolicy();
  const key = keyOf(name);
  return (
    <details className="verify">
      <summary>{w.newPolicy}</summary>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(
            { key, name: name.trim(), ...beginning },
            {
              onSuccess: () => {
                setName('');
                void navigate({ to: '/policies', search: { policy: key } });
              },
            },
          );
        }}
      >
        <div className="grow">
          <label htmlFor={field}>{w.newPolicyName}</label>
          <input
            id={field}
            value={name}
            maxLength={60}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <button type="submit" disabled={key === '' || add.isPending}>
          {w.addPolicy}
        </button>
        <ProblemNote error={add.error} />
      </form>
    </details>
  );
}
