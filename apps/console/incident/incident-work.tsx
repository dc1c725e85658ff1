import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { incidentQuery } from '../api/queries.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { Campaign, campaignQuery } from './campaign.js';
import { useCampaignWords } from './campaign-words.js';
import { Contents } from './contents.js';
import { Conversation } from './conversation.js';
import { Corrections } from './corrections.js';
import { Facts } from './facts.js';
import { Indicators } from './indicators.js';
import { Links } from './links.js';
import { Notes } from './notes.js';
import { PageLog } from './page-log.js';
import { Reports } from './reports.js';
import { StepsAndTasks } from './steps-and-tasks.js';
import { TrustGate } from './trust-gate.js';
import { useTrustWords } from './trust-words.js';
import { Verification } from './verification.js';

const route = getRouteApi('/incidents/$id');

/** Everything that a responder works with: what to do, what was said, then what one looks up. */
export function IncidentWork() {
  const { id } = route.useParams();
  const { words } = useWords();
  const trust = useTrustWords();
  const campaign = useCampaignWords();
  const incident = useQuery(incidentQuery(id)).data;
  const belongs = (useQuery(campaignQuery(id)).data?.incidents.length ?? 0) > 1;
  const mayReadTimeline = useMay('timeline.read');
  const mayWork = useMay('incident.work');
  if (incident === undefined) return null;
  const w = words.incident;
  const titles = {
    tasks: w.tasks,
    reports: w.reports,
    conversation: w.conversation,
    ...(mayReadTimeline && { notes: w.notes, gate: trust.gateTitle }),
    indicators: w.indicators,
    ...((mayWork || incident.links.length > 0) && { links: w.links }),
    ...(belongs && { campaign: campaign.title }),
    pages: w.pages,
    facts: w.facts,
  };
  return (
    <div className="incident-work">
      <Contents titles={titles} />
      <div className="incident-parts">
        <StepsAndTasks incident={incident} />
        <Reports incident={incident} correct={<Corrections />} />
        <Conversation incident={incident} />
        {mayReadTimeline && <Notes id={id} />}
        {mayReadTimeline && <Verification id={id} />}
        {mayReadTimeline && <TrustGate id={id} />}
        <Indicators incident={incident} />
        <Links incident={incident} />
        <Campaign id={id} />
        <PageLog incident={incident} />
        <Facts incident={incident} />
      </div>
    </div>
  );
}
