import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { UserRow } from '#contracts';
import { AdministrationHead } from '../administration/administration-head.js';
import { Moment } from '../marks/moment.js';
import { FetchProblem, ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { OneTimePassword } from './one-time-password.js';
import { RolesTable } from './roles-table.js';
import { UserForm } from './user-form.js';
import { UserPanel } from './user-panel.js';
import { usersQuery, useUserChange } from './user-queries.js';
import { useUserWords } from './user-words.js';

/** Who may sign in, and what an administrator does about it. */
export function UsersPage() {
  const { words } = useWords();
  const w = useUserWords();
  const search = useId();
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const query = useInfiniteQuery(usersQuery(q.trim()));
  const users = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <AdministrationHead title={w.title} intro={w.intro} />
      <NewUser />
      <search className="user-search">
        <label htmlFor={search}>{w.search}</label>
        <input id={search} type="search" value={q} maxLength={100} onChange={({ target }) => setQ(target.value)} />
      </search>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && users.length === 0 && <p className="nothing">{w.none}</p>}
      <ul className="queue users" aria-label={w.title}>
        {users.map((user) => (
          <li key={user.id} className={user.active ? 'user-row' : 'user-row user-ended'}>
            <Row user={user} isOpen={open === user.id} onToggle={() => setOpen(open === user.id ? null : user.id)} />
            {open === user.id && <UserPanel user={user} />}
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <button type="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {w.more}
        </button>
      )}
      <RolesTable />
    </>
  );
}

interface RowProps {
  readonly user: UserRow;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Row({ user, isOpen, onToggle }: RowProps) {
  const { words } = useWords();
  const w = useUserWords();
  return (
    <div className="user-line">
      <div>
        <strong>{user.name}</strong> <code>{user.signIn}</code>
        <p className="hint">
          {words.role[user.role]}
          {user.party !== null && ` · ${user.party.name}`}
          {user.inFile && ` · ${w.inFile}`}
        </p>
      </div>
      <div>
        <p>{user.phone ?? user.email ?? ''}</p>
        {user.phone !== null && <p className="hint">{user.email ?? ''}</p>}
      </div>
      <div>
        {user.active ? (
          <p>
            {w.lastSignIn}
            {words.colon}
            {user.lastSignInAt === null ? w.never : <Moment at={user.lastSignInAt} />}
          </p>
        ) : (
          <p>
            <span className="state">{w.ended}</span>
          </p>
        )}
        {user.oneTimePasswordUntil !== null ? (
          <p className="hint">
            {w.oneTimeUntil} <Moment at={user.oneTimePasswordUntil} />
          </p>
        ) : (
          user.active && <p className="hint">{w.sessions(user.sessions)}</p>
        )}
      </div>
      <button
        type="button"
        className="quiet"
        aria-expanded={isOpen}
        aria-label={`${isOpen ? w.close : w.change}${words.colon}${user.name}`}
        onClick={onToggle}
      >
        {isOpen ? w.close : w.change}
      </button>
    </div>
  );
}

function NewUser() {
  const w = useUserWords();
  const [isOpen, setOpen] = useState(false);
  const add = useUserChange<'POST /users'>();
  return (
    <section className="new-user">
      <p>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? w.close : w.add}
        </button>
      </p>
      {isOpen && (
        <div className="panel">
          <UserForm
            mayChangeRole
            pending={add.isPending}
            faults={add.error?.errors ?? []}
            label={w.add}
            onSave={(draft) => add.mutate({ route: 'POST /users', body: draft }, { onSuccess: () => setOpen(false) })}
          />
          <ProblemNote error={add.error} />
        </div>
      )}
      {add.data !== undefined && <OneTimePassword key={add.data.password} made={add.data} />}
    </section>
  );
}
