import type { ReactNode } from 'react';
import type { FollowUp } from '#contracts';
import type { ChannelWish, LeftOutFile } from '#service';
import type { ListedStep } from '../steps/tick-steps.js';
import { CallerNotice } from './caller-notice.js';
import { checklistWords } from './checklist-words.js';
import { type ChannelFault, ChannelForm } from './channel-form.js';
import { Checklist } from './checklist.js';
import { FileField, type FileBoundsShown, type KeptFile, LeftOutNotice } from './file-field.js';
import { FaultSummary, TextArea } from './fields.js';
import { Layout, renderPage } from './layout.js';
import { otherLanguage, type PageFrame, paths, shownInstant } from './page-frame.js';
import { scriptedForm } from './scripted-form.js';
import { TurnForms } from './turn-forms.js';
import { words } from './words.js';

export interface FollowUpPageState {
  readonly followUp: FollowUp;
  readonly steps: readonly ListedStep[];
  /** The status in plain words. */
  readonly status: string;
  readonly proof: string;
  /** What a caller from the hotline says first, in the page's language. */
  readonly callerPhrase: string;
  readonly nonce: string;
  /** What became of what was just sent. */
  readonly told: string | null;
  /** Its steps were just ticked. */
  readonly saved?: boolean;
  readonly draft: string;
  /** Why the message was not taken. */
  readonly fault: string | null;
  readonly kept: readonly KeptFile[];
  readonly leftOut: readonly LeftOutFile[];
  readonly bounds: FileBoundsShown;
  /** The newest wish for answers somewhere else. */
  readonly channelWish: ChannelWish | null;
  /** Why that wish, or a code for it, was not taken. */
  readonly channelFault: ChannelFault | null;
}

export function renderFollowUpPage(frame: PageFrame, state: FollowUpPageState): string {
  return renderPage(<FollowUpPage frame={frame} state={state} />);
}

function FollowUpPage({ frame, state }: { readonly frame: PageFrame; readonly state: FollowUpPageState }): ReactNode {
  const { language } = frame;
  const { followUp, fault, channelFault } = state;
  const faults = [
    ...(fault === null ? [] : [{ field: 'message', text: fault }]),
    ...(channelFault === null ? [] : [{ field: 'channel', text: channelFault.text }]),
  ];
  const say = words[language];
  const text = say.followUp;
  const title = text.heading(followUp.reference);
  const answered = followUp.conversation.some(({ from }) => from === 'hotline');
  return (
    <Layout
      frame={frame}
      title={faults.length === 0 ? title : `${say.errorPrefix}${title}`}
      toggle={{ kind: 'with-proof', action: paths.followUp(otherLanguage(language)), proof: state.proof }}
      here="follow-up"
      script
    >
      {faults.length === 0 ? null : <FaultSummary title={text.faultsTitle} faults={faults} />}
      {state.saved ? (
        <output className="notice good">
          {checklistWords[language][frame.closedSince === null ? 'saved' : 'savedClosed']}
        </output>
      ) : null}
      {state.told === null ? null : <output className="notice good">{state.told}</output>}
      <LeftOutNotice language={language} left={state.leftOut} on={state.told === null ? 'form' : 'sent'} />
      <h1>{title}</h1>
      <section className="status" aria-labelledby="status-title">
        <h2 id="status-title">{text.status}</h2>
        <p>{state.status}</p>
        <p className="hint">
          {text.receivedAt} <Moment at={followUp.receivedAt} frame={frame} />
        </p>
        <form method="post" action={paths.followUp(language)}>
          <input type="hidden" name="proof" value={state.proof} />
          <button className="second-action" type="submit">
            {text.refresh}
          </button>
        </form>
      </section>
      {frame.closedSince === null ? <TurnForms frame={frame} proof={state.proof} nonce={state.nonce} /> : null}
      <h2>{text.conversation}</h2>
      <ol className="conversation">
        {followUp.conversation.map(({ from, at, text: said }, index) => (
          <li key={`${at}-${index}`} className={from}>
            <p className="by">
              <strong>{from === 'you' ? text.you : text.hotline}</strong> <Moment at={at} frame={frame} />
            </p>
            <p className="said" dir="auto">
              {said}
            </p>
          </li>
        ))}
      </ol>
      {answered ? null : <p className="hint">{text.silence}</p>}
      <form
        method="post"
        action={paths.message(language)}
        encType="multipart/form-data"
        noValidate
        acceptCharset="utf-8"
        {...scriptedForm(frame, state.bounds, 'message')}
      >
        <input type="hidden" name="proof" value={state.proof} />
        <input type="hidden" name="nonce" value={state.nonce} />
        <TextArea
          id="message"
          label={text.more}
          hint={text.moreHint}
          value={state.draft}
          fault={fault ?? undefined}
          rows={5}
        />
        <FileField language={language} kept={state.kept} bounds={state.bounds} />
        <button className="main-action" type="submit">
          {text.send}
        </button>
      </form>
      <h2>{text.steps}</h2>
      <Checklist frame={frame} steps={state.steps} proof={state.proof} on="follow-up" />
      {frame.closedSince === null ? (
        <section className="not-printed" aria-labelledby="channel-title">
          <h2 id="channel-title">{text.channel}</h2>
          <ChannelForm frame={frame} proof={state.proof} wish={state.channelWish} fault={channelFault} />
        </section>
      ) : null}
      {frame.closedSince === null ? <CallerNotice frame={frame} phrase={state.callerPhrase} /> : null}
      <p className="hint">{text.leave}</p>
    </Layout>
  );
}

function Moment({ at, frame }: { readonly at: string; readonly frame: PageFrame }): ReactNode {
  return <time dateTime={at}>{shownInstant(new Date(at), frame)}</time>;
}
