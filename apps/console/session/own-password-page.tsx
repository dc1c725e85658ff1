import { useEffect } from 'react';
import { LanguageToggle } from '../frame/language-toggle.js';
import { Mark } from '../frame/mark.js';
import { useTitle } from '../frame/title.js';
import { useUserWords } from '../users/user-words.js';
import { OwnPasswordForm } from './own-password-form.js';
import { useSession } from './use-session.js';

/** One's own password, whenever one wants another. */
export function OwnPasswordPage() {
  const { own: w } = useUserWords();
  const { signIn } = useSession();
  useTitle(w.title);
  return (
    <>
      <h1>{w.title}</h1>
      <p className="hint">{w.intro}</p>
      <section className="panel narrow-panel">
        <OwnPasswordForm signIn={signIn} />
      </section>
    </>
  );
}

/** In place of everything, for whoever came in with a one-time password. */
export function FirstPasswordPage({ signIn }: { readonly signIn: string }) {
  const { own: w } = useUserWords();
  useEffect(() => {
    document.title = `${w.title} · Vigil`;
  }, [w]);
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <div className="sign-in-head">
          <Mark />
          <LanguageToggle />
        </div>
        <h1>{w.title}</h1>
        <p>{w.forced}</p>
        <OwnPasswordForm signIn={signIn} />
      </div>
    </main>
  );
}
