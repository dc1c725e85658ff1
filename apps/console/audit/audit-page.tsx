import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { AuditPage as Page } from '#contracts';
import { AdministrationHead } from '../administration/administration-head.js';
import { peopleQuery } from '../api/queries.js';
import { FetchProblem, ProblemNote } from '../marks/problem-note.js';
import { saveFile } from '../plots/save-file.js';
import { writeCsv } from '../plots/write-csv.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { fullMoment, viewerZone } from '../words/dates.js';
import { zonedMoment } from '../words/zoned.js';
import { areas, type AuditSearch, readAuditSearch } from './audit-search.js';
import { auditQuery, mostSaved, readAll } from './audit-queries.js';
import { type AuditWords, useAuditWords } from './audit-words.js';
import { RecordsCheck } from './records-check.js';

type Item = Page['items'][number];

/** Who did what, and whether the records are whole. */
export function AuditPage() {
  const { words } = useWords();
  const w = useAuditWords();
  const search = useSearch({ from: '/audit' });
  const query = useInfiniteQuery(auditQuery(search));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <AdministrationHead title={w.title} intro={w.intro} />
      <Filters search={search} />
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && items.length === 0 && (
        <div className="nothing">
          <p>{w.none}</p>
          <p className="hint">{w.noneHint}</p>
        </div>
      )}
      {items.length > 0 && <Entries items={items} />}
      {query.hasNextPage && (
        <button type="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {w.more}
        </button>
      )}
      {query.data !== undefined && <RecordsCheck />}
    </>
  );
}

function Filters({ search }: { readonly search: AuditSearch }) {
  const w = useAuditWords();
  const navigate = useNavigate();
  const people = useQuery(peopleQuery).data ?? [];
  const change = (part: Readonly<Record<string, string>>) =>
    void navigate({ to: '/audit', search: readAuditSearch({ ...search, ...part }) });
  return (
    <search className="audit-tools">
      <div>
        <label htmlFor="audit-area">{w.area}</label>
        <select id="audit-area" value={search.area ?? ''} onChange={({ target }) => change({ area: target.value })}>
          <option value="">{w.all}</option>
          {areas.map((area) => (
            <option key={area} value={area}>
              {w.areas[area]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="audit-actor">{w.who}</label>
        <select id="audit-actor" value={search.actor ?? ''} onChange={({ target }) => change({ actor: target.value })}>
          <option value="">{w.anyone}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {(['since', 'until'] as const).map((end) => (
        <div key={end}>
          <label htmlFor={`audit-${end}`}>{w[end]}</label>
          <input
            id={`audit-${end}`}
            type="date"
            value={search[end] ?? ''}
            onChange={({ target }) => change({ [end]: target.value })}
          />
        </div>
      ))}
      <Save search={search} />
    </search>
  );
}

/** A file of all that the filters leave: many requests, so it says how far it is. */
function Save({ search }: { readonly search: AuditSearch }) {
  const w = useAuditWords();
  const [count, setCount] = useState<number | null>(null);
  const [isCut, setCut] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    setCount(0);
    try {
      const { items, isCut: cut } = await readAll(search, setCount);
      const text = writeCsv({
        columns: [w.when, w.area, w.who, w.what, w.whom, w.recorded].map((title) => ({ title, kind: 'text' as const })),
        rows: items.map((item) => [
          item.at,
          w.areas[item.area],
          actorOf(item, w),
          nameOf(w.kinds, item.kind),
          subjectOf(item, w),
          JSON.stringify(item.data),
        ]),
      });
      saveFile(
        `audit_${new Date().toISOString().slice(0, 10)}.csv`,
        new Blob([text], { type: 'text/csv;charset=utf-8' }),
      );
      setCut(cut);
    } catch (fault) {
      setError(fault);
    }
    setCount(null);
  };
  return (
    <div className="audit-save">
      <button type="button" disabled={count !== null} onClick={() => void save()}>
        {w.save}
      </button>
      <output className="hint">{count !== null ? w.saving(count) : isCut ? w.cut(mostSaved) : ''}</output>
      <ProblemNote error={error instanceof Error ? error : null} />
    </div>
  );
}

function Entries({ items }: { readonly items: readonly Item[] }) {
  const { words } = useWords();
  const w = useAuditWords();
  return (
    // Wide content scrolls by itself, also with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="import-box audit-entries" aria-label={w.title} tabIndex={0}>
      <table className="import-rows">
        <thead>
          <tr>
            <th scope="col">{w.when}</th>
            <th scope="col">{w.who}</th>
            <th scope="col">{w.what}</th>
            <th scope="col">{w.whom}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.area} ${item.seq}`} data-kind={item.kind}>
              <td>
                <time dateTime={item.at} title={fullMoment(item.at, words)}>
                  {zonedMoment(item.at, viewerZone(), words)}
                </time>
              </td>
              <td>{actorOf(item, w)}</td>
              <td>
                {nameOf(w.kinds, item.kind)}
                <details className="record">
                  <summary>{w.recorded}</summary>
                  <code>{`${item.kind} ${JSON.stringify(item.data)}`}</code>
                </details>
              </td>
              <td>{subjectOf(item, w)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const actorOf = ({ actor, actorName }: Item, w: AuditWords): string =>
  actor.startsWith('service:') ? w.service(actor.slice('service:'.length)) : actorName;

const subjectOf = ({ subject, subjectName }: Item, w: AuditWords): string =>
  subject === 'unknown' ? w.unknown : subjectName;
