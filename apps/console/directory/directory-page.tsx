import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import type { ContactRow } from '#contracts';
import { useTitle } from '../frame/title.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { contactsQuery, partiesQuery } from './directory-queries.js';
import { useDirectoryWords } from './directory-words.js';

const route = getRouteApi('/directory');

/** A pause in typing, in milliseconds, after which the search is asked. */
const pause = 250;

/** Whom the parties have registered: searched by anything that is known of somebody. */
export function DirectoryPage() {
  const { words } = useWords();
  const w = useDirectoryWords();
  const search = route.useSearch();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(search.q ?? '');
  const parties = useQuery(partiesQuery).data ?? [];
  const query = useInfiniteQuery(contactsQuery(search));
  const mayEdit = useMay('directory.edit');
  const [searchField, partyField] = [useId(), useId()];
  useTitle(w.title);
  useEffect(() => {
    const q = typed.trim();
    if (q === (search.q ?? '')) return undefined;
    const timer = setTimeout(() => {
      const { q: _before, ...rest } = search;
      void navigate({ to: '/directory', search: q === '' ? rest : { ...rest, q }, replace: true });
    }, pause);
    return () => clearTimeout(timer);
  }, [typed, search, navigate]);

  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const exported = search.party === undefined ? '' : `?party=${search.party}`;
  return (
    <>
      <div className="queue-head">
        <h1>{w.title}</h1>
        <p className="directory-tools">
          {mayEdit && <Link to="/directory/new">{w.add}</Link>}
          {mayEdit && <Link to="/directory/import">{w.import}</Link>}
          <a href={`/api/v1/directory/export${exported}`} download>
            {w.export}
          </a>
        </p>
      </div>
      <search className="directory-search">
        <div>
          <label htmlFor={searchField}>{w.search}</label>
          <input
            id={searchField}
            type="search"
            value={typed}
            maxLength={100}
            placeholder={w.searchHint}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor={partyField}>{w.party}</label>
          <select
            id={partyField}
            value={search.party ?? ''}
            onChange={({ target }) => {
              const { party: _before, ...rest } = search;
              void navigate({
                to: '/directory',
                search: target.value === '' ? rest : { ...rest, party: target.value },
                replace: true,
              });
            }}
          >
            <option value="">{w.everyParty}</option>
            {parties.map(({ id, name, contacts }) => (
              <option key={id} value={id}>
                {name} ({contacts})
              </option>
            ))}
          </select>
        </div>
      </search>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && rows.length === 0 && <p className="nothing">{w.none}</p>}
      <ul className="queue contacts" aria-label={w.title}>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {query.hasNextPage && (
        <button type="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {w.more}
        </button>
      )}
    </>
  );
}

function Row({ row }: { readonly row: ContactRow }) {
  const w = useDirectoryWords();
  const marks = [
    row.leader ? w.leader : row.candidate ? w.candidate : null,
    row.privacyOfficer ? w.privacyOfficer : null,
  ];
  return (
    <li className="contact-row">
      <div>
        <Link to="/directory/contacts/$id" params={{ id: row.id }} className="contact-name">
          {row.name}
        </Link>
        <p className="hint">{[row.role, row.district].filter((part) => part !== null && part !== '').join(' · ')}</p>
      </div>
      <div>
        <p>{row.party.name}</p>
        <p className="hint">{marks.filter((mark) => mark !== null).join(' · ')}</p>
      </div>
      <ul className="contact-addresses">
        {row.addresses.map(({ address, verified }) => (
          <li key={address}>
            <span className="sender">{address}</span> <VerifiedMark verified={verified} />
          </li>
        ))}
      </ul>
    </li>
  );
}

/** A word and a shape, never a colour alone. */
export function VerifiedMark({ verified }: { readonly verified: boolean }) {
  const w = useDirectoryWords();
  return (
    <span className={verified ? 'proof proof-yes' : 'proof'}>
      <span aria-hidden="true">{verified ? '✓ ' : '○ '}</span>
      {verified ? w.verified : w.unverified}
    </span>
  );
}
