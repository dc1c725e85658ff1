import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CampaignView } from '#contracts';
import { call } from '../api/call.js';
import { keys } from '../api/queries.js';
import { Moment } from '../marks/moment.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { CampaignGraph } from './campaign-graph.js';
import { useCampaignWords } from './campaign-words.js';
import { Section } from './section.js';

/** Below the incident's own key: what makes the incident stale makes this stale too. */
export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.incident(id), 'campaign'],
    queryFn: ({ signal }) => call('GET /incidents/{id}/campaign', { path: { id }, signal }),
  });

/** The campaign that an incident belongs to, as a picture and as a table. Nothing at all for an incident that stands alone. */
export function Campaign({ id }: { readonly id: string }) {
  const w = useCampaignWords();
  const campaign = useQuery(campaignQuery(id)).data;
  if (campaign === undefined || campaign.incidents.length < 2) return null;
  return (
    <Section name="campaign" title={w.title} summary={w.incidents(campaign.incidents.length)}>
      <CampaignGraph campaign={campaign} />
      {campaign.truncated && <p className="hint">{w.truncated(campaign.incidents.length)}</p>}
      <CampaignTable id={id} campaign={campaign} />
    </Section>
  );
}

function CampaignTable({ id, campaign }: { readonly id: string; readonly campaign: CampaignView }) {
  const { words } = useWords();
  const w = useCampaignWords();
  return (
    // Wide content scrolls by itself, also with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="campaign-table" aria-label={w.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.board.reference}</th>
            <th scope="col">{words.board.severity}</th>
            <th scope="col">{words.board.state}</th>
            <th scope="col">{words.board.kind}</th>
            <th scope="col">{words.board.party}</th>
            <th scope="col">{words.incident.opened}</th>
            <th scope="col">{w.because}</th>
          </tr>
        </thead>
        <tbody>
          {campaign.incidents.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.id === id ? (
                  <span className="reference">{one.reference}</span>
                ) : (
                  <Link to="/incidents/$id" params={{ id: one.id }} className="reference">
                    {one.reference}
                  </Link>
                )}
              </th>
              <td>
                <SeverityMark severity={one.severity} />
              </td>
              <td>{words.state[one.state]}</td>
              <td>{nameOf(words.category, one.category)}</td>
              <td>{one.party ?? words.queue.noParty}</td>
              <td>
                <Moment at={one.openedAt} />
              </td>
              <td>{one.id === id ? w.thisOne : <Reasons from={one.id} campaign={campaign} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What ties one incident to the others of the picture. */
function Reasons({ from, campaign: { incidents, links } }: { readonly from: string; readonly campaign: CampaignView }) {
  const { words } = useWords();
  const w = useCampaignWords();
  const own = links.filter((link) => link.from === from || link.to === from);
  if (own.length === 0) return w.sameCampaign;
  const referenceOf = (id: string) => incidents.find((one) => one.id === id)?.reference ?? '';
  return (
    <ul>
      {own.map((link) => (
        <li key={`${link.from} ${link.to} ${link.kind}`}>
          {referenceOf(link.from === from ? link.to : link.from)}
          {words.colon}
          {[...link.because.map((reason) => words.linkReason[reason]), words.linkState[link.state]].join(', ')}
        </li>
      ))}
    </ul>
  );
}
