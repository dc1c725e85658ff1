import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MailboxPanel } from './mailbox-panel.js';
import type { PageState } from './page-state.js';
import { PhoneCard } from './phone-card.js';

/** The whole page as HTML. It needs no script; the script keeps it current. */
export function renderSandboxPage(state: PageState): string {
  return `<!doctype html>${renderToStaticMarkup(<SandboxPage state={state} />)}`;
}

function SandboxPage({ state }: { readonly state: PageState }): ReactNode {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{state.ringing.size > 0 ? `(${state.ringing.size}) Sandbox carrier` : 'Sandbox carrier'}</title>
        <link rel="icon" type="image/svg+xml" href="/sandbox.svg" />
        <link rel="stylesheet" href="/sandbox.css" />
        <script src="/sandbox.js" defer />
      </head>
      <body>
        <a className="skip" href="#phones">
          To the phones
        </a>
        <Banner state={state} />
        <main>
          <section className="phones" aria-labelledby="phones-title">
            <h2 id="phones-title">Phones</h2>
            <div className="grid" id="phones" data-keyed data-live="phones">
              {state.phones.map((phone) => (
                <PhoneCard
                  key={phone.number}
                  phone={phone}
                  ringing={state.ringing.has(phone.number)}
                  draft={state.draft.get('from') === phone.number ? (state.draft.get('body') ?? '') : ''}
                />
              ))}
              <NewPhone state={state} />
            </div>
            {state.hiddenPhones === 0 ? null : (
              <p className="fate">{`${state.hiddenPhones} more phones, used longer ago, are listed at /api/phones.`}</p>
            )}
          </section>
          <MailboxPanel state={state} />
        </main>
        <datalist id="known-addresses">
          {state.people.flatMap(({ name, email }) =>
            email === undefined
              ? []
              : [
                  <option key={email} value={email}>
                    {name}
                  </option>,
                ],
          )}
        </datalist>
      </body>
    </html>
  );
}

function Banner({ state }: { readonly state: PageState }): ReactNode {
  return (
    <header className="banner">
      <div className="brand">
        <h1>Sandbox carrier</h1>
        <p>A telephone company and a mailbox to try the hotline with. What is sent here stays here.</p>
      </div>
      <dl>
        <div>
          <dt>Hotline by phone</dt>
          <dd>{state.hotlineNumber}</dd>
        </div>
        {state.hotlineEmail === '' ? null : (
          <div>
            <dt>by mail</dt>
            <dd>{state.hotlineEmail}</dd>
          </div>
        )}
        <div>
          <dt>by web</dt>
          <dd>
            <a href={state.hotlineUrl}>{state.hotlineUrl.replace(/^https?:\/\//, '')}</a>
          </dd>
        </div>
      </dl>
      <p className="live">
        <a href="#mailbox" className="jump">
          Mailbox
        </a>
        <a href="/" id="live">
          Refresh
        </a>
      </p>
      <div data-keyed data-live="notices" className="notices">
        {state.notice === null ? null : (
          <p className="notice" role="alert" data-key="notice">
            {state.notice}
          </p>
        )}
        {state.faults === 0 ? null : (
          <p className="notice" data-key="faults">
            {`Faults are planned (${state.faults}): some of what the hotline sends next will fail on purpose.`}
          </p>
        )}
      </div>
    </header>
  );
}

function NewPhone({ state }: { readonly state: PageState }): ReactNode {
  const number = state.draft.get('new') ?? '';
  return (
    <form className="phone new" method="post" action="/page/texts" data-key="new-phone" data-static>
      <h3>New phone</h3>
      <p>Text the hotline from any other number, as a party member would.</p>
      <label htmlFor="new-from">Number</label>
      <input
        id="new-from"
        name="from"
        type="tel"
        required
        maxLength={20}
        placeholder="+16135550142"
        defaultValue={number}
      />
      <label htmlFor="new-body">Text</label>
      <textarea
        id="new-body"
        name="body"
        rows={4}
        required
        maxLength={1_600}
        defaultValue={number === '' ? '' : (state.draft.get('body') ?? '')}
        dir="auto"
      />
      <button type="submit">Text the hotline</button>
    </form>
  );
}
