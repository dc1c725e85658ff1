import { useEffect, useId, useRef } from 'react';
import type { MadePassword } from '#contracts';
import { Moment } from '../marks/moment.js';
import { useUserWords } from './user-words.js';

/** Shown once: who leaves the page has seen it for the last time. Takes the focus, so that it is heard; another one needs another key. */
export function OneTimePassword({ made }: { readonly made: MadePassword }) {
  const w = useUserWords();
  const field = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <div className="one-time">
      <label htmlFor={field}>{w.password(made.user.name)}</label>
      <input ref={input} id={field} readOnly value={made.password} onFocus={({ target }) => target.select()} />
      <p className="hint">
        {w.passwordHint} <Moment at={made.until} />.
      </p>
    </div>
  );
}
