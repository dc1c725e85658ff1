import type { ReactNode } from 'react';
import type { LeftOutFile } from '#service';
import { CallerNotice } from './caller-notice.js';
import type { ListedStep } from '../steps/tick-steps.js';
import { Checklist } from './checklist.js';
import { checklistWords } from './checklist-words.js';
import { ClosedNotice } from './closed-notice.js';
import { LeftOutNotice } from './file-field.js';
import { KeepReceipt } from './keep-receipt.js';
import { Layout, renderPage } from './layout.js';
import { otherLanguage, type PageFrame, paths, shownInstant } from './page-frame.js';
import { spellOut } from './spell-out.js';
import { words } from './words.js';

export interface ReceiptState {
  readonly reference: string;
  readonly receiptCode: string;
  readonly receivedAt: Date;
  /** What a caller from the hotline says first, in the page's language. */
  readonly callerPhrase: string;
  readonly steps: readonly ListedStep[];
  /** Opens the follow-up of this report for a while, without the code having to be typed. */
  readonly proof: string;
  readonly contact: 'given' | 'none' | 'doubtful';
  readonly closedSince: string | null;
  /** Names of the files that came with it; none where they are not known any more. */
  readonly arrived: readonly string[];
  readonly leftOut: readonly LeftOutFile[];
  /** One of very many: it is read after those that came before the many. */
  readonly isReadLater: boolean;
  /** Its steps were just ticked. */
  readonly saved: boolean;
}

export function renderReceiptPage(frame: PageFrame, state: ReceiptState): string {
  return renderPage(<ReceiptPage frame={frame} state={state} />);
}

function ReceiptPage({ frame, state }: { readonly frame: PageFrame; readonly state: ReceiptState }): ReactNode {
  const { language } = frame;
  const say = words[language];
  const { receipt } = say;
  const toggle = { kind: 'with-proof', action: paths.receipt(otherLanguage(language)), proof: state.proof } as const;
  const contactLine = {
    given: receipt.nextWithContact,
    none: receipt.nextWithoutContact,
    doubtful: receipt.doubtfulContact,
  }[state.contact];
  return (
    <Layout frame={frame} title={receipt.title} toggle={toggle} here="report" script>
      {state.saved ? (
        <output className="notice good">
          {checklistWords[language][state.closedSince === null ? 'saved' : 'savedClosed']}
        </output>
      ) : null}
      <h1>{receipt.title}</h1>
      <p className="lead">
        {receipt.lead} {state.arrived.length === 0 ? null : say.files.arrived(state.arrived.length)}
      </p>
      {state.isReadLater && state.closedSince === null ? <p className="notice">{receipt.readLater}</p> : null}
      <LeftOutNotice language={language} left={state.leftOut} on="sent" />
      {state.closedSince === null ? null : <ClosedNotice frame={frame} lastDay={state.closedSince} on="receipt" />}
      <section className="receipt" aria-label={receipt.reference}>
        <dl>
          <div>
            <dt>{receipt.reference}</dt>
            <dd>
              <span className="reference">{state.reference}</span>
              <span className="hint">{receipt.sayIt(spellOut(state.reference))}</span>
            </dd>
          </div>
          <div>
            <dt>{receipt.code}</dt>
            <dd>
              <span className="receipt-code">{state.receiptCode}</span>
              <span className="hint">{receipt.codeHint}</span>
            </dd>
          </div>
        </dl>
        <p>
          {receipt.keep} {receipt.print}
        </p>
      </section>
      <KeepReceipt frame={frame} reference={state.reference} receiptCode={state.receiptCode} proof={state.proof} />
      {state.contact === 'given' ? null : <p className="notice safety">{contactLine}</p>}
      <h2>{receipt.steps}</h2>
      <Checklist frame={frame} steps={state.steps} proof={state.proof} on="receipt" />
      {state.closedSince === null ? (
        <>
          <h2>{receipt.next}</h2>
          <ul>
            {receipt.nextLines.map((line) => (
              <li key={line}>{line}</li>
            ))}
            {state.contact === 'given' ? <li>{contactLine}</li> : null}
          </ul>
          <CallerNotice frame={frame} phrase={state.callerPhrase} />
        </>
      ) : null}
      <form method="post" action={paths.followUp(language)} className="not-printed">
        <input type="hidden" name="proof" value={state.proof} />
        <button className="second-action" type="submit">
          {receipt.openFollowUp}
        </button>
      </form>
      <p className="hint">
        {receipt.address}
        <span className="address">{`${frame.publicUrl}${paths.followUp(language)}`}</span>
        <br />
        <time dateTime={state.receivedAt.toISOString()}>{shownInstant(state.receivedAt, frame)}</time>
      </p>
    </Layout>
  );
}
