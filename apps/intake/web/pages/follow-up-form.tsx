import type { ReactNode } from 'react';
import { keptField } from '../kept-field.js';
import type { KeptFile } from './file-field.js';
import { FaultSummary, TextArea, TextField } from './fields.js';
import { Layout, renderPage } from './layout.js';
import { lostCodeWords } from './lost-code-words.js';
import { otherLanguage, type PageFrame, paths } from './page-frame.js';
import { words } from './words.js';

export interface FollowUpFormState {
  readonly reference: string;
  readonly faults: readonly { readonly field: 'reference' | 'receiptCode'; readonly text: string }[];
  /** What could not be sent because too much time had passed. */
  readonly unsent: string | null;
  /** Files that came with it, as tokens. */
  readonly kept: readonly KeptFile[];
}

export function renderFollowUpForm(frame: PageFrame, state: FollowUpFormState): string {
  return renderPage(<FollowUpForm frame={frame} state={state} />);
}

function FollowUpForm({ frame, state }: { readonly frame: PageFrame; readonly state: FollowUpFormState }): ReactNode {
  const { language } = frame;
  const say = words[language];
  const { followUp } = say;
  const faultOf = (field: string) => state.faults.find((fault) => fault.field === field)?.text;
  const { faults } = state;
  return (
    <Layout
      frame={frame}
      title={faults.length > 0 ? `${say.errorPrefix}${followUp.title}` : followUp.title}
      toggle={{ kind: 'link', href: paths.followUp(otherLanguage(language)) }}
      here="follow-up"
    >
      {faults.length === 0 ? null : <FaultSummary title={followUp.faultsTitle} faults={faults} />}
      <h1>{followUp.title}</h1>
      <p className="lead">{followUp.lead}</p>
      <form method="post" action={paths.followUp(language)} noValidate acceptCharset="utf-8">
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
        {state.kept.map(({ token }) => (
          <input key={token} type="hidden" name={keptField} value={token} />
        ))}
        {state.unsent === null ? null : <TextArea id="message" label={followUp.more} value={state.unsent} rows={6} />}
        <button className="main-action" type="submit">
          {followUp.open}
        </button>
        <p className="hint">
          {frame.closedSince === null ? (
            <>
              <a href={paths.lostCode(language)}>{lostCodeWords[language].link}</a> {followUp.lost}
            </>
          ) : (
            followUp.lostClosed
          )}
        </p>
      </form>
    </Layout>
  );
}
