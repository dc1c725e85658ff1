import { useState } from 'react';
import type { IncidentView } from '#contracts';
import { saveFile } from '../plots/save-file.js';
import { writeCsv } from '../plots/write-csv.js';
import { useWords } from '../words/use-words.js';
import { nameOf } from '../words/naming.js';
import { listIndicators } from './list-indicators.js';
import { usePageWords } from './page-words.js';
import { Section } from './section.js';

type Shown = IncidentView['indicators'][number];

/** Defanged, and never a link: a tired hand must not open what the attacker wrote. */
export function Indicators({
  incident,
}: {
  readonly incident: Pick<IncidentView, 'indicators' | 'compromisedAddresses'> & { readonly reference?: string };
}) {
  const { words } = useWords();
  const page = usePageWords();
  const { indicators, compromisedAddresses, reference } = incident;
  const save = () => {
    const csv = writeCsv(listIndicators(indicators, page, (type) => nameOf(words.indicatorType, type)));
    saveFile(`${reference ?? 'vigil'}.csv`, new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <Section name="indicators" title={words.incident.indicators} summary={page.found(indicators.length)}>
      {indicators.length === 0 ? (
        <p className="hint">{words.incident.noIndicators}</p>
      ) : (
        <>
          <p className="hint">{words.incident.indicatorsHint}</p>
          <dl className="indicators">
            {indicators.map((indicator) => (
              <IndicatorLine key={`${indicator.type} ${indicator.defanged}`} indicator={indicator} />
            ))}
          </dl>
          <p className="form-end">
            <button type="button" onClick={save}>
              {page.csv}
            </button>
          </p>
        </>
      )}
      {compromisedAddresses.length > 0 && <Compromised addresses={compromisedAddresses} />}
    </Section>
  );
}

function IndicatorLine({ indicator: { type, defanged, lookalike } }: { readonly indicator: Shown }) {
  const { words } = useWords();
  return (
    <div>
      <dt>{nameOf(words.indicatorType, type)}</dt>
      <dd>
        {/* Letters of a right-to-left alphabet must not turn the rest of the line around. */}
        <code>
          <bdi>{defanged}</bdi>
        </code>{' '}
        <Copy defanged={defanged} />
        {lookalike !== undefined && (
          <p className="lookalike">
            <strong>{words.indicators.looksLike(lookalike.of)}</strong>{' '}
            <span>({words.indicators.how[lookalike.how]})</span>
          </p>
        )}
      </dd>
    </div>
  );
}

/** Copies what is shown, never the live form: whoever pastes it into a chat or a browser's address bar is safe too. */
function Copy({ defanged }: { readonly defanged: string }) {
  const { words } = useWords();
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  const copy = (): void => {
    // Absent where the page is not served over HTTPS.
    const clipboard = (navigator as { readonly clipboard?: Clipboard }).clipboard;
    if (clipboard === undefined) setOutcome('notCopied');
    else
      void clipboard.writeText(defanged).then(
        () => setOutcome('copied'),
        () => setOutcome('notCopied'),
      );
  };
  return (
    <>
      <button type="button" className="quiet" aria-label={words.indicators.copyOf(defanged)} onClick={copy}>
        {words.indicators.copy}
      </button>{' '}
      <output>{outcome === null ? '' : words.indicators[outcome]}</output>
    </>
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
