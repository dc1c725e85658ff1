import { useId, useState } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { ProblemNote } from '../marks/problem-note.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';

/** Another kind, with its reason: the playbook follows. */
export function KindForm({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const field = useId();
  const [category, setCategory] = useState(incident.category);
  const [accountKind, setAccountKind] = useState(incident.accountKind);
  const [reason, setReason] = useState('');
  const kind = useIncidentAction(incident.id, 'kind');
  const isSame = category === incident.category && accountKind === incident.accountKind;
  return (
    <details className="action">
      <summary>{w.correctKind}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          kind.mutate({ category, accountKind, reason });
        }}
      >
        <label htmlFor={`${field}-category`}>{w.kind}</label>
        <select id={`${field}-category`} value={category} onChange={(event) => setCategory(event.target.value)}>
          {Object.keys(words.category).map((name) => (
            <option key={name} value={name}>
              {nameOf(words.category, name)}
            </option>
          ))}
        </select>
        <label htmlFor={`${field}-account`}>{w.account}</label>
        <select id={`${field}-account`} value={accountKind} onChange={(event) => setAccountKind(event.target.value)}>
          {Object.keys(words.accountKind).map((name) => (
            <option key={name} value={name}>
              {nameOf(words.accountKind, name)}
            </option>
          ))}
        </select>
        <label htmlFor={`${field}-reason`}>{w.kindReason}</label>
        <textarea
          id={`${field}-reason`}
          rows={3}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <ProblemNote error={kind.error} />
        <p className="form-end">
          <button type="submit" className="primary" disabled={kind.isPending || isSame || reason.trim().length < 3}>
            {kind.isPending ? w.saving : w.saveKind}
          </button>
        </p>
      </form>
    </details>
  );
}
