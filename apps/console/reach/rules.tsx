import { useState } from 'react';
import type { ReachView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { useReachChange } from './reach-queries.js';
import { useReachWords } from './reach-words.js';

type Severity = ReachView['rules'][number]['severity'];

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
const choices = [0, 1, 2, 3, 5, 10, 15, 30] as const;

/** After how many minutes each way is tried for each severity. */
export function Rules({ reach: { methods, rules } }: { readonly reach: ReachView }) {
  const { words } = useWords();
  const w = useReachWords();
  const [draft, setDraft] = useState(rules);
  const change = useReachChange();
  const minutesOf = (severity: Severity, methodId: string) =>
    draft.find((rule) => rule.severity === severity && rule.methodId === methodId)?.afterMinutes ?? null;
  // A severity without a rule of one's own goes by the usual ones; with one, only what it names is tried.
  const hasOwn = (severity: Severity) => draft.some((rule) => rule.severity === severity);
  const set = (severity: Severity, methodId: string, afterMinutes: number | null) =>
    setDraft([
      ...draft.filter((rule) => rule.severity !== severity || rule.methodId !== methodId),
      ...(afterMinutes === null ? [] : [{ severity, methodId, afterMinutes }]),
    ]);
  return (
    <section className="panel" aria-labelledby="rules-title">
      <h2 id="rules-title">{w.rules}</h2>
      <p className="hint">{w.rulesHint}</p>
      {rules.length > 0 && <p>{w.ownRules}</p>}
      {severities.map((severity) => (
        <fieldset key={severity}>
          <legend>{words.severity[severity]}</legend>
          <div className="inline-form">
            {methods.map(({ id, kind, address }) => (
              <label key={id}>
                {w.kinds[kind]} <span className="hint">{address}</span>
                <select
                  value={minutesOf(severity, id) ?? ''}
                  onChange={({ target }) => set(severity, id, target.value === '' ? null : Number(target.value))}
                >
                  <option value="">{hasOwn(severity) ? w.never : w.asUsual}</option>
                  {choices.map((minutes) => (
                    <option key={minutes} value={minutes}>
                      {minutes === 0 ? w.atOnce : w.afterMinutes(minutes)}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <div className="inline-form">
        <button
          type="button"
          disabled={change.isPending}
          onClick={() => change.mutate({ route: 'POST /reach/rules', body: { rules: draft } })}
        >
          {w.saveRules}
        </button>
        {rules.length > 0 && (
          <button
            type="button"
            className="quiet"
            disabled={change.isPending}
            onClick={() =>
              change.mutate({ route: 'POST /reach/rules', body: { rules: [] } }, { onSuccess: () => setDraft([]) })
            }
          >
            {w.usual}
          </button>
        )}
      </div>
      <output>{change.isSuccess && w.saved}</output>
      <ProblemNote error={change.error} />
    </section>
  );
}
