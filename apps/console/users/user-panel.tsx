import { useState } from 'react';
import type { UserRow } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useSession } from '../session/use-session.js';
import { Leaving } from './leaving.js';
import { OneTimePassword } from './one-time-password.js';
import { type UserDraft, UserForm } from './user-form.js';
import { useUserChange } from './user-queries.js';
import { useUserWords } from './user-words.js';

/** Everything that can be done about one account. */
export function UserPanel({ user }: { readonly user: UserRow }) {
  const w = useUserWords();
  const isOwn = useSession().id === user.id;
  const path = { id: user.id };
  const edit = useUserChange<'POST /users/{id}'>();
  const give = useUserChange<'POST /users/{id}/password' | 'POST /users/{id}/restore'>();
  const act = useUserChange<'POST /users/{id}/end' | 'DELETE /users/{id}/sessions'>();
  const [asked, setAsked] = useState<'end' | UserDraft | null>(null);
  const save = (draft: UserDraft, despite: boolean) =>
    edit.mutate(
      { route: 'POST /users/{id}', path, body: { ...draft, despite } },
      { onSuccess: () => setAsked(null), onError: ({ code }) => setAsked(code === 'leaves-gaps' ? draft : null) },
    );
  return (
    <div className="user-panel">
      {user.inFile && <p className="hint">{w.inFileHint}</p>}
      {isOwn && <p className="hint">{w.ownHint}</p>}
      <UserForm
        user={user}
        mayChangeRole={!isOwn}
        pending={edit.isPending}
        faults={edit.error?.errors ?? []}
        label={w.save}
        onSave={({ signIn: _signIn, ...draft }) => save(draft, false)}
      >
        <output>{edit.isSuccess && !edit.isPending ? w.saved : ''}</output>
      </UserForm>
      {asked !== 'end' && <ProblemNote error={edit.error} />}
      {!isOwn && (
        <>
          <p className="user-tools">
            {user.active ? (
              <>
                <button
                  type="button"
                  disabled={give.isPending}
                  onClick={() => give.mutate({ route: 'POST /users/{id}/password', path })}
                >
                  {w.reset}
                </button>
                <button
                  type="button"
                  disabled={act.isPending || user.sessions === 0}
                  onClick={() => act.mutate({ route: 'DELETE /users/{id}/sessions', path })}
                >
                  {w.signOut}
                </button>
                <button type="button" onClick={() => setAsked('end')}>
                  {w.end}
                </button>
              </>
            ) : (
              <button
                type="button"
                disabled={give.isPending}
                onClick={() => give.mutate({ route: 'POST /users/{id}/restore', path })}
              >
                {w.restore}
              </button>
            )}
          </p>
          {user.active && <p className="hint">{w.resetHint}</p>}
        </>
      )}
      {give.data !== undefined && <OneTimePassword key={give.data.password} made={give.data} />}
      {asked !== null && user.active && (
        <Leaving
          user={user}
          confirm={asked === 'end' ? w.confirmEnd(user.name) : w.confirmRole}
          pending={act.isPending || edit.isPending}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            if (asked !== 'end') save(asked, true);
            else
              act.mutate(
                { route: 'POST /users/{id}/end', path, body: { despite: true } },
                { onSuccess: () => setAsked(null) },
              );
          }}
        />
      )}
      <ProblemNote error={give.error ?? act.error} />
    </div>
  );
}
