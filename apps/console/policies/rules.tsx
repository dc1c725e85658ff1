import { useState } from 'react';
import type { PolicyList } from '#contracts';
import { PlaceTools } from '../marks/place-tools.js';
import { ProblemNote } from '../marks/problem-note.js';
import { reorder } from '../marks/reorder.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { NewPolicy } from './new-policy.js';
import { type Rule, useSaveRules } from './policy-queries.js';
import { type PolicyWords, usePolicyWords } from './policy-words.js';
import { nameOf } from '../words/naming.js';
import type { Words } from '../words/words.js';

interface Props {
  readonly rules: PolicyList['rules'];
  readonly policies: readonly { readonly key: string; readonly name: string }[];
  readonly zone: string;
}

/** The rules in the order in which they are tried. Each change is saved at once, from the version that is shown. */
export function Rules({ rules: { items, version }, policies, zone }: Props) {
  const { words } = useWords();
  const w = usePolicyWords();
  const mayEdit = useMay('policy.edit');
  const save = useSaveRules();
  const change = (rules: readonly Rule[]) => save.mutate({ version, rules });
  return (
    <section className="panel rules" aria-labelledby="rules-title">
      <h2 id="rules-title">{w.rules}</h2>
      <p className="hint">{items.length === 0 ? w.noRules : w.rulesHint}</p>
      <ol className="rule-list">
        {items.map((rule, place) => (
          <li key={`${place} ${version}`}>
            <span>
              {tellRule(rule, w, words)} →{' '}
              <strong>{policies.find(({ key }) => key === rule.policy)?.name ?? rule.policy}</strong>
            </span>
            {mayEdit && (
              <PlaceTools
                labels={{ up: w.ruleUp(place + 1), down: w.ruleDown(place + 1), remove: w.ruleRemove(place + 1) }}
                isFirst={place === 0}
                isLast={place === items.length - 1}
                disabled={save.isPending}
                onMove={(by) => change(reorder(items, place, by))}
                onRemove={() => change(items.toSpliced(place, 1))}
              />
            )}
          </li>
        ))}
      </ol>
      {mayEdit && (
        <NewRule
          policies={policies}
          zone={zone}
          isPending={save.isPending}
          onAdd={(rule) => change([...items, rule])}
        />
      )}
      {mayEdit && <NewPolicy />}
      <ProblemNote error={save.error} />
    </section>
  );
}

function tellRule({ when }: Rule, w: PolicyWords, words: Words): string {
  const parts = [
    when.severities?.map((severity) => words.severity[severity]).join(', '),
    when.kinds?.map((kind) => nameOf(words.category, kind)).join(', '),
    when.parties?.join(', '),
    when.days?.map((day) => w.dayNames[day]).join(' '),
    when.hours === undefined ? undefined : `${when.hours.from}–${when.hours.to}`,
    when.days === undefined && when.hours === undefined ? undefined : when.zone,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? w.always : parts.join(' · ');
}

type Day = keyof PolicyWords['dayNames'];
type Severity = NonNullable<Rule['when']['severities']>[number];

function NewRule({
  policies,
  zone,
  isPending,
  onAdd,
}: Pick<Props, 'policies' | 'zone'> & { readonly isPending: boolean; readonly onAdd: (rule: Rule) => void }) {
  const { words } = useWords();
  const w = usePolicyWords();
  const [severity, setSeverity] = useState<Severity | ''>('');
  const [days, setDays] = useState<readonly Day[]>([]);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [policy, setPolicy] = useState(policies[0]?.key ?? '');
  const hasHours = from !== '' && to !== '';
  const severities = Object.entries(words.severity) as [Severity, string][];
  const dayNames = Object.entries(w.dayNames) as [Day, string][];
  return (
    <details className="verify">
      <summary>{w.newRule}</summary>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          onAdd({
            when: {
              ...(severity !== '' && { severities: [severity] }),
              ...(days.length > 0 && { days: [...days] }),
              ...(hasHours && { hours: { from, to } }),
              ...((hasHours || days.length > 0) && { zone }),
            },
            policy,
          });
        }}
      >
        <div>
          <label>
            {w.severity}
            <select
              value={severity}
              onChange={({ target }) => setSeverity(severities.find(([key]) => key === target.value)?.[0] ?? '')}
            >
              <option value="">{w.anySeverity}</option>
              {severities.map(([key, name]) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <fieldset>
          <legend>{w.days}</legend>
          <span className="checks">
            {dayNames.map(([day, name]) => (
              <label key={day} className="check">
                <input
                  type="checkbox"
                  checked={days.includes(day)}
                  onChange={({ target }) =>
                    setDays(
                      dayNames.map(([key]) => key).filter((key) => (key === day ? target.checked : days.includes(key))),
                    )
                  }
                />
                {name}
              </label>
            ))}
          </span>
        </fieldset>
        <div>
          <label>
            {w.from}
            <input type="time" value={from} onChange={({ target }) => setFrom(target.value)} />
          </label>
        </div>
        <div>
          <label>
            {w.to}
            <input type="time" value={to} onChange={({ target }) => setTo(target.value)} />
          </label>
        </div>
        <div>
          <label>
            {w.usePolicy}
            <select value={policy} onChange={({ target }) => setPolicy(target.value)}>
              {policies.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <button type="submit" disabled={isPending}>
          {w.addRule}
        </button>
        <span className="hint">{w.zoneOf(zone)}</span>
      </form>
    </details>
  );
}
