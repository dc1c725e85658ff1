import { useId, useState } from 'react';
import type { ContactView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { VerifiedMark } from './directory-page.js';
import { useContactChange } from './directory-queries.js';
import { useDirectoryWords } from './directory-words.js';

type Address = ContactView['addresses'][number];
const kinds = ['phone', 'email', 'social'] as const;
const hows = ['in-person', 'party-list', 'call-back'] as const;

interface Props {
  readonly contact: ContactView;
  readonly mayEdit: boolean;
}

/** The ways to a contact, and which of them somebody has made sure of. */
export function Addresses({ contact, mayEdit }: Props) {
  const w = useDirectoryWords();
  return (
    <section className="panel" aria-labelledby="addresses-title">
      <h2 id="addresses-title">{w.addresses}</h2>
      <p className="hint">{contact.addresses.length === 0 ? w.noAddresses : w.addressesHint}</p>
      <ul className="address-list">
        {contact.addresses.map((address) => (
          <AddressItem key={address.id} contactId={contact.id} address={address} mayEdit={mayEdit} />
        ))}
      </ul>
      {mayEdit && <NewAddress contactId={contact.id} />}
    </section>
  );
}

function AddressItem({
  contactId,
  address,
  mayEdit,
}: {
  readonly contactId: string;
  readonly address: Address;
  readonly mayEdit: boolean;
}) {
  const w = useDirectoryWords();
  const field = useId();
  const change = useContactChange(contactId);
  const route = 'POST /directory/contacts/{id}/addresses/{address}';
  const path = { id: contactId, address: address.id };
  const { verified } = address;
  return (
    <li>
      <p>
        <strong className="sender">{address.address}</strong>{' '}
        <span className="hint">
          {[w.kinds[address.kind], address.label, address.preferred ? w.preferred : '']
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      </p>
      <p>
        <VerifiedMark verified={verified !== null} />
        {verified !== null && (
          <span className="hint">
            {' '}
            {w.verifiedBy(w.hows[verified.how], verified.by)} <Moment at={verified.at} />
          </span>
        )}
      </p>
      {address.sharedWith.length > 0 && <p className="hint">{w.sharedWith(address.sharedWith.join(', '))}</p>}
      {mayEdit && (
        <p className="form-end">
          {verified === null ? (
            <>
              <label htmlFor={field} className="unseen">
                {w.markHow}
              </label>
              <select
                id={field}
                className="narrow"
                value=""
                disabled={change.isPending}
                onChange={({ target }) => {
                  const verifiedHow = hows.find((how) => how === target.value);
                  if (verifiedHow !== undefined) change.mutate({ route, path, body: { verifiedHow } });
                }}
              >
                <option value="" disabled>
                  {w.markVerified}
                </option>
                {hows.map((how) => (
                  <option key={how} value={how}>
                    {w.hows[how]}
                  </option>
                ))}
              </select>
            </>
          ) : (
            <button
              type="button"
              disabled={change.isPending}
              onClick={() => change.mutate({ route, path, body: { verifiedHow: null } })}
            >
              {w.takeBack}
            </button>
          )}
          {!address.preferred && (
            <button
              type="button"
              disabled={change.isPending}
              onClick={() => change.mutate({ route, path, body: { preferred: true } })}
            >
              {w.prefer}
            </button>
          )}
          <button
            type="button"
            className="quiet"
            disabled={change.isPending}
            aria-label={`${w.remove} ${address.address}`}
            onClick={() => change.mutate({ route: 'DELETE /directory/contacts/{id}/addresses/{address}', path })}
          >
            {w.remove}
          </button>
        </p>
      )}
      <ProblemNote error={change.error} />
    </li>
  );
}

function NewAddress({ contactId }: { readonly contactId: string }) {
  const w = useDirectoryWords();
  const base = useId();
  const change = useContactChange(contactId);
  const [kind, setKind] = useState<(typeof kinds)[number]>('phone');
  const [address, setAddress] = useState('');
  const [label, setLabel] = useState('');
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(
          { route: 'POST /directory/contacts/{id}/addresses', path: { id: contactId }, body: { kind, address, label } },
          {
            onSuccess: () => {
              setAddress('');
              setLabel('');
            },
          },
        );
      }}
    >
      <div>
        <label htmlFor={`${base}-kind`}>{w.kind}</label>
        <select
          id={`${base}-kind`}
          value={kind}
          onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? 'phone')}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {w.kinds[one]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${base}-address`}>{w.address}</label>
        <input
          id={`${base}-address`}
          value={address}
          maxLength={254}
          autoComplete="off"
          onChange={(event) => setAddress(event.target.value)}
        />
      </div>
      <div>
        <label htmlFor={`${base}-label`}>{w.label}</label>
        <input
          id={`${base}-label`}
          value={label}
          maxLength={200}
          placeholder={w.labelHint}
          autoComplete="off"
          onChange={(event) => setLabel(event.target.value)}
        />
      </div>
      <button type="submit" disabled={change.isPending || address.trim() === ''}>
        {w.addAddress}
      </button>
      <ProblemNote error={change.error} />
    </form>
  );
}
