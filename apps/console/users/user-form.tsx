import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { UserRow } from '#contracts';
import type { Role } from '#domain';
import { partiesQuery } from '../directory/directory-queries.js';
import { FaultNote, type Faults, faultsAt } from '../marks/faults.js';
import { useWords } from '../words/use-words.js';
import { rolesQuery } from './user-queries.js';
import { useUserWords } from './user-words.js';

export interface UserDraft {
  readonly name: string;
  readonly role: Role;
  readonly party: string;
  readonly language: 'en' | 'fr';
  readonly phone: string;
  readonly email: string;
}

interface Props {
  /** Absent for somebody new, who also needs a name to sign in with. */
  readonly user?: UserRow;
  readonly mayChangeRole: boolean;
  readonly pending: boolean;
  readonly faults: Faults;
  readonly label: string;
  readonly onSave: (draft: UserDraft & { readonly signIn: string }) => void;
  readonly children?: ReactNode;
}

/** Who somebody is, and as what they sign in. */
export function UserForm({ user, mayChangeRole, pending, faults, label, onSave, children }: Props) {
  const { words } = useWords();
  const w = useUserWords();
  const base = useId();
  const parties = useQuery(partiesQuery).data ?? [];
  const roles = useQuery(rolesQuery).data?.map(({ role }) => role) ?? [user?.role ?? 'responder'];
  const [signIn, setSignIn] = useState('');
  const [draft, setDraft] = useState<UserDraft>(() => ({
    name: user?.name ?? '',
    role: user?.role ?? 'responder',
    party: user?.party?.key ?? '',
    language: user?.language ?? words.language,
    phone: user?.phone ?? '',
    email: user?.email ?? '',
  }));
  const change = (part: Partial<UserDraft>) => setDraft((before) => ({ ...before, ...part }));
  const text = (field: 'name' | 'phone' | 'email', title: string, type: string) => {
    const wrong = faultsAt(faults, `/${field}`);
    return (
      <div>
        <label htmlFor={`${base}-${field}`}>{title}</label>
        <input
          id={`${base}-${field}`}
          type={type}
          value={draft[field]}
          maxLength={field === 'email' ? 254 : 100}
          required={field === 'name'}
          autoComplete="off"
          aria-invalid={wrong.length > 0}
          aria-describedby={wrong.length > 0 ? `${base}-${field}-note` : undefined}
          onChange={({ target }) => change({ [field]: target.value })}
        />
        <FaultNote id={`${base}-${field}-note`} faults={wrong} />
      </div>
    );
  };
  return (
    <form
      className="contact-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ ...draft, signIn: signIn.trim(), party: draft.role === 'liaison' ? draft.party : '' });
      }}
    >
      {user === undefined && (
        <div>
          <label htmlFor={`${base}-sign-in`}>{w.signIn}</label>
          <input
            id={`${base}-sign-in`}
            value={signIn}
            required
            maxLength={60}
            pattern="[a-z][a-z0-9\-]*"
            autoCapitalize="none"
            spellCheck={false}
            autoComplete="off"
            aria-describedby={`${base}-sign-in-hint`}
            onChange={({ target }) => setSignIn(target.value)}
          />
          <p id={`${base}-sign-in-hint`} className="hint">
            {w.signInHint}
          </p>
        </div>
      )}
      {text('name', w.name, 'text')}
      <div>
        <label htmlFor={`${base}-role`}>{w.role}</label>
        <select
          id={`${base}-role`}
          value={draft.role}
          disabled={!mayChangeRole}
          onChange={({ target }) => change({ role: roles.find((role) => role === target.value) ?? draft.role })}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {words.role[role]}
            </option>
          ))}
        </select>
      </div>
      {draft.role === 'liaison' && (
        <div>
          <label htmlFor={`${base}-party`}>{w.party}</label>
          <select
            id={`${base}-party`}
            value={draft.party}
            required
            disabled={!mayChangeRole}
            onChange={({ target }) => change({ party: target.value })}
          >
            <option value="">{w.noParty}</option>
            {parties.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div>
        <label htmlFor={`${base}-language`}>{w.language}</label>
        <select
          id={`${base}-language`}
          value={draft.language}
          onChange={({ target }) => change({ language: target.value === 'fr' ? 'fr' : 'en' })}
        >
          <option value="en">{w.languages.en}</option>
          <option value="fr">{w.languages.fr}</option>
        </select>
      </div>
      {text('phone', w.phone, 'tel')}
      {text('email', w.email, 'email')}
      <div className="wide form-end">
        <button type="submit" className="primary" disabled={pending}>
          {label}
        </button>
        {children}
      </div>
    </form>
  );
}
