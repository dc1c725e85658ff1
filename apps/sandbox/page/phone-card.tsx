import type { ReactNode } from 'react';
import {
  type CallRecord,
  type PhoneRecord,
  type TextRecord,
  type WebhookOutcome,
  callHasEnded,
} from '../carrier-records.js';
import type { Phone } from '../phone-board.js';
import { Moment } from './moment.js';
import { cardId } from './page-state.js';
import { WrittenText } from './written-text.js';

const MOST_RECORDS = 40;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

interface PhoneCardProps {
  readonly phone: Phone;
  readonly ringing: boolean;
  readonly draft: string;
}

/** A phone: whose it is, what came and went, and a way to answer as its owner. */
export function PhoneCard({ phone, ringing, draft }: PhoneCardProps): ReactNode {
  const id = cardId(phone.number);
  const name = phone.person?.name ?? 'Unknown caller';
  return (
    <article
      id={id}
      className={ringing ? 'phone ringing' : 'phone'}
      data-key={id}
      data-keyed
      aria-label={`Phone of ${name}`}
    >
      <header data-key="head">
        <span className={`avatar hue-${hueOf(phone.number)}`} aria-hidden="true">
          {phone.person === null ? '?' : initialsOf(name)}
        </span>
        <div>
          <h3 dir="auto">{name}</h3>
          <p className="number">{phone.number}</p>
        </div>
        {ringing ? <span className="bell">New</span> : null}
      </header>
      <div className="thread" data-key="thread" data-keyed role="log" aria-label={`Texts and calls of ${name}`}>
        <ol data-key="list" data-keyed>
          {phone.records.length === 0 ? (
            <li className="nothing" data-key="nothing">
              No texts or calls yet.
            </li>
          ) : (
            phone.records.slice(-MOST_RECORDS).map((record) => <Entry key={record.sid} record={record} phone={phone} />)
          )}
        </ol>
      </div>
      <form className="answer" method="post" action="/page/texts" data-key="answer" data-static>
        <input type="hidden" name="from" value={phone.number} />
        <label htmlFor={`${id}-body`}>{`Text the hotline as ${name}`}</label>
        <textarea
          id={`${id}-body`}
          name="body"
          rows={1}
          maxLength={1_600}
          required
          defaultValue={draft}
          placeholder="Text the hotline"
          dir="auto"
        />
        <button type="submit">Send</button>
      </form>
      <details className="picture" data-key="picture" data-static>
        <summary>Send a picture</summary>
        <form method="post" action="/page/texts" encType="multipart/form-data">
          <input type="hidden" name="from" value={phone.number} />
          <label htmlFor={`${id}-picture`}>{`Picture from the phone of ${name}`}</label>
          <input id={`${id}-picture`} type="file" name="picture" accept="image/*,application/pdf" required />
          <label htmlFor={`${id}-caption`}>Words with it</label>
          <input id={`${id}-caption`} name="body" maxLength={1_600} dir="auto" />
          <button type="submit">Send the picture</button>
        </form>
      </details>
      <form className="dial" method="post" action="/page/calls" data-key="dial" data-static>
        <input type="hidden" name="from" value={phone.number} />
        <button type="submit" className="quiet">
          Call the hotline
        </button>
      </form>
    </article>
  );
}

function Entry({ record, phone }: { readonly record: PhoneRecord; readonly phone: Phone }): ReactNode {
  return record.kind === 'sms' ? <Text text={record} /> : <Call call={record} number={phone.number} />;
}

function Text({ text }: { readonly text: TextRecord }): ReactNode {
  const own = text.direction === 'inbound';
  return (
    <li className={own ? 'text own' : 'text'} data-key={text.sid}>
      <div className="bubble">
        <WrittenText text={text.body} />
        {text.media.map(({ sid, contentType }) => (
          <Sent key={sid} sid={sid} contentType={contentType} />
        ))}
        {text.mediaUrls.map((url) => (
          <WrittenText key={url} text={url} />
        ))}
      </div>
      <p className="fate">
        <Moment at={text.at} />
        <Fate failed={hasFailed(text)} words={own ? describeWebhook(text.webhook) : describeDelivery(text)} />
      </p>
    </li>
  );
}

/** A file that the phone sent along. */
function Sent({ sid, contentType }: { readonly sid: string; readonly contentType: string }): ReactNode {
  if (!contentType.startsWith('image/')) return <p>{`A file (${contentType})`}</p>;
  return <img className="sent-picture" src={`/media/${sid}`} alt="What the phone sent" loading="lazy" />;
}

function Call({ call, number }: { readonly call: CallRecord; readonly number: string }): ReactNode {
  return (
    <li className="call" data-key={call.sid}>
      <p className="call-title">{titleOf(call)}</p>
      {call.said.map((line, index) => (
        <WrittenText key={index} text={line} />
      ))}
      {callHasEnded(call) ? null : <Keypad call={call} number={number} />}
      <p className="fate">
        <Moment at={call.at} />
        <Fate failed={['busy', 'no-answer', 'failed'].includes(call.status)} words={call.status.replaceAll('-', ' ')} />
      </p>
    </li>
  );
}

function Keypad({ call, number }: { readonly call: CallRecord; readonly number: string }): ReactNode {
  const inCall = (
    <>
      <input type="hidden" name="phone" value={number} />
      <input type="hidden" name="sid" value={call.sid} />
    </>
  );
  if (call.direction === 'outbound-dial' && call.status === 'ringing') return <Ringing inCall={inCall} />;
  return (
    <div className="in-call">
      {call.awaitsMessage ? (
        <form className="digits" method="post" action="/page/messages">
          {inCall}
          <label htmlFor={`${call.sid}-message`}>Say after the tone</label>
          <textarea id={`${call.sid}-message`} name="text" rows={2} maxLength={4_000} dir="auto" />
          <button type="submit">Leave the message</button>
        </form>
      ) : null}
      {call.awaitsDigits ? (
        <>
          <form className="keypad" method="post" action="/page/digits">
            {inCall}
            {KEYS.map((key) => (
              <button key={key} type="submit" name="digits" value={key}>
                {key}
              </button>
            ))}
          </form>
          <form className="digits" method="post" action="/page/digits">
            {inCall}
            <label htmlFor={`${call.sid}-digits`}>Several digits</label>
            <input
              id={`${call.sid}-digits`}
              name="digits"
              inputMode="numeric"
              pattern="[0-9*#]{1,32}"
              maxLength={32}
              required
            />
            <button type="submit">Press</button>
          </form>
          <form method="post" action="/page/silences">
            {inCall}
            <button type="submit" className="quiet">
              Press nothing
            </button>
          </form>
        </>
      ) : null}
      <form method="post" action="/page/hangups">
        {inCall}
        <button type="submit" className="hang-up">
          Hang up
        </button>
      </form>
    </div>
  );
}

/** A phone that rings for a caller. */
function Ringing({ inCall }: { readonly inCall: ReactNode }): ReactNode {
  return (
    <form className="in-call" method="post" action="/page/pickups">
      {inCall}
      <button type="submit" name="as" value="answered">
        Pick up
      </button>
      <button type="submit" name="as" value="busy" className="quiet">
        Decline
      </button>
      <button type="submit" name="as" value="no-answer" className="quiet">
        Let it ring out
      </button>
      <button type="submit" name="as" value="voicemail" className="quiet">
        Let voicemail answer
      </button>
    </form>
  );
}

function titleOf({ direction }: CallRecord): string {
  if (direction === 'inbound') return 'Call to the hotline';
  return direction === 'outbound-dial' ? 'Call put through by the hotline' : 'Call from the hotline';
}

function Fate({ words, failed }: { readonly words: string; readonly failed: boolean }): ReactNode {
  return <span className={failed ? 'failed' : undefined}>{words}</span>;
}

function hasFailed(text: TextRecord): boolean {
  const { webhook } = text;
  const unanswered = webhook !== null && (webhook.state !== 'answered' || webhook.note !== '') && webhook.attempts > 0;
  return text.status === 'undelivered' || text.status === 'failed' || unanswered;
}

function describeDelivery(text: TextRecord): string {
  return text.errorCode === null ? text.status : `${text.status}, error ${text.errorCode}`;
}

function describeWebhook(webhook: WebhookOutcome | null): string {
  if (webhook === null) return 'sent';
  const { state, status, attempts, note } = webhook;
  const answer = status === 0 ? 'no answer' : `answer ${status}`;
  const words: Readonly<Record<WebhookOutcome['state'], string>> = {
    sending: attempts === 0 ? 'on its way' : `${answer}, trying again`,
    answered: note === '' ? 'received by the hotline' : `received; ${note}`,
    refused: `refused by the hotline, ${answer}`,
    'gave-up': `not received, ${answer} after ${attempts} tries`,
  };
  return words[state];
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  return String.fromCodePoint(...[first, last].flatMap((word) => word.codePointAt(0) ?? []));
}

/** One of six colours, always the same for a number. */
function hueOf(number: string): number {
  return Number(number.slice(-4)) % 6;
}
