import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { z } from 'zod';
import type { settleChannelChange, TrustView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { channelWords } from './channel-request-words.js';
import { unfold } from './section.js';
import { trustQuery, useTrustStep } from './trust-query.js';

type Change = NonNullable<TrustView['channelChange']>;

/** In the head of the page: that somebody waits for a word, and where it is given. */
export function ChannelAsked({ id }: { readonly id: string }) {
  const { words } = useWords();
  const change = useQuery(trustQuery(id)).data?.channelChange ?? null;
  if (change === null) return null;
  return (
    <p className="hint">
      <a href="#gate" onClick={() => unfold('gate')}>
        {channelWords[words.language].asked}
      </a>
    </p>
  );
}

/** A reporter wants answers somewhere else: how far it is proven, and a responder's word on it after a call. */
export function ChannelRequest({
  id,
  trust,
  change,
}: {
  readonly id: string;
  readonly trust: TrustView;
  readonly change: Change;
}) {
  const { words } = useWords();
  const w = channelWords[words.language];
  const mayVerify = useMay('incident.verify');
  return (
    <div className="channel-request">
      <h3>{w.title}</h3>
      <p>
        <span className={change.isCompromised ? 'sender distrusted' : 'sender'}>{change.address}</span>{' '}
        <span className="hint">
          <Moment at={change.requestedAt} />
        </span>
      </p>
      <ul className="hint">
        <li>{change.newProvenAt === null ? w.newOpen : w.newProven}</li>
        <li>
          {change.oldAddress === null
            ? w.noOld
            : change.oldProvenAt === null
              ? w.oldOpen(change.oldAddress)
              : w.oldProven}
        </li>
        <li>
          {w.until} <Moment at={change.expiresAt} />
        </li>
      </ul>
      {change.isCompromised && <p className="refusal">{w.compromised}</p>}
      {mayVerify && <Settle id={id} trust={trust} change={change} />}
    </div>
  );
}

function Settle({ id, trust, change }: { readonly id: string; readonly trust: TrustView; readonly change: Change }) {
  const { words } = useWords();
  const w = channelWords[words.language];
  const base = useId();
  const callable = trust.offers.filter(({ refused, methods }) => refused === null && methods.includes('call-back'));
  const [addressId, setAddressId] = useState(callable[0]?.addressId ?? '');
  const [answeredBy, setAnsweredBy] = useState('');
  const [reason, setReason] = useState('');
  const step = useTrustStep(id);
  const names = new Map(trust.contacts.map((contact) => [contact.id, contact.name]));
  const settle = (body: z.input<typeof settleChannelChange>) =>
    step.mutate({
      route: 'POST /incidents/{id}/channel-changes/{change}',
      path: { id, change: change.id },
      body,
    });
  return (
    <>
      {callable.length === 0 ? (
        <p className="hint">{w.nobody}</p>
      ) : (
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            settle({ outcome: 'confirm', addressId, answeredBy });
          }}
        >
          <p className="hint wide">{w.how}</p>
          <div className="grow">
            <label htmlFor={`${base}-called`}>{w.called}</label>
            <select id={`${base}-called`} value={addressId} onChange={(event) => setAddressId(event.target.value)}>
              {callable.map((offer) => (
                <option key={offer.addressId} value={offer.addressId}>
                  {`${names.get(offer.contactId) ?? ''} ${offer.address}`.trim()}
                </option>
              ))}
            </select>
          </div>
          <div>
            <label htmlFor={`${base}-answered`}>{w.answered}</label>
            <input
              id={`${base}-answered`}
              value={answeredBy}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setAnsweredBy(event.target.value)}
            />
          </div>
          <button
            type="submit"
            className="primary"
            disabled={step.isPending || change.newProvenAt === null || answeredBy.trim() === ''}
          >
            {w.confirm}
          </button>
        </form>
      )}
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          settle({ outcome: 'refuse', reason });
        }}
      >
        <div className="grow">
          <label htmlFor={`${base}-reason`}>{w.reason}</label>
          <input
            id={`${base}-reason`}
            value={reason}
            maxLength={2_000}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <button type="submit" disabled={step.isPending || reason.trim().length < 3}>
          {w.refuse}
        </button>
      </form>
      <ProblemNote error={step.error} />
    </>
  );
}
