import { useId } from 'react';
import type { PolicyList } from '#contracts';
import { FaultNote, type Faults, faultsAt } from '../marks/faults.js';
import { NumberField } from '../marks/number-field.js';
import { PlaceTools } from '../marks/place-tools.js';
import { type StepDraft, type Target, targetChoices, targetName } from './policy-draft.js';
import { usePolicyWords } from './policy-words.js';

interface Props {
  readonly step: StepDraft;
  /** 1 for the first. */
  readonly place: number;
  readonly isLast: boolean;
  readonly begins: number;
  readonly targets: PolicyList['targets'];
  readonly faults: Faults;
  readonly disabled: boolean;
  readonly onChange: (step: StepDraft) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One step: whom it wakes, one or several, and how long it waits for them. */
export function StepEditor({ step, place, begins, targets, faults, disabled, onChange, ...edit }: Props) {
  const w = usePolicyWords();
  const [title, note] = [useId(), useId()];
  const wrong = faultsAt(faults, `/steps/${place - 1}/notify`);
  const choices = targetChoices(targets);
  const change = (at: number, target: Target | null) =>
    onChange({ ...step, targets: step.targets.flatMap((now, index) => (index === at ? (target ?? []) : now)) });
  const [usual] = choices;
  return (
    <li className="step-editor" aria-labelledby={title}>
      <header>
        <h3 id={title}>
          {w.step(place)} <span className="hint">{w.begins(begins)}</span>
        </h3>
        {!disabled && (
          <PlaceTools
            labels={{ up: w.up(place), down: w.down(place), remove: w.remove(place) }}
            isFirst={place === 1}
            isLast={edit.isLast}
            onMove={edit.onMove}
            onRemove={edit.onRemove}
          />
        )}
      </header>
      <div className="step-fields">
        <div className="step-targets">
          {step.targets.map((target, index) => (
            <TargetField
              // A target has no name of its own: its place is what it is known by.
              key={index}
              label={index === 0 ? w.wakes : w.wakesToo}
              target={target}
              choices={choices}
              targets={targets}
              describedBy={wrong.length > 0 ? note : undefined}
              disabled={disabled}
              onChange={(next) => change(index, next)}
            />
          ))}
          <FaultNote id={note} faults={wrong} />
          {!disabled && usual !== undefined && (
            <button
              type="button"
              className="quiet"
              onClick={() => onChange({ ...step, targets: [...step.targets, usual] })}
            >
              + {w.addTarget}
            </button>
          )}
        </div>
        <NumberField
          label={w.wait}
          value={step.wait}
          disabled={disabled}
          faults={faultsAt(faults, `/steps/${place - 1}/waitMinutes`)}
          onChange={(wait) => onChange({ ...step, wait })}
        />
      </div>
    </li>
  );
}

interface TargetProps {
  readonly label: string;
  readonly target: Target;
  readonly choices: readonly Target[];
  readonly targets: PolicyList['targets'];
  readonly describedBy: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (target: Target | null) => void;
}

function TargetField({ label, target, choices, targets, describedBy, disabled, onChange }: TargetProps) {
  const w = usePolicyWords();
  const field = useId();
  const value = JSON.stringify(target);
  // What the list does not offer, such as somebody who has left, stays to be seen and replaced.
  const offered = choices.some((choice) => JSON.stringify(choice) === value) ? choices : [target, ...choices];
  const name = targetName(target, targets, w);
  return (
    <div className="target-field">
      <label htmlFor={field}>{label}</label>
      <span>
        <select
          id={field}
          value={value}
          disabled={disabled}
          aria-invalid={describedBy !== undefined}
          aria-describedby={describedBy}
          onChange={(event) =>
            onChange(offered.find((choice) => JSON.stringify(choice) === event.target.value) ?? null)
          }
        >
          {offered.map((choice) => (
            <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
              {targetName(choice, targets, w)}
            </option>
          ))}
        </select>
        {!disabled && (
          <button type="button" className="quiet" aria-label={w.removeTarget(name)} onClick={() => onChange(null)}>
            ✕
          </button>
        )}
      </span>
    </div>
  );
}
