import { useId, useState } from 'react';
import type { ContactView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useContactChange } from './directory-queries.js';
import { useDirectoryWords } from './directory-words.js';

/** The accounts that a contact runs: what a report about one of them is about. */
export function Accounts({ contact, mayEdit }: { readonly contact: ContactView; readonly mayEdit: boolean }) {
  const w = useDirectoryWords();
  const field = useId();
  const [account, setAccount] = useState('');
  const change = useContactChange(contact.id);
  return (
    <section className="panel" aria-labelledby="accounts-title">
      <h2 id="accounts-title">{w.accounts}</h2>
      <p className="hint">{w.accountsHint}</p>
      <ul className="address-list">
        {contact.accounts.map(({ id, platform, handle }) => (
          <li key={id}>
            <strong className="sender">{handle}</strong> <span className="hint">{platform}</span>{' '}
            {mayEdit && (
              <button
                type="button"
                className="quiet"
                aria-label={`${w.remove} ${platform} ${handle}`}
                disabled={change.isPending}
                onClick={() =>
                  change.mutate({
                    route: 'DELETE /directory/contacts/{id}/accounts/{account}',
                    path: { id: contact.id, account: id },
                  })
                }
              >
                {w.remove}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(
              { route: 'POST /directory/contacts/{id}/accounts', path: { id: contact.id }, body: { account } },
              { onSuccess: () => setAccount('') },
            );
          }}
        >
          <div className="grow">
            <label htmlFor={field}>{w.account}</label>
            <input
              id={field}
              value={account}
              maxLength={300}
              placeholder={w.accountHint}
              autoComplete="off"
              onChange={(event) => setAccount(event.target.value)}
            />
          </div>
          <button type="submit" disabled={change.isPending || account.trim() === ''}>
            {w.addAccount}
          </button>
        </form>
      )}
      <ProblemNote error={change.error} />
    </section>
  );
}
