import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { TrustView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { Section } from './section.js';
import { trustQuery, useTrustStep } from './trust-query.js';
import { type TrustWords, useTrustWords } from './trust-words.js';

type Offer = TrustView['offers'][number];
type Done = TrustView['verifications'][number];
type Phrase = NonNullable<NonNullable<TrustView['reporter']>['callerPhrase']>;

/** Who reports, who vouches for it, how and when; and the way to find out by a channel that the report did not come from. */
export function Verification({ id }: { readonly id: string }) {
  const w = useTrustWords();
  const trust = useQuery(trustQuery(id)).data;
  const mayVerify = useMay('incident.verify');
  if (trust === undefined || trust.reporter === null) return null;
  const { reporter, verifications } = trust;
  const open = verifications.find(({ state }) => state === 'open');
  return (
    <Section name="who" title={w.whoTitle} folded={w.standing[reporter.standing]}>
      <p>
        <strong className={`standing standing-${reporter.standing}`}>{w.standing[reporter.standing]}</strong>
        {reporter.contact !== null && (
          <>
            {' '}
            {reporter.contact.name}
            {reporter.contact.role !== '' && <span className="hint"> · {reporter.contact.role}</span>}
          </>
        )}
      </p>
      <p className="hint">{w.standingHint[reporter.standing]}</p>
      {reporter.authenticated !== null && (
        <p className={reporter.authenticated ? 'hint' : 'refusal'}>
          {reporter.authenticated ? w.authenticated : w.forged}
        </p>
      )}
      {reporter.callerPhrase !== null && <CallerPhrase phrase={reporter.callerPhrase} />}
      {mayVerify && open !== undefined && <OpenCode key={open.id} id={id} open={open} />}
      {mayVerify && reporter.standing !== 'verified' && <Start id={id} trust={trust} />}
      {verifications.length > 0 && (
        <ul className="verifications">
          {verifications.map((one) => (
            <li key={one.id}>
              <Moment at={one.verifiedAt ?? one.requestedAt} /> {tell(one, w)}
              {one.note !== null && one.note !== '' && <q className="said">{one.note}</q>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What a responder who calls says first, as it stands on the reporter's receipt. */
function CallerPhrase({ phrase }: { readonly phrase: Phrase }) {
  const w = useTrustWords();
  const { language } = phrase;
  const other = language === 'en' ? 'fr' : 'en';
  return (
    <dl className="caller-phrase">
      <dt>{w.sayFirst}</dt>
      <dd>
        <strong lang={language}>{phrase[language]}</strong>
        <span className="hint">{w.sayInOther[other](phrase[other])}</span>
        <span className="hint">{w.sayFirstHow}</span>
      </dd>
    </dl>
  );
}

function tell(one: Done, w: TrustWords): string {
  const parts = [
    `${one.contact}, ${one.address}`,
    one.vouchedBy === null ? w.methods[one.method] : w.vouched(w.methods[one.method], one.vouchedBy),
    one.answeredBy === null ? '' : w.answeredBy(one.answeredBy),
    one.enteredBy === null ? '' : w.entered[one.enteredBy],
    w.state[one.state],
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function OpenCode({ id, open }: { readonly id: string; readonly open: Done }) {
  const w = useTrustWords();
  const field = useId();
  const [code, setCode] = useState('');
  const step = useTrustStep(id);
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate(
          {
            route: 'POST /incidents/{id}/verifications/{verification}',
            path: { id, verification: open.id },
            body: { code },
          },
          { onSettled: () => setCode('') },
        );
      }}
    >
      <div className="grow">
        <p>
          <strong>{w.codeSent(open.address)}</strong> <span className="hint">{w.triesLeft(open.triesLeft)}</span>
        </p>
        <p className="hint">{w.codeHow}</p>
      </div>
      <div>
        <label htmlFor={field}>{w.code}</label>
        <input
          id={field}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </div>
      <button type="submit" className="primary" disabled={step.isPending || code.trim() === ''}>
        {step.isPending ? w.working : w.checkCode}
      </button>
      <ProblemNote error={step.error} />
    </form>
  );
}

function Start({ id, trust }: { readonly id: string; readonly trust: TrustView }) {
  const w = useTrustWords();
  const base = useId();
  const [chosen, setChosen] = useState(trust.reporter?.contact?.id ?? '');
  if (trust.contacts.length === 0) return <p className="hint">{w.noContacts}</p>;
  const offers = trust.offers.filter(({ contactId }) => contactId === chosen);
  return (
    <details className="verify">
      <summary>{w.verifyTitle}</summary>
      <div className="contact-form">
        <div>
          <label htmlFor={`${base}-contact`}>{w.contact}</label>
          <select id={`${base}-contact`} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="">{w.chooseContact}</option>
            {trust.contacts.map(({ id: contactId, name, role }) => (
              <option key={contactId} value={contactId}>
                {role === '' ? name : `${name}, ${role}`}
              </option>
            ))}
          </select>
        </div>
      </div>
      {offers.length > 0 && <Ways key={chosen} id={id} offers={offers} />}
    </details>
  );
}

/** What a person may ask for. */
const startable = ['code-sms', 'code-email', 'call-back'] as const;

function Ways({ id, offers }: { readonly id: string; readonly offers: readonly Offer[] }) {
  const w = useTrustWords();
  const base = useId();
  const usable = offers.flatMap(({ addressId, methods }) => methods.map((method) => `${method} ${addressId}`));
  const [way, setWay] = useState(usable[0] ?? '');
  const [answeredBy, setAnsweredBy] = useState('');
  const [note, setNote] = useState('');
  const step = useTrustStep(id);
  const [chosen, addressId = ''] = way.split(' ');
  const method = startable.find((one) => one === chosen);
  const isCall = method === 'call-back';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (method === undefined) return;
        const told = isCall ? { answeredBy, note: note.trim() === '' ? null : note } : {};
        step.mutate({
          route: 'POST /incidents/{id}/verifications',
          path: { id },
          body: { addressId, method, ...told },
        });
      }}
    >
      <fieldset className="ways">
        <legend>{w.address}</legend>
        {offers.map((offer) => (
          <div key={offer.addressId} className={offer.refused === null ? 'way' : 'way way-refused'}>
            <span className="sender">{offer.address}</span>
            {offer.refused === null ? (
              offer.methods.map((one) => (
                <label key={one} className="check">
                  <input
                    type="radio"
                    name={`${base}-way`}
                    checked={way === `${one} ${offer.addressId}`}
                    onChange={() => setWay(`${one} ${offer.addressId}`)}
                  />
                  {w.methods[one]}
                </label>
              ))
            ) : (
              <span className="hint">{w.refused[offer.refused] ?? offer.refused}</span>
            )}
          </div>
        ))}
      </fieldset>
      {isCall && (
        <div className="contact-form">
          <div>
            <label htmlFor={`${base}-answered`}>{w.callAnswered}</label>
            <input
              id={`${base}-answered`}
              value={answeredBy}
              maxLength={200}
              onChange={(event) => setAnsweredBy(event.target.value)}
            />
          </div>
          <div>
            <label htmlFor={`${base}-note`}>{w.note}</label>
            <input
              id={`${base}-note`}
              value={note}
              maxLength={2_000}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
        </div>
      )}
      <ProblemNote error={step.error} />
      <p className="form-end">
        <button
          type="submit"
          className="primary"
          disabled={step.isPending || way === '' || (isCall && answeredBy.trim() === '')}
        >
          {step.isPending ? w.working : isCall ? w.recordCall : w.sendCode}
        </button>
      </p>
    </form>
  );
}
