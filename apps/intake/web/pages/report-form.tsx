import type { ReactNode } from 'react';
import type { LeftOutFile } from '#service';
import type { FieldFault, ReportDraft, ReportField } from '../read-report-form.js';
import { AccountChoice } from './account-choice.js';
import { FileField, type FileBoundsShown, type KeptFile, LeftOutNotice } from './file-field.js';
import { Choice, FaultSummary, TextArea, TextField } from './fields.js';
import { Layout, renderPage } from './layout.js';
import { otherLanguage, type PageFrame, paths } from './page-frame.js';
import { scriptedForm } from './scripted-form.js';
import { type KnownEnd, ServiceNotice } from './service-notice.js';
import type { Words } from './wording.js';
import { words } from './words.js';

export interface ReportFormState {
  readonly draft: ReportDraft;
  /** Makes a second sending of the same form the same report. */
  readonly nonce: string;
  readonly faults: readonly FieldFault[];
  /** True when the report could not be stored; what was typed stands in the form. */
  readonly notStored: boolean;
  /** Files of an earlier sending of this form; they need not be sent again. */
  readonly kept: readonly KeptFile[];
  /** Files that could not be taken. */
  readonly leftOut: readonly LeftOutFile[];
  readonly bounds: FileBoundsShown;
  /** Last day of the service, `YYYY-MM-DD`, once it has ended. */
  readonly closedSince: string | null;
  /** Given where the form is to be kept for when there is no network. */
  readonly offline?: { readonly until: KnownEnd | null };
}

export function renderReportForm(frame: PageFrame, state: ReportFormState): string {
  return renderPage(<ReportForm frame={frame} state={state} />);
}

/** Of help, and needed by nobody: they stay folded until somebody opens them or has filled one in. */
const moreFields = ['since', 'name', 'organization'] as const;

function ReportForm({ frame, state }: { readonly frame: PageFrame; readonly state: ReportFormState }): ReactNode {
  const { language, hotline } = frame;
  const { draft } = state;
  const say = words[language];
  const { form } = say;
  const faults = state.faults.map((fault) => ({ field: fault.field, text: faultText(say, fault) }));
  const about = (field: ReportField) => ({
    id: field,
    value: draft[field],
    fault: faults.find((fault) => fault.field === field)?.text,
  });
  const failed = state.notStored || faults.length > 0;
  return (
    <Layout
      frame={frame}
      title={failed ? `${say.errorPrefix}${form.title}` : form.title}
      toggle={{ kind: 'with-form', form: 'report', action: paths.form(otherLanguage(language)) }}
      here="report"
      script
    >
      {state.notStored ? (
        <div className="notice fault" role="alert">
          <h2>{say.faults.notStoredTitle}</h2>
          <p>
            {say.faults.notStored}{' '}
            {state.closedSince === null ? (
              <>
                {say.faults.urgent} <a href={`tel:${hotline.phone}`}>{hotline.phoneShown}</a>
              </>
            ) : null}
          </p>
        </div>
      ) : null}
      {faults.length === 0 ? null : <FaultSummary title={say.faults.title} faults={faults} />}
      <LeftOutNotice language={language} left={state.leftOut} on="form" />
      <h1>{form.title}</h1>
      <ServiceNotice frame={frame} closedSince={state.closedSince} offline={state.offline ?? null} />
      <section className="notice safety" aria-label={form.safety.title}>
        <ul>
          {form.safety.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <form
        id="report"
        method="post"
        action={paths.report(language)}
        encType="multipart/form-data"
        noValidate
        acceptCharset="utf-8"
        {...scriptedForm(frame, state.bounds, 'report')}
      >
        <input type="hidden" name="nonce" value={state.nonce} />
        <TextArea {...about('description')} label={form.description} hint={form.descriptionHint} rows={5} />
        <AccountChoice frame={frame} value={draft.account} />
        <TextField
          {...about('accountName')}
          label={form.accountName}
          note={form.optional}
          hint={form.accountNameHint}
        />
        <Choice
          id="stillHappening"
          legend={form.stillHappening}
          note={form.optional}
          value={draft.stillHappening}
          options={[
            ['yes', form.yes],
            ['no', form.no],
            ['unsure', form.unsure],
          ]}
        />
        <fieldset className="group" aria-describedby="contact-hint">
          <legend>{form.contact}</legend>
          <p className="hint" id="contact-hint">
            {form.contactHint}
          </p>
          <TextField
            {...about('phone')}
            label={form.phone}
            note={form.optional}
            hint={form.phoneHint}
            type="tel"
            autoComplete="tel"
          />
          <TextField
            {...about('email')}
            label={form.email}
            note={form.optional}
            hint={form.emailHint}
            type="email"
            autoComplete="email"
          />
        </fieldset>
        <FileField language={language} kept={state.kept} bounds={state.bounds} />
        <details className="more" open={moreFields.some((field) => draft[field] !== '')}>
          <summary>
            {form.more} <span className="note">{form.optional}</span>
          </summary>
          <TextField {...about('since')} label={form.since} hint={form.sinceHint} />
          <TextField {...about('name')} label={form.name} autoComplete="name" />
          <TextField {...about('organization')} label={form.organization} autoComplete="organization" />
        </details>
        <button className="main-action" type="submit">
          {form.send}
        </button>
        <p className="hint">{form.after}</p>
      </form>
    </Layout>
  );
}

function faultText({ faults, form }: Words, fault: FieldFault): string {
  switch (fault.kind) {
    case 'empty':
      return faults.description;
    case 'not-a-phone':
      return faults.phone;
    case 'not-an-email':
      return faults.email;
    case 'too-long':
      return faults.tooLong(form[fault.field], fault.most, fault.length);
  }
  return fault satisfies never;
}
