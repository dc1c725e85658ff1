import { useQuery } from '@tanstack/react-query';
import type { ReachableView } from '#contracts';
import { FetchProblem } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { reachableQuery } from './reach-queries.js';
import { useReachWords } from './reach-words.js';

/** For managers: whom nothing reaches, before it matters. */
export function Everybody() {
  const { words } = useWords();
  const w = useReachWords();
  const { data, error, refetch } = useQuery(reachableQuery);
  if (error !== null) return <FetchProblem error={error} retry={() => void refetch()} stale={data !== undefined} />;
  return (
    <section className="panel" aria-labelledby="everybody-title">
      <h2 id="everybody-title">{w.everybody}</h2>
      <p className="hint">{w.everybodyHint}</p>
      <ul className="address-list">
        {(data ?? [])
          .toSorted((one, other) => soundOnes(one) - soundOnes(other))
          .map((person) => (
            <li key={person.key}>
              <strong>{person.name}</strong>
              {words.colon}
              {soundOnes(person) === 0 && <strong>{w.nothingSound} </strong>}
              {person.methods
                .map(({ kind, address, state }) => `${w.kinds[kind]} ${address} (${w.states[state]})`)
                .join(' · ')}
            </li>
          ))}
      </ul>
    </section>
  );
}

const soundOnes = ({ methods }: ReachableView) => methods.filter(({ state }) => state === 'sound').length;
