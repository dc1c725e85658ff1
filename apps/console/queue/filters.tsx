import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { partiesQuery } from '../directory/directory-queries.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { type FilterName, type QueueSearch, withFilter } from './queue-search.js';
import { useQueueWords } from './queue-words.js';

type Options = readonly (readonly [value: string, name: string])[];
const named = (names: Readonly<Record<string, string>>): Options => Object.entries(names);

/** How long nobody types before what was typed is searched. Milliseconds. */
const pause = 250;

/** What narrows the queue. It stands in the address alone: a link shows the same, and the browser's back button takes it back. */
export function Filters({
  search,
  field,
}: {
  readonly search: QueueSearch;
  readonly field: RefObject<HTMLInputElement | null>;
}) {
  const { words } = useWords();
  const w = useQueueWords();
  const id = useId();
  const navigate = useNavigate();
  const parties = useQuery({ ...partiesQuery, enabled: useMay('directory.read') }).data ?? [];
  const change = (name: FilterName, value: string, replace = false) =>
    void navigate({ to: '/', search: withFilter(search, name, value), replace });
  const choice = (name: FilterName, label: string, options: Options, none = w.any) => (
    <Choice name={name} label={label} value={search[name] ?? ''} none={none} options={options} onChange={change} />
  );
  const hidden = (['category', 'account', 'party', 'flag'] as const).filter((name) => search[name] !== undefined);
  return (
    <search className="queue-filters" aria-label={w.filters}>
      <SearchField id={`${id}-q`} field={field} value={search.q ?? ''} onSearch={(q) => change('q', q, true)} />
      {choice('state', w.state, [['all', w.all], ...named(words.state)], w.open)}
      {choice('severity', w.severity, named(words.severity))}
      {choice('holder', w.holder, [
        ['me', w.me],
        ['nobody', w.nobody],
      ])}
      {choice('since', w.since, named(w.sinces))}
      <label className="check">
        <input
          type="checkbox"
          checked={search.unacknowledged === '1'}
          onChange={({ target }) => change('unacknowledged', target.checked ? '1' : '')}
        />
        {w.unacknowledged}
      </label>
      <details open={hidden.length > 0 || undefined}>
        <summary>{w.more}</summary>
        <div>
          {choice('category', w.category, named(words.category))}
          {choice('account', w.account, named(words.accountKind))}
          {choice('party', w.party, [['none', w.noParty], ...parties.map(({ key, name }) => [key, name] as const)])}
          {choice('flag', w.flag, named(w.flags))}
        </div>
      </details>
      {Object.keys(search).length > 0 && (
        <Link to="/" search={{}} className="clear-filters">
          {w.clear}
        </Link>
      )}
    </search>
  );
}

/** One value at a time; several that an address names are shown, and stay until another choice is made. */
function Choice({
  name,
  label,
  value,
  none,
  options,
  onChange,
}: {
  readonly name: FilterName;
  readonly label: string;
  readonly value: string;
  readonly none: string;
  readonly options: Options;
  readonly onChange: (name: FilterName, value: string) => void;
}) {
  const id = useId();
  const isKnown = value === '' || options.some(([known]) => known === value);
  const names = value.split(',').map((one) => options.find(([known]) => known === one)?.[1] ?? one);
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(name, target.value)}>
        <option value="">{none}</option>
        {!isKnown && <option value={value}>{names.join(', ')}</option>}
        {options.map(([known, told]) => (
          <option key={known} value={known}>
            {told}
          </option>
        ))}
      </select>
    </div>
  );
}

function SearchField({
  id,
  field,
  value,
  onSearch,
}: {
  readonly id: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly onSearch: (q: string) => void;
}) {
  const w = useQueueWords();
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  // Another address, by a link or the back button, brings its own words.
  if (value !== shown) {
    setShown(value);
    if (value !== typed.trim()) setTyped(value);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(text.trim()), pause);
  };
  return (
    <div className="grow">
      <label htmlFor={id}>{w.search}</label>
      <input
        ref={field}
        id={id}
        type="search"
        value={typed}
        maxLength={100}
        placeholder={w.searchHint}
        autoComplete="off"
        onChange={({ target }) => type(target.value)}
      />
    </div>
  );
}
