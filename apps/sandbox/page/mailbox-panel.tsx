import type { ReactNode } from 'react';
import type { MailRecord } from '../carrier-records.js';
import { Moment } from './moment.js';
import type { PageState } from './page-state.js';
import { WrittenText } from './written-text.js';

const LONGEST_SHOWN = 8_000;

/** Every mail the hotline sent and got by way of this page, newest first, with a way to answer each. */
export function MailboxPanel({ state }: { readonly state: PageState }): ReactNode {
  return (
    <section id="mailbox" className="mailbox" aria-labelledby="mailbox-title">
      <h2 id="mailbox-title">Mailbox</h2>
      <details className="compose" open={state.draft.get('form') === 'mail'}>
        <summary>Write a mail to the hotline</summary>
        <MailForm
          id="new"
          state={state}
          from={draftOf(state, 'from')}
          subject={draftOf(state, 'subject')}
          text={draftOf(state, 'text')}
        />
      </details>
      <ol data-keyed data-live="mails">
        {state.mails.length === 0 ? (
          <li className="nothing" data-key="nothing">
            No mail yet. What the hotline sends appears here.
          </li>
        ) : (
          state.mails.toReversed().map((mail) => (
            <li key={mail.id} data-key={mail.id} data-static>
              <Mail mail={mail} state={state} />
            </li>
          ))
        )}
      </ol>
    </section>
  );
}

function Mail({ mail, state }: { readonly mail: MailRecord; readonly state: PageState }): ReactNode {
  const received = mail.box === 'received';
  const others = received ? mail.to : [mail.from];
  const shown = mail.text.slice(0, LONGEST_SHOWN);
  return (
    <details className="mail" id={mail.id}>
      <summary>
        <span className="mail-who" dir="auto">
          {`${received ? 'To' : 'From'} ${others.map((address) => nameOf(address, state)).join(', ')}`}
        </span>
        <Moment at={mail.at} />
        <span className="mail-subject" dir="auto">
          {mail.subject === '' ? '(no subject)' : mail.subject}
        </span>
      </summary>
      <p className="fate">{`${mail.from} to ${mail.to.join(', ')}`}</p>
      <WrittenText text={shown.trim() === '' ? '(no text)' : shown} />
      {mail.text.length > LONGEST_SHOWN ? <p className="fate">The rest is in the raw mail.</p> : null}
      {mail.attachments.map((attachment, index) => (
        <p
          key={index}
          className="fate"
          dir="auto"
        >{`Attachment: ${attachment.filename || 'unnamed'}, ${attachment.contentType}, ${attachment.size} bytes`}</p>
      ))}
      <p className="fate">
        <a href={`/api/mailbox/${mail.id}/raw`}>Raw mail</a>
      </p>
      {received ? (
        <MailForm
          id={mail.id}
          state={state}
          from={mail.to[0] ?? ''}
          subject={replySubject(mail.subject)}
          text=""
          answers={mail}
        />
      ) : null}
    </details>
  );
}

interface MailFormProps {
  readonly id: string;
  readonly state: PageState;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly answers?: MailRecord;
}

function MailForm({ id, state, from, subject, text, answers }: MailFormProps): ReactNode {
  const to = answers?.headers['reply-to'] ?? answers?.from ?? state.hotlineEmail;
  return (
    <form className="letter" method="post" action="/page/mails">
      {(answers?.messageId ?? null) === null ? null : (
        <input type="hidden" name="inReplyTo" value={answers?.messageId ?? ''} />
      )}
      <label htmlFor={`${id}-from`}>From</label>
      <input
        id={`${id}-from`}
        name="from"
        type="email"
        required
        defaultValue={from}
        placeholder="someone@party.example"
        list="known-addresses"
      />
      <label htmlFor={`${id}-to`}>To</label>
      <input id={`${id}-to`} name="to" type="email" required defaultValue={bareAddress(to)} />
      <label htmlFor={`${id}-subject`}>Subject</label>
      <input id={`${id}-subject`} name="subject" maxLength={500} defaultValue={subject} dir="auto" />
      <label htmlFor={`${id}-text`}>Text</label>
      <textarea id={`${id}-text`} name="text" rows={4} required maxLength={200_000} defaultValue={text} dir="auto" />
      <button type="submit">{answers === undefined ? 'Send mail' : 'Send reply'}</button>
    </form>
  );
}

/** The address alone, of `Name <address>`. */
function bareAddress(written: string): string {
  const start = written.lastIndexOf('<');
  return start === -1
    ? written.trim()
    : written
        .slice(start + 1)
        .replace('>', '')
        .trim();
}

function replySubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`;
}

function nameOf(address: string, state: PageState): string {
  const person = state.people.find((candidate) => candidate.email?.toLowerCase() === address.toLowerCase());
  if (person !== undefined) return person.name;
  return address.toLowerCase() === state.hotlineEmail.toLowerCase() ? 'the hotline' : address;
}

function draftOf(state: PageState, field: string): string {
  return state.draft.get('form') === 'mail' ? (state.draft.get(field) ?? '') : '';
}
