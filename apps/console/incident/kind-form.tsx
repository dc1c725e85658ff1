import { useId, useState } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { useDraft } from '../drafts/use-draft.js';
import { ProblemNote } from '../marks/problem-note.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { ChangedMeanwhile, useSeen } from './changed-meanwhile.js';

type Kind = Pick<IncidentView, 'category' | 'accountKind'>;

/** Another kind, with its reason: the playbook follows. */
export function KindForm({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const field = useId();
  const now: Kind = { category: incident.category, accountKind: incident.accountKind };
  const [chosen, setChosen] = useState<Partial<Kind>>({});
  const [reason, setReason] = useDraft(incident.id, 'kind-reason');
  const seen = useSeen(JSON.stringify(now));
  const kind = useIncidentAction(incident.id, 'kind');
  const mine = { ...now, ...chosen };
  const isSame = mine.category === now.category && mine.accountKind === now.accountKind;
  const isReady = !kind.isPending && !isSame && reason.trim().length >= 3;
  const nameKind = ({ category, accountKind }: Kind) =>
    `${nameOf(words.category, category)}, ${nameOf(words.accountKind, accountKind)}`;
  const forget = () => {
    setChosen({});
    seen.end();
  };
  const save = (from: Kind) =>
    kind.mutate(
      { ...mine, reason, from },
      {
        onSuccess: () => {
          forget();
          setReason('');
        },
      },
    );
  const choose = (part: Partial<Kind>) => {
    seen.begin();
    setChosen((before) => ({ ...before, ...part }));
  };
  return (
    <details className="action" id="kind-form">
      <summary>{w.correctKind}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save(JSON.parse(seen.from) as Kind);
        }}
      >
        <label htmlFor={`${field}-category`}>{w.kind}</label>
        <select
          id={`${field}-category`}
          value={mine.category}
          onChange={(event) => choose({ category: event.target.value })}
        >
          {Object.keys(words.category).map((name) => (
            <option key={name} value={name}>
              {nameOf(words.category, name)}
            </option>
          ))}
        </select>
        <label htmlFor={`${field}-account`}>{w.account}</label>
        <select
          id={`${field}-account`}
          value={mine.accountKind}
          onChange={(event) => choose({ accountKind: event.target.value })}
        >
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
        {seen.isStale && !isSame && (
          <ChangedMeanwhile
            mine={nameKind(mine)}
            theirs={nameKind(now)}
            saveMine={() => {
              seen.agree();
              if (isReady) save(now);
            }}
            keepTheirs={forget}
          />
        )}
        <ProblemNote error={kind.error} />
        <p className="form-end">
          <button type="submit" className="primary" disabled={!isReady || seen.isStale}>
            {kind.isPending ? w.saving : w.saveKind}
          </button>
        </p>
      </form>
    </details>
  );
}
