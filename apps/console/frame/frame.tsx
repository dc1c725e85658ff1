import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Session } from '#contracts';
import { call } from '../api/call.js';
import { keys, sessionQuery } from '../api/queries.js';
import { keepOnlyDraftsOf, wipeDrafts } from '../drafts/drafts.js';
import { ConnectionMark } from '../live/connection-mark.js';
import { LiveProvider, useLiveState } from '../live/live-provider.js';
import { FetchProblem } from '../marks/problem-note.js';
import { reachWords } from '../reach/reach-words.js';
import { FirstPasswordPage } from '../session/own-password-page.js';
import { SignInPage } from '../session/sign-in-page.js';
import { SessionContext } from '../session/use-session.js';
import { userWords } from '../users/user-words.js';
import { useWords, WordsProvider } from '../words/use-words.js';
import { CriticalWatch } from './critical-watch.js';
import { FrameCommands } from './frame-commands.js';
import { KeysDialog } from './keys-dialog.js';
import { LanguageToggle } from './language-toggle.js';
import { Mark } from './mark.js';
import { Menu } from './menu.js';
import { Palette } from './palette.js';
import { CommandsProvider } from './use-commands.js';

/** Around every page: nothing of it is there before somebody has signed in. */
export function Frame() {
  const session = useQuery(sessionQuery);
  return (
    <WordsProvider account={session.data?.language ?? null}>
      {session.data === undefined ? (
        <Opening error={session.error} retry={() => void session.refetch()} />
      ) : session.data === null ? (
        <SignInPage />
      ) : session.data.mustChangePassword ? (
        <FirstPasswordPage signIn={session.data.signIn} />
      ) : (
        <SessionContext value={session.data}>
          {session.data.permissions.includes('incident.read') ? (
            <LiveProvider>
              <SignedIn session={session.data} />
            </LiveProvider>
          ) : (
            <SignedIn session={session.data} />
          )}
        </SessionContext>
      )}
    </WordsProvider>
  );
}

function Opening({ error, retry }: { readonly error: Error | null; readonly retry: () => void }) {
  const { words } = useWords();
  return (
    <main className="page">
      {error === null ? <p>{words.frame.loading}</p> : <FetchProblem error={error} retry={retry} stale={false} />}
    </main>
  );
}

function SignedIn({ session }: { readonly session: Session }) {
  const { words } = useWords();
  const watches = session.permissions.includes('incident.read');
  useEffect(() => keepOnlyDraftsOf(localStorage, session.id, Date.now()), [session.id]);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    // A new page begins at its beginning, for the keyboard and for screen readers too.
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus();
  }, [pathname]);
  return (
    <CommandsProvider>
      <FrameCommands />
      <a className="skip" href="#content">
        {words.frame.skip}
      </a>
      <header className="frame">
        <Link to="/" className="home" aria-label="Vigil">
          <Mark />
        </Link>
        {watches && <ConnectionMark />}
        <span className="frame-end">
          <Palette />
          <KeysDialog />
          <LanguageToggle />
          <Me session={session} />
          <SignOut />
        </span>
        <Menu permissions={session.permissions} />
      </header>
      <LostBanner />
      {watches && <CriticalWatch />}
      <main id="content" className="page" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
    </CommandsProvider>
  );
}

/** Under one's own name stands how one is paged, for those who are, and one's password. */
function Me({ session }: { readonly session: Session }) {
  const { words } = useWords();
  const title = words.frame.signedInAs(session.name, words.role[session.role]);
  if (!session.permissions.includes('method.edit')) {
    const { title: password } = userWords[words.language].own;
    return (
      <Link to="/password" className="me" title={title} aria-label={`${session.name}${words.colon}${password}`}>
        {session.name}
      </Link>
    );
  }
  const { title: reach } = reachWords[words.language];
  return (
    <Link to="/reach" className="me" title={title} aria-label={`${session.name}${words.colon}${reach}`}>
      {session.name}
    </Link>
  );
}

function LostBanner() {
  const { words } = useWords();
  return useLiveState() === 'lost' ? <p className="lost-banner">{words.live.lostBanner}</p> : null;
}

function SignOut() {
  const { words } = useWords();
  const client = useQueryClient();
  const signOut = useMutation({
    mutationKey: [keys.session[0]],
    mutationFn: () => call('DELETE /session'),
    onSuccess: () => {
      wipeDrafts(localStorage);
      // Nothing that one person saw stays for the next one at this machine.
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] });
      client.setQueryData(keys.session, null);
    },
  });
  return (
    <button type="button" className="quiet" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
      {words.frame.signOut}
    </button>
  );
}
