import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { TrustView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { useDraft } from '../drafts/use-draft.js';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { ChannelRequest } from './channel-request.js';
import { Considered } from './considered.js';
import { Section } from './section.js';
import { trustQuery, useTrustStep } from './trust-query.js';
import { useTrustWords } from './trust-words.js';

/** Who would get the next message and why, before it is written; and what the watch says of each address. */
export function TrustGate({ id }: { readonly id: string }) {
  const w = useTrustWords();
  const trust = useQuery(trustQuery(id)).data;
  const [mayMark, mayOverride] = [useMay('incident.verify'), useMay('gate.override')];
  const mayWrite = useMay('incident.message');
  if (trust === undefined) return null;
  const { channel } = trust;
  return (
    <Section name="gate" title={w.gateTitle}>
      {trust.channelChange !== null && (
        <ChannelRequest key={trust.channelChange.id} id={id} trust={trust} change={trust.channelChange} />
      )}
      {/* Whoever may write reads it where they write. */}
      {!mayWrite && (
        <>
          <p>{w.decided[channel.because] ?? channel.reason}</p>
          <Considered channel={channel} />
          <p className="hint">{w.followUpToo}</p>
        </>
      )}
      <Marks id={id} trust={trust} mayMark={mayMark} />
      {mayOverride && <OverrideForm id={id} considered={channel.considered} />}
    </Section>
  );
}

function Marks({ id, trust, mayMark }: { readonly id: string; readonly trust: TrustView; readonly mayMark: boolean }) {
  const w = useTrustWords();
  const base = useId();
  const [address, setAddress] = useState('');
  const [reason, setReason] = useDraft(id, 'mark-reason');
  const step = useTrustStep(id);
  const cleared = () => {
    setAddress('');
    setReason('');
  };
  const mark = (state: 'compromised' | 'safe') => {
    step.mutate(
      { route: 'POST /incidents/{id}/addresses', path: { id }, body: { address, state, reason } },
      { onSuccess: cleared },
    );
  };
  const known = trust.channel.considered.map((one) => one.address);
  const isMarked = trust.marks.some((one) => one.state === 'compromised' && one.address === address.trim());
  return (
    <>
      <h3>{w.marksTitle}</h3>
      {trust.marks.length === 0 ? (
        <p className="hint">{w.noMarks}</p>
      ) : (
        <ul className="marks">
          {trust.marks.map(({ address: marked, state, by, at, reason: why }) => (
            <li key={`${state} ${marked}`}>
              <span className={state === 'compromised' ? 'sender distrusted' : 'sender'}>{marked}</span>{' '}
              <span className="hint">
                {state === 'safe' && `${w.safeAgain} · `}
                {by === null ? w.foundByRules : w.marked(by)} {at !== null && <Moment at={at} />}
              </span>
              {why !== null && <q className="said">{why}</q>}
            </li>
          ))}
        </ul>
      )}
      {mayMark && (
        <form className="inline-form" onSubmit={(event) => event.preventDefault()}>
          <div>
            <label htmlFor={`${base}-address`}>{w.markAddress}</label>
            <input
              id={`${base}-address`}
              list={`${base}-known`}
              value={address}
              maxLength={254}
              autoComplete="off"
              aria-describedby={`${base}-hint`}
              onChange={(event) => setAddress(event.target.value)}
            />
            <datalist id={`${base}-known`}>
              {[...new Set([...trust.marks.map((one) => one.address), ...known])].map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </datalist>
          </div>
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
          <button
            type="button"
            disabled={step.isPending || isMarked || address.trim() === '' || reason.trim().length < 3}
            onClick={() => mark('compromised')}
          >
            {w.markCompromised}
          </button>
          <button
            type="button"
            disabled={step.isPending || !isMarked || reason.trim().length < 3}
            onClick={() => mark('safe')}
          >
            {w.markSafe}
          </button>
          <p className="hint wide" id={`${base}-hint`}>
            {w.markHint}
          </p>
          <ProblemNote error={step.error} />
        </form>
      )}
    </>
  );
}

function OverrideForm({
  id,
  considered,
}: {
  readonly id: string;
  readonly considered: TrustView['channel']['considered'];
}) {
  const w = useTrustWords();
  const base = useId();
  const others = considered.filter(({ content }) => content !== 'full');
  const [address, setAddress] = useState('');
  const [text, setText] = useDraft(id, 'override-text');
  const [reason, setReason] = useDraft(id, 'override-reason');
  const message = useIncidentAction(id, 'message');
  if (others.length === 0) return null;
  const chosen = others.some((one) => one.address === address) ? address : (others[0]?.address ?? '');
  return (
    <details className="verify">
      <summary>{w.overrideTitle}</summary>
      <p className="hint">{w.overrideHint}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          message.mutate(
            { text, override: { address: chosen, reason } },
            {
              onSuccess: () => {
                setText('');
                setReason('');
              },
            },
          );
        }}
      >
        <label htmlFor={`${base}-address`}>{w.address}</label>
        <select id={`${base}-address`} value={chosen} onChange={(event) => setAddress(event.target.value)}>
          {others.map((one) => (
            <option key={one.address} value={one.address}>
              {one.address}: {w.because[one.because] ?? one.because}
            </option>
          ))}
        </select>
        <label htmlFor={`${base}-text`}>{w.overrideText}</label>
        <textarea
          id={`${base}-text`}
          rows={3}
          maxLength={5_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label htmlFor={`${base}-reason`}>{w.overrideReason}</label>
        <input
          id={`${base}-reason`}
          value={reason}
          maxLength={2_000}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <ProblemNote error={message.error} />
        <p className="form-end">
          <button type="submit" disabled={message.isPending || text.trim() === '' || reason.trim().length < 3}>
            {message.isPending ? w.working : w.overrideSend}
          </button>
          <output>{message.isSuccess && text === '' && w.sent}</output>
        </p>
      </form>
    </details>
  );
}
