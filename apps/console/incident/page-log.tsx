import type { IncidentView } from '#contracts';
import { useMay } from '../session/use-session.js';
import { Moment } from '../marks/moment.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { PageDeliveries } from './page-deliveries.js';
import { usePageWords } from './page-words.js';
import { Section } from './section.js';

/** Who was woken, when, over what, and whether it arrived. */
export function PageLog({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const mayReadTimeline = useMay('timeline.read');
  return (
    <Section name="pages" title={w.pages} summary={usePageWords().paged(incident.pages.length)}>
      {incident.pages.length === 0 ? (
        <p className="hint">{w.noPages}</p>
      ) : (
        <ul className="pages">
          {incident.pages.map((page) => (
            <li key={page.id} className={`page-${page.state}`}>
              <p>
                <strong>{page.person.name}</strong> <span className="hint">{w.step(page.step + 1, page.round)}</span>{' '}
                <Moment at={page.requestedAt} />
                <span className="page-state">{words.pageState[page.state]}</span>
              </p>
              {page.deliveries.length === 0 ? (
                <p className="hint">{w.noDeliveries}</p>
              ) : (
                <ul className="deliveries" aria-label={w.pageDeliveries}>
                  {page.deliveries.map(({ channel, state, attempts, error }, place) => (
                    // One person may have two numbers for one channel.
                    <li key={`${place} ${channel}`} className={`delivery-${state}`}>
                      {nameOf(words.channel, channel)}
                      {words.colon}
                      {nameOf(words.delivery, state)}
                      {attempts > 1 && `, ${w.attempts(attempts)}`}
                      {error !== null && <code>{error}</code>}
                    </li>
                  ))}
                </ul>
              )}
              {mayReadTimeline && <PageDeliveries incidentId={incident.id} page={page} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
