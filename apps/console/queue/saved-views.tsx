import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import type { SavedView } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { ProblemNote } from '../marks/problem-note.js';
import { viewCountQuery, viewsQuery } from './queue-queries.js';
import { isSameSearch, type QueueSearch, readSearch } from './queue-search.js';
import { useViewWords } from './view-words.js';

/** Of so many views the count is shown: counting is not free for the hotline. */
const mostCounted = 6;

type Change =
  | { readonly kind: 'keep'; readonly view: SavedView; readonly isNew: boolean }
  | { readonly kind: 'drop'; readonly view: SavedView };

/** Filters under names of one's own, above the queue: opened with one click, kept and changed where they are. */
export function SavedViews({ search }: { readonly search: QueueSearch }) {
  const w = useViewWords();
  const views = useQuery(viewsQuery).data;
  const change = useViewChange();
  const [isNaming, setNaming] = useState<'new' | 'rename' | null>(null);
  useDefaultView(views, search);
  const counts = useQueries({
    queries: (views ?? []).slice(0, mostCounted).map(({ filter }) => viewCountQuery(readSearch(filter))),
  });
  const current = views?.find((view) => isSameSearch(readSearch(view.filter), search));
  const isPlain = Object.keys(search).length === 0;
  if (views === undefined || (views.length === 0 && isPlain)) return <ProblemNote error={change.error} />;
  const save = (name: string, isDefault: boolean) => {
    const isNew = isNaming === 'new' || current === undefined;
    const view = isNew ? { id: crypto.randomUUID(), name, filter: search, isDefault } : { ...current, name, isDefault };
    change.mutate({ kind: 'keep', view, isNew });
    setNaming(null);
  };
  return (
    <section className="views" aria-label={w.views}>
      <nav className="tabs" aria-label={w.views}>
        <Link to="/" search={{}} activeOptions={{ exact: true }}>
          {w.everything}
        </Link>
        {views.map((view, place) => {
          const count = counts[place]?.data;
          return (
            <Link key={view.id} to="/" search={readSearch(view.filter)} activeOptions={{ exact: true }}>
              {view.name}
              {view.isDefault && <span className="hint">{w.isDefault}</span>}
              {count !== undefined && <span className="view-count">{w.count(count.count, count.isMore)}</span>}
            </Link>
          );
        })}
      </nav>
      <div className="views-work">
        {isNaming === null && current === undefined && !isPlain && (
          <button type="button" className="quiet" onClick={() => setNaming('new')}>
            {w.keep}
          </button>
        )}
        {isNaming === null && current !== undefined && (
          <>
            <button type="button" className="quiet" onClick={() => setNaming('rename')}>
              {w.rename}
            </button>
            <button
              type="button"
              className="quiet"
              onClick={() =>
                change.mutate({ kind: 'keep', view: { ...current, isDefault: !current.isDefault }, isNew: false })
              }
            >
              {current.isDefault ? w.noDefault : w.makeDefault}
            </button>
            <button type="button" className="quiet" onClick={() => change.mutate({ kind: 'drop', view: current })}>
              {w.remove}
            </button>
          </>
        )}
        {isNaming !== null && (
          <NameForm
            name={isNaming === 'rename' ? (current?.name ?? '') : ''}
            isDefault={isNaming === 'rename' && current?.isDefault === true}
            onSave={save}
            onCancel={() => setNaming(null)}
          />
        )}
      </div>
      <ProblemNote error={change.error} />
    </section>
  );
}

function NameForm({
  name: before,
  isDefault: wasDefault,
  onSave,
  onCancel,
}: {
  readonly name: string;
  readonly isDefault: boolean;
  readonly onSave: (name: string, isDefault: boolean) => void;
  readonly onCancel: () => void;
}) {
  const w = useViewWords();
  const id = useId();
  const [name, setName] = useState(before);
  const [isDefault, setDefault] = useState(wasDefault);
  return (
    <form
      className="view-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onSave(name.trim(), isDefault);
      }}
    >
      <label htmlFor={id}>{w.name}</label>
      {/* Whoever pressed the button before is about to type. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <input id={id} autoFocus maxLength={60} value={name} onChange={({ target }) => setName(target.value)} />
      <label className="check">
        <input type="checkbox" checked={isDefault} onChange={({ target }) => setDefault(target.checked)} />
        {w.showFirst}
      </label>
      <button type="submit" className="primary" disabled={name.trim() === ''}>
        {w.save}
      </button>
      <button type="button" onClick={onCancel}>
        {w.cancel}
      </button>
    </form>
  );
}

/** Shown as done at once; when the hotline refuses, what was there comes back and the refusal stays to be read. */
function useViewChange() {
  const client = useQueryClient();
  const { queryKey } = viewsQuery;
  return useMutation<readonly SavedView[], ApiProblem, Change, readonly SavedView[] | undefined>({
    mutationFn: (change) => {
      const { id, name, filter, isDefault } = change.view;
      if (change.kind === 'drop') return call('DELETE /queue/views/{id}', { path: { id } });
      const body = { name, filter, isDefault };
      return change.isNew
        ? call('POST /queue/views', { body })
        : call('POST /queue/views/{id}', { path: { id }, body });
    },
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (views) => views && foreseen(views, change));
      return before;
    },
    onSuccess: (views) => client.setQueryData(queryKey, [...views]),
    onError: (_error, _change, before) => client.setQueryData(queryKey, before === undefined ? before : [...before]),
  });
}

function foreseen(views: readonly SavedView[], { kind, view }: Change): SavedView[] {
  const others = views
    .filter(({ id }) => id !== view.id)
    .map((other) => (kind === 'keep' && view.isDefault ? { ...other, isDefault: false } : other));
  if (kind === 'drop') return others;
  return [...others, view].toSorted((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase()));
}

const opened = ['default-view-shown'] as const;

/** Whoever opens the console at the whole queue begins with the default view, once: after that the whole queue is a choice. */
function useDefaultView(views: readonly SavedView[] | undefined, search: QueueSearch): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    if (views === undefined || client.getQueryData(opened) === true) return;
    client.setQueryDefaults(opened, { gcTime: Number.POSITIVE_INFINITY });
    client.setQueryData(opened, true);
    const first = views.find(({ isDefault }) => isDefault);
    if (first !== undefined && Object.keys(search).length === 0)
      void navigate({ to: '/', search: readSearch(first.filter), replace: true });
  }, [views, search, client, navigate]);
}
