import type { ReactNode } from 'react';
import { statedAccount } from '#contracts';
import { accountHelp } from './account-help.js';
import { accountPictures } from './account-pictures.js';
import type { PageFrame } from './page-frame.js';
import { words } from './words.js';

interface AccountChoiceProps {
  readonly frame: PageFrame;
  readonly value: string;
}

/**
 * What is affected, each kind with its picture. The help of the one that is chosen shows below it, by the stylesheet alone;
 * a screen reader reads it as the description of the button.
 */
export function AccountChoice({ frame: { language }, value }: AccountChoiceProps): ReactNode {
  const { form } = words[language];
  return (
    <fieldset className="choice wide">
      <legend>
        {form.account} <span className="note">{form.optional}</span>
      </legend>
      <div className="options">
        {statedAccount.options.map((kind) => (
          <div key={kind} className="kind">
            <label className="option">
              <input
                type="radio"
                name="account"
                value={kind}
                defaultChecked={kind === value}
                aria-describedby={`help-${kind}`}
              />
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d={accountPictures[kind]} />
              </svg>
              <span>{form.accounts[kind]}</span>
            </label>
            <p className="help" id={`help-${kind}`}>
              {accountHelp[language][kind]}
            </p>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
