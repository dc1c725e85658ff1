import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { incidentQuery } from '../api/queries.js';
import { useMay } from '../session/use-session.js';
import { Conversation } from './conversation.js';
import { Facts } from './facts.js';
import { Indicators } from './indicators.js';
import { Links } from './links.js';
import { Notes } from './notes.js';
import { PageLog } from './page-log.js';
import { Reports } from './reports.js';
import { StepsAndTasks } from './steps-and-tasks.js';
import { TrustGate } from './trust-gate.js';
import { Verification } from './verification.js';

const route = getRouteApi('/incidents/$id');

/** Everything that a responder works with, in the order it is needed. */
export function IncidentWork() {
  const { id } = route.useParams();
  const incident = useQuery(incidentQuery(id)).data;
  const mayReadTimeline = useMay('timeline.read');
  if (incident === undefined) return null;
  return (
    <>
      <StepsAndTasks incident={incident} />
      <Reports incident={incident} />
      <Indicators incident={incident} />
      <Links incident={incident} />
      {mayReadTimeline && <Verification id={id} />}
      {mayReadTimeline && <TrustGate id={id} />}
      <Conversation incident={incident} />
      <PageLog incident={incident} />
      {mayReadTimeline && <Notes id={id} />}
      <Facts incident={incident} />
    </>
  );
}
