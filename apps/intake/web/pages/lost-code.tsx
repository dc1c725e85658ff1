import type { ReactNode } from 'react';
import { FaultSummary, TextField } from './fields.js';
import { Layout, renderPage } from './layout.js';
import { lostCodeWords } from './lost-code-words.js';
import { otherLanguage, type PageFrame, paths } from './page-frame.js';
import { words } from './words.js';

export interface LostCodeState {
  readonly reference: string;
  readonly fault: string | null;
  /** It was asked for. Nothing of the reference is on that page. */
  readonly done: boolean;
}

/** Where somebody who has lost a receipt code asks for another one. */
export function renderLostCode(frame: PageFrame, state: LostCodeState): string {
  return renderPage(<LostCode frame={frame} state={state} />);
}

interface Props {
  readonly frame: PageFrame;
  readonly state: LostCodeState;
}

function LostCode({ frame, state }: Props): ReactNode {
  const { language } = frame;
  const say = lostCodeWords[language];
  const title = state.done ? say.done : say.title;
  return (
    <Layout
      frame={frame}
      title={state.fault === null ? title : `${words[language].errorPrefix}${title}`}
      toggle={{ kind: 'link', href: paths.lostCode(otherLanguage(language)) }}
      here="follow-up"
      closedOn="page"
    >
      {state.done ? <Done frame={frame} /> : <Form frame={frame} state={state} />}
    </Layout>
  );
}

function Form({ frame: { language, closedSince }, state: { reference, fault } }: Props): ReactNode {
  const say = lostCodeWords[language];
  const { followUp } = words[language];
  return (
    <>
      {fault === null ? null : <FaultSummary title={say.faultsTitle} faults={[{ field: 'reference', text: fault }]} />}
      <h1>{say.title}</h1>
      {closedSince === null ? (
        <>
          <p className="lead">{say.lead}</p>
          <form method="post" action={paths.lostCode(language)} noValidate acceptCharset="utf-8">
            <TextField
              id="reference"
              label={followUp.reference}
              hint={followUp.referenceHint}
              value={reference}
              fault={fault ?? undefined}
              code
            />
            <button className="main-action" type="submit">
              {say.send}
            </button>
          </form>
        </>
      ) : (
        <p>{followUp.lostClosed}</p>
      )}
    </>
  );
}

function Done({ frame: { language, hotline, closedSince } }: { readonly frame: PageFrame }): ReactNode {
  const say = lostCodeWords[language];
  return (
    <>
      <h1>{say.done}</h1>
      <ul>
        {say.doneLines.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {closedSince === null ? <li>{say.nothing(hotline.phoneShown)}</li> : null}
      </ul>
      <p>
        <a href={paths.followUp(language)}>{words[language].followUpLink}</a>
      </p>
    </>
  );
}
