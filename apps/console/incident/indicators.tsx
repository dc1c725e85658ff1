import type { IncidentView } from '#contracts';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';

/** Defanged, and never a link: a tired hand must not open what the attacker wrote. */
export function Indicators({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const { indicators, compromisedAddresses } = incident;
  return (
    <section className="panel" aria-labelledby="indicators-title">
      <h2 id="indicators-title">{words.incident.indicators}</h2>
      {indicators.length === 0 ? (
        <p className="hint">{words.incident.noIndicators}</p>
      ) : (
        <>
          <p className="hint">{words.incident.indicatorsHint}</p>
          <dl className="indicators">
            {indicators.map(({ type, defanged }) => (
              <div key={`${type} ${defanged}`}>
                <dt>{nameOf(words.indicatorType, type)}</dt>
                <dd>
                  <code>{defanged}</code>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {compromisedAddresses.length > 0 && <Compromised addresses={compromisedAddresses} />}
    </section>
  );
}

export function Compromised({ addresses }: { readonly addresses: readonly string[] }) {
  const { words } = useWords();
  return (
    <div className="warning">
      <p>
        <strong>{words.incident.compromised}</strong>
      </p>
      <ul>
        {addresses.map((address) => (
          <li key={address}>
            <code>{address}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
