import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { WatchView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { feedsQuery, useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** Secret addresses for calendar programs. An address is told once, when it is made. */
export function Feeds({ schedules }: { readonly schedules: WatchView['schedules'] }) {
  const w = useWatchWords();
  const fields = { of: useId(), url: useId() };
  const [of, setOf] = useState('');
  const feeds = useQuery(feedsQuery).data ?? [];
  const make = useWatchChange<'POST /watch/feeds'>();
  const revoke = useWatchChange();
  return (
    <section className="panel" aria-labelledby="feeds-title">
      <h2 id="feeds-title">{w.feeds}</h2>
      <p className="hint">{w.feedsHint}</p>
      <ul className="address-list">
        {feeds.map(({ id, schedule, createdAt }) => {
          const name = schedule?.name ?? w.myShifts;
          return (
            <li key={id} className="own-row">
              <span>
                {name}{' '}
                <span className="hint">
                  {w.madeAt} <Moment at={createdAt} />
                </span>
              </span>
              <button
                type="button"
                className="quiet"
                disabled={revoke.isPending}
                onClick={() => {
                  if (make.data?.id === id) make.reset();
                  revoke.mutate({ route: 'DELETE /watch/feeds/{id}', path: { id } });
                }}
              >
                {w.revoke(name)}
              </button>
            </li>
          );
        })}
      </ul>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate({ route: 'POST /watch/feeds', body: of === '' ? {} : { schedule: of } });
        }}
      >
        <div className="grow">
          <label htmlFor={fields.of}>{w.feedOf}</label>
          <select id={fields.of} value={of} onChange={({ target }) => setOf(target.value)}>
            <option value="">{w.myShifts}</option>
            {schedules.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" disabled={make.isPending}>
          {w.makeFeed}
        </button>
      </form>
      {make.data !== undefined && (
        <div className="made-feed">
          <label htmlFor={fields.url}>{w.feedUrl}</label>
          <input id={fields.url} readOnly value={make.data.url} onFocus={({ target }) => target.select()} />
          <output>{w.feedOnce}</output>
        </div>
      )}
      <ProblemNote error={make.error ?? revoke.error} />
    </section>
  );
}
