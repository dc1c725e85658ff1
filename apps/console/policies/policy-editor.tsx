import { useId } from 'react';
import type { PolicyList } from '#contracts';
import { FaultNote, type Faults, faultsAt } from '../marks/faults.js';
import { NumberField } from '../marks/number-field.js';
import { reorder } from '../marks/reorder.js';
import { type Draft, lastResortOf, startsOf, type StepDraft } from './policy-draft.js';
import { usePolicyWords } from './policy-words.js';
import { StepEditor } from './step-editor.js';

interface Props {
  readonly draft: Draft;
  /** What it is called while it has no name of its own. */
  readonly usualName: string;
  readonly targets: PolicyList['targets'];
  readonly faults: Faults;
  readonly disabled: boolean;
  /** `movesSteps`: the places of faults that were told hold no longer. */
  readonly onChange: (draft: Draft, movesSteps: boolean) => void;
}

/** The fields of a policy. What the server refused is marked where it is. */
export function PolicyEditor({ draft, usualName, targets, faults, disabled, onChange }: Props) {
  const w = usePolicyWords();
  const [nameField, stepsNote] = [useId(), useId()];
  const { steps } = draft;
  const starts = startsOf(steps);
  const setSteps = (next: readonly StepDraft[], movesSteps: boolean) => onChange({ ...draft, steps: next }, movesSteps);
  const number = (
    key: 'repeatAfter' | 'acknowledgements' | 'handleWithin' | 'snoozeAtMost',
    at: string,
    usual: string,
  ) => (
    <NumberField
      label={w[key]}
      value={draft[key]}
      placeholder={usual}
      disabled={disabled}
      faults={faultsAt(faults, at)}
      onChange={(value) => onChange({ ...draft, [key]: value }, false)}
    />
  );
  return (
    <>
      <div>
        <label htmlFor={nameField}>{w.name}</label>
        <input
          id={nameField}
          value={draft.name}
          placeholder={usualName}
          maxLength={100}
          disabled={disabled}
          autoComplete="off"
          onChange={({ target }) => onChange({ ...draft, name: target.value }, false)}
        />
      </div>
      <ol className="steps-editor" aria-label={w.steps}>
        {steps.map((step, place) => (
          <StepEditor
            key={step.id}
            step={step}
            place={place + 1}
            isLast={place === steps.length - 1}
            begins={starts[place] ?? 0}
            targets={targets}
            faults={faults}
            disabled={disabled}
            onChange={(changed) => setSteps(steps.with(place, changed), false)}
            onMove={(by) => setSteps(reorder(steps, place, by), true)}
            onRemove={() => setSteps(steps.toSpliced(place, 1), true)}
          />
        ))}
      </ol>
      <FaultNote id={stepsNote} faults={faults.filter(({ pointer }) => pointer === '/steps')} />
      {!disabled && (
        <button
          type="button"
          onClick={() => {
            const id = Math.max(-1, ...steps.map((step) => step.id)) + 1;
            setSteps([...steps, { id, targets: [{ kind: 'role', role: 'manager' }], wait: '5' }], true);
          }}
        >
          + {w.addStep}
        </button>
      )}
      <LastResort steps={steps} />
      <div className="policy-numbers">
        {number('repeatAfter', '/repeatAfter', '')}
        {number('acknowledgements', '/acknowledgements', w.unset('1'))}
        {number('handleWithin', '/handleWithinMinutes', w.unset('—'))}
        {number('snoozeAtMost', '/snoozeAtMost', w.unset('30'))}
      </div>
    </>
  );
}

function LastResort({ steps }: { readonly steps: readonly StepDraft[] }) {
  const w = usePolicyWords();
  const place = lastResortOf(steps);
  if (place === null) return <p className="warning">{w.noLastResort}</p>;
  return <p className="last-resort">{w.lastResort(place + 1, startsOf(steps)[place] ?? 0)}</p>;
}
