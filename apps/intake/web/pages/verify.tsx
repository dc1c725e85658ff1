import type { ReactNode } from 'react';
import { FaultSummary, TextField } from './fields.js';
import { Layout, renderPage } from './layout.js';
import { otherLanguage, type PageFrame, paths } from './page-frame.js';
import { verifyWords } from './verify-words.js';
import { words } from './words.js';

export const verifyPath = (language: 'en' | 'fr'): string => (language === 'fr' ? '/fr/verifier' : '/en/verify');

export type VerifyField = 'reference' | 'receiptCode' | 'code';

export interface VerifyState {
  readonly reference: string;
  readonly faults: readonly { readonly field: VerifyField; readonly text: string }[];
  /** The code was right: nothing is left to enter. */
  readonly done: boolean;
}

/** Where a reporter enters the code that was sent to a registered address. Works without a script, like every page here. */
export function renderVerify(frame: PageFrame, state: VerifyState): string {
  return renderPage(<Verify frame={frame} state={state} />);
}

interface Props {
  readonly frame: PageFrame;
  readonly state: VerifyState;
}

function Verify({ frame, state }: Props): ReactNode {
  const { language } = frame;
  const say = verifyWords[language];
  const failed = state.faults.length > 0;
  return (
    <Layout
      frame={frame}
      title={failed ? `${words[language].errorPrefix}${say.title}` : say.title}
      toggle={{ kind: 'link', href: verifyPath(otherLanguage(language)) }}
      here="follow-up"
      closedOn="page"
    >
      {state.done ? <Done frame={frame} /> : <Form frame={frame} state={state} />}
    </Layout>
  );
}

function Form({ frame, state }: Props): ReactNode {
  const { language, hotline } = frame;
  const say = verifyWords[language];
  const { followUp } = words[language];
  const { faults } = state;
  const faultOf = (field: VerifyField) => faults.find((fault) => fault.field === field)?.text;
  return (
    <>
      {faults.length === 0 ? null : <FaultSummary title={say.faultsTitle} faults={faults} />}
      <h1>{say.title}</h1>
      <p className="lead">{say.lead}</p>
      <p className="notice">
        <strong>{say.never}</strong>
      </p>
      <form method="post" action={verifyPath(language)} noValidate acceptCharset="utf-8">
        <TextField id="code" label={say.code} hint={say.codeHint} value="" fault={faultOf('code')} code />
        <TextField
          id="reference"
          label={followUp.reference}
          hint={followUp.referenceHint}
          value={state.reference}
          fault={faultOf('reference')}
          code
        />
        <TextField
          id="receiptCode"
          label={followUp.code}
          hint={followUp.codeHint}
          value=""
          fault={faultOf('receiptCode')}
          code
        />
        <button className="main-action" type="submit">
          {say.send}
        </button>
        {frame.closedSince === null ? <p className="hint">{say.notYours(hotline.phoneShown)}</p> : null}
      </form>
    </>
  );
}

function Done({ frame: { language } }: { readonly frame: PageFrame }): ReactNode {
  const say = verifyWords[language];
  return (
    <>
      <h1>{say.done}</h1>
      <p className="lead">{say.doneLead}</p>
      <p>
        <a href={paths.followUp(language)}>{say.toFollowUp}</a>
      </p>
    </>
  );
}
