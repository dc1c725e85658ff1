import { useNavigate } from '@tanstack/react-router';
import type { CampaignView } from '#contracts';
import { useWords } from '../words/use-words.js';
import { useCampaignWords } from './campaign-words.js';
import { layOutCampaign, nodeHeight, nodeWidth, type Place } from './lay-out-campaign.js';

type Incident = CampaignView['incidents'][number];

/** The campaign as a picture: incidents, and lines for what links them, broken while nobody has decided. Each leads to its page. */
export function CampaignGraph({ campaign: { incidents, links } }: { readonly campaign: CampaignView }) {
  const w = useCampaignWords();
  const { width, height, places } = layOutCampaign(
    incidents.map(({ id }) => id),
    links,
  );
  return (
    // Wide content scrolls by itself, also with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="campaign-graph" aria-label={w.graph} tabIndex={0}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
        {links.map((link) => (
          <Tie
            key={`${link.from} ${link.to} ${link.kind}`}
            from={places.get(link.from)}
            to={places.get(link.to)}
            state={link.state}
          />
        ))}
        {incidents.map((incident, place) => (
          <Node key={incident.id} incident={incident} at={places.get(incident.id)} isOwn={place === 0} />
        ))}
      </svg>
    </section>
  );
}

function Tie({
  from,
  to,
  state,
}: {
  readonly from: Place | undefined;
  readonly to: Place | undefined;
  readonly state: CampaignView['links'][number]['state'];
}) {
  if (from === undefined || to === undefined) return null;
  const [middle, half] = [nodeHeight / 2, nodeWidth / 2];
  return (
    <line
      className={`tie tie-${state}`}
      x1={from.x + half}
      y1={from.y + middle}
      x2={to.x + half}
      y2={to.y + middle}
      aria-hidden="true"
    />
  );
}

function Node({
  incident,
  at,
  isOwn,
}: {
  readonly incident: Incident;
  readonly at: Place | undefined;
  readonly isOwn: boolean;
}) {
  const { words } = useWords();
  const navigate = useNavigate();
  if (at === undefined) return null;
  const severity = words.severity[incident.severity];
  const picture = (
    <>
      <rect width={nodeWidth} height={nodeHeight} rx="6" />
      <rect className={`node-severity row-${incident.severity}`} width="6" height={nodeHeight} rx="3" />
      <text x="16" y="21" className="node-reference">
        {`${incident.reference} `}
      </text>
      <text x="16" y="40">
        {severity}
      </text>
    </>
  );
  const transform = `translate(${at.x} ${at.y})`;
  if (isOwn) {
    return (
      <g className="node node-own" transform={transform}>
        {picture}
      </g>
    );
  }
  return (
    <g transform={transform}>
      <a
        className="node"
        href={`/console/incidents/${incident.id}`}
        onClick={(event) => {
          event.preventDefault();
          void navigate({ to: '/incidents/$id', params: { id: incident.id } });
        }}
      >
        {picture}
      </a>
    </g>
  );
}
