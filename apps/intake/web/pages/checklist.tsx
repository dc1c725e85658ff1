import type { ReactNode } from 'react';
import type { ListedStep } from '../steps/tick-steps.js';
import { checklistWords } from './checklist-words.js';
import { type PageFrame, paths } from './page-frame.js';

interface Props {
  readonly frame: PageFrame;
  readonly steps: readonly ListedStep[];
  readonly proof: string;
  /** The page that shows again once it is saved. */
  readonly on: 'receipt' | 'follow-up';
}

/**
 * The steps as a list to tick off. What was ticked when the page was made goes along (`was`), so that only what was changed on
 * this page changes, and two devices do not undo each other.
 */
export function Checklist({ frame: { language, closedSince }, steps, proof, on }: Props): ReactNode {
  const say = checklistWords[language];
  return (
    <form
      method="post"
      action={paths.steps(language)}
      className="checklist"
      autoComplete="off"
      data-steps={JSON.stringify(closedSince === null ? say.script : { ...say.script, saved: say.savedClosed })}
    >
      <input type="hidden" name="proof" value={proof} />
      <input type="hidden" name="on" value={on} />
      {closedSince === null ? <p className="hint">{say.hint}</p> : null}
      <ol className="steps">
        {steps.map(({ key, text, done }) => (
          <li key={key}>
            {done ? <input type="hidden" name="was" value={key} /> : null}
            <label>
              <span>{text}</span>
              <input type="checkbox" name="step" value={key} defaultChecked={done} />
            </label>
          </li>
        ))}
      </ol>
      <button className="second-action" type="submit">
        {say.save}
      </button>
    </form>
  );
}
