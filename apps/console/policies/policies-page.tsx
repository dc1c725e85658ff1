import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { PolicyView } from '#contracts';
import { useTitle } from '../frame/title.js';
import { FetchProblem } from '../marks/problem-note.js';
import { watchQuery } from '../watch/watch-queries.js';
import { viewerZone } from '../words/dates.js';
import { useWords } from '../words/use-words.js';
import { policiesQuery } from './policy-queries.js';
import { PolicyPanel } from './policy-panel.js';
import { usePolicyWords } from './policy-words.js';
import { Rules } from './rules.js';

const route = getRouteApi('/policies');

/** Who is woken after whom: the policies, one of them to be read or edited, and the rules that choose among them. */
export function PoliciesPage() {
  const { words } = useWords();
  const w = usePolicyWords();
  const { policy: chosen } = route.useSearch();
  const query = useQuery(policiesQuery);
  const zone = useQuery(watchQuery).data?.zone ?? viewerZone();
  const titleOf = ({ policy, fallbackFor }: PolicyView) =>
    policy.name ?? (fallbackFor === null ? policy.key : words.severity[fallbackFor]);
  const items = query.data?.items ?? [];
  const view = items.find(({ policy }) => policy.key === chosen) ?? items[0];
  useTitle(w.title);
  return (
    <>
      <div className="queue-head">
        <h1>{w.title}</h1>
        <p className="hint">{w.intro}</p>
      </div>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && view !== undefined && (
        <>
          <nav className="policy-list tabs" aria-label={w.list}>
            {items.map((item) => (
              <Link
                key={item.policy.key}
                to="/policies"
                search={{ policy: item.policy.key }}
                aria-current={item === view ? 'page' : undefined}
              >
                {titleOf(item)}
                {item.running.all > 0 && <span className="count">{item.running.all}</span>}
                {item.faults.length > 0 && <span className="flag">{w.faulty}</span>}
              </Link>
            ))}
          </nav>
          <PolicyPanel
            key={view.policy.key}
            view={view}
            title={titleOf(view)}
            targets={query.data.targets}
            zone={zone}
          />
          <Rules
            rules={query.data.rules}
            policies={items.map((item) => ({ key: item.policy.key, name: titleOf(item) }))}
            zone={zone}
          />
        </>
      )}
    </>
  );
}
