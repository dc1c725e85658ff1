import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Session } from '#contracts';
import { call } from '../api/call.js';
import { ApiProblem } from '../api/problem.js';
import { keys } from '../api/queries.js';
import { LanguageToggle } from '../frame/language-toggle.js';
import { Mark } from '../frame/mark.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';

/** Shown at whatever address was asked for; that page follows once somebody has signed in. */
export function SignInPage() {
  const { words } = useWords();
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const [empty, setEmpty] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const signIn = useMutation<Session, Error, { readonly signIn: string; readonly password: string }>({
    mutationKey: [keys.session[0]],
    mutationFn: (body) => call('POST /session', { body }),
    onSuccess: (session) => client.setQueryData(keys.session, session),
    onError: () => password.current?.select(),
  });
  useEffect(() => {
    document.title = `${words.session.title} · Vigil`;
  }, [words]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [name, secret] = [data.get('signIn'), data.get('password')];
    const filled = typeof name === 'string' && typeof secret === 'string' && name.trim() !== '' && secret !== '';
    setEmpty(!filled);
    if (filled) signIn.mutate({ signIn: name.trim(), password: secret });
  }

  const wrong = signIn.error instanceof ApiProblem && signIn.error.status === 401 && signIn.error.detail === null;
  return (
    <main className="sign-in">
      <form onSubmit={submit} noValidate aria-labelledby="sign-in-title">
        <div className="sign-in-head">
          <Mark />
          <LanguageToggle />
        </div>
        <h1 id="sign-in-title">{words.session.title}</h1>
        <p className="hint">{words.session.intro}</p>
        <label htmlFor="sign-in-name">{words.session.signIn}</label>
        <input
          id="sign-in-name"
          name="signIn"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={200}
        />
        <label htmlFor="sign-in-password">{words.session.password}</label>
        <input
          id="sign-in-password"
          ref={password}
          name="password"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          required
          maxLength={200}
        />
        <button type="button" className="quiet" onClick={() => setShown(!shown)} aria-controls="sign-in-password">
          {shown ? words.session.hide : words.session.show}
        </button>
        <div role="alert">
          {(empty || wrong) && <p className="refusal">{empty ? words.session.empty : words.session.wrong}</p>}
        </div>
        {!wrong && !empty && <ProblemNote error={signIn.error} />}
        <button type="submit" className="primary big" disabled={signIn.isPending}>
          {signIn.isPending ? words.session.submitting : words.session.submit}
        </button>
      </form>
    </main>
  );
}
