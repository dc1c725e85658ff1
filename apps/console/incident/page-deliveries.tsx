import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeliveryHistory, IncidentView } from '#contracts';
import { call } from '../api/call.js';
import { keys } from '../api/queries.js';
import { ExactMoment } from '../marks/moment.js';
import { FetchProblem } from '../marks/problem-note.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { useDeliveryWords } from './delivery-words.js';

type Delivery = DeliveryHistory['items'][number];

/** Below the incident's own key: what makes the incident stale makes this stale too. */
const deliveriesQuery = (incidentId: string, pageId: string) =>
  queryOptions({
    queryKey: [...keys.incident(incidentId), 'deliveries', pageId],
    queryFn: ({ signal }) =>
      call('GET /incidents/{id}/pages/{page}/deliveries', { path: { id: incidentId, page: pageId }, signal }),
  });

/** How one page went, way by way. It is asked for when it is opened: most pages are answered and nobody ever looks. */
export function PageDeliveries({
  incidentId,
  page,
}: {
  readonly incidentId: string;
  readonly page: IncidentView['pages'][number];
}) {
  const w = useDeliveryWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="course" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{w.history(page.person.name)}</summary>
      {isOpen && <History incidentId={incidentId} pageId={page.id} />}
    </details>
  );
}

function History({ incidentId, pageId }: { readonly incidentId: string; readonly pageId: string }) {
  const { words } = useWords();
  const w = useDeliveryWords();
  const query = useQuery(deliveriesQuery(incidentId, pageId));
  const history = query.data;
  return (
    <>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={history !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {history?.toldTogether === true && <p className="hint">{w.toldTogether}</p>}
      <ol>
        {history?.items.map((delivery) => (
          <Course key={delivery.id} delivery={delivery} all={history.items} />
        ))}
      </ol>
    </>
  );
}

function Course({ delivery, all }: { readonly delivery: Delivery; readonly all: readonly Delivery[] }) {
  const { words } = useWords();
  const w = useDeliveryWords();
  const stepOf = (step: string) => nameOf(words.timeline.told.deliverySteps, step);
  const cause = all.find(({ id }) => id === delivery.because?.deliveryId);
  return (
    <li>
      <p>
        <strong>{nameOf(words.channel, delivery.channel)}</strong> {delivery.address}
        {delivery.carrier === 'second' && `, ${w.secondCarrier}`}
      </p>
      {delivery.because !== null && cause !== undefined && (
        <p className="hint">{w.because(nameOf(words.channel, cause.channel), stepOf(delivery.because.step))}</p>
      )}
      <ul>
        {delivery.steps.map(({ at, step, code }, place) => (
          // A delivery may fail for the moment more than once.
          <li key={`${place} ${step}`}>
            <ExactMoment at={at} /> {stepOf(step)}
            {code !== null && <code>{w.reasons[code] ?? code}</code>}
          </li>
        ))}
        {delivery.attempts.map(({ number, startedAt, outcome, detail }) => (
          <li key={number}>
            <ExactMoment at={startedAt} /> {w.attempt(number, nameOf(w.outcomes, outcome ?? 'open'), detail)}
          </li>
        ))}
      </ul>
    </li>
  );
}
