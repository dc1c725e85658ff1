import { useId, useState } from 'react';
import type { MethodView, ReachView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { useReachChange } from './reach-queries.js';
import { useReachWords } from './reach-words.js';

/** The ways to one's pager, in the order in which they are tried. */
export function Ways({ reach: { methods } }: { readonly reach: ReachView }) {
  const w = useReachWords();
  return (
    <section className="panel" aria-labelledby="ways-title">
      <h2 id="ways-title">{w.ways}</h2>
      <ol className="address-list">
        {methods.map((method, place) => (
          <Way key={method.id} method={method} before={methods.slice(0, place)} after={methods.slice(place + 1)} />
        ))}
      </ol>
      <NewWay />
    </section>
  );
}

interface WayProps {
  readonly method: MethodView;
  readonly before: readonly MethodView[];
  readonly after: readonly MethodView[];
}

function Way({ method, before, after }: WayProps) {
  const w = useReachWords();
  const change = useReachChange();
  const { id, kind, address } = method;
  const what = `${w.kinds[kind]}, ${address}`;
  const earlier = [...before.slice(0, -1), method, ...before.slice(-1), ...after].map((one) => one.id);
  const needsCode = kind !== 'push' && (method.verifiedAt === null || method.badSince !== null);
  return (
    <li>
      <div className="own-row">
        <span>
          {what} <WayState method={method} />
        </span>
        <span className="own-tools">
          {before.length > 0 && (
            <button
              type="button"
              className="quiet"
              aria-label={w.up(what)}
              disabled={change.isPending}
              onClick={() => change.mutate({ route: 'POST /reach/order', body: { methods: earlier } })}
            >
              {w.upShort}
            </button>
          )}
          <button
            type="button"
            className="quiet"
            aria-label={w.remove(what)}
            disabled={change.isPending}
            onClick={() => change.mutate({ route: 'DELETE /reach/methods/{id}', path: { id } })}
          >
            {w.removeShort}
          </button>
        </span>
      </div>
      {needsCode && <EnterCode method={method} what={what} />}
      <ProblemNote error={change.error} />
    </li>
  );
}

function WayState({ method: { verifiedAt, badSince, codeUntil } }: { readonly method: MethodView }) {
  const { words } = useWords();
  const w = useReachWords();
  const time = (at: string) => new Date(at).toLocaleString(words.locale, { dateStyle: 'medium', timeStyle: 'short' });
  if (codeUntil !== null) return <span className="hint">{w.codeUntil(time(codeUntil))}</span>;
  if (badSince !== null) return <strong>{w.bad(time(badSince))}</strong>;
  return <span className="hint">{verifiedAt === null ? w.waiting : w.verified}</span>;
}

function EnterCode({ method: { id, codeUntil }, what }: { readonly method: MethodView; readonly what: string }) {
  const { words } = useWords();
  const w = useReachWords();
  const field = useId();
  const [code, setCode] = useState('');
  const change = useReachChange();
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(
          { route: 'POST /reach/methods/{id}/verify', path: { id }, body: { code } },
          { onSuccess: () => setCode('') },
        );
      }}
    >
      {codeUntil !== null && (
        <div>
          <label htmlFor={field}>{w.code}</label>
          <input
            id={field}
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            required
            onChange={({ target }) => setCode(target.value)}
          />
        </div>
      )}
      {codeUntil !== null && (
        <button type="submit" disabled={change.isPending || code.trim() === ''}>
          {w.enter}
        </button>
      )}
      <button
        type="button"
        className="quiet"
        aria-label={`${w.sendCode}${words.colon}${what}`}
        disabled={change.isPending}
        onClick={() => change.mutate({ route: 'POST /reach/methods/{id}/code', path: { id } })}
      >
        {w.sendCode}
      </button>
      <ProblemNote error={change.error} />
    </form>
  );
}

function NewWay() {
  const w = useReachWords();
  const fields = { kind: useId(), address: useId() };
  const [kind, setKind] = useState<'sms' | 'voice' | 'email'>('sms');
  const [address, setAddress] = useState('');
  const change = useReachChange();
  return (
    <details className="verify">
      <summary>{w.add}</summary>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ route: 'POST /reach/methods', body: { kind, address } }, { onSuccess: () => setAddress('') });
        }}
      >
        <div>
          <label htmlFor={fields.kind}>{w.kind}</label>
          <select id={fields.kind} value={kind} onChange={({ target }) => setKind(target.value as typeof kind)}>
            {(['sms', 'voice', 'email'] as const).map((one) => (
              <option key={one} value={one}>
                {w.kinds[one]}
              </option>
            ))}
          </select>
        </div>
        <div className="grow">
          <label htmlFor={fields.address}>{w.address}</label>
          <input
            id={fields.address}
            value={address}
            type={kind === 'email' ? 'email' : 'tel'}
            maxLength={254}
            required
            autoComplete="off"
            onChange={({ target }) => setAddress(target.value)}
          />
        </div>
        <button type="submit" disabled={change.isPending || address.trim() === ''}>
          {w.add}
        </button>
        <p className="hint wide">{w.addressHint}</p>
        <ProblemNote error={change.error} />
      </form>
    </details>
  );
}
