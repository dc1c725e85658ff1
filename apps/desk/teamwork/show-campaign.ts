import { Inject, Injectable } from '@nestjs/common';
import type { CampaignView } from '#contracts';
import { Database, type Tx } from '#store';
import { linkReasons, type LinkBecause } from '../incident-links.js';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';

/** Of one campaign: more fit neither a picture nor a head. */
const mostIncidents = 40;
const mostLinks = 200;

type Row = Omit<CampaignView['incidents'][number], 'openedAt'> & { readonly openedAt: Date };
type LinkRow = Omit<CampaignView['links'][number], 'because'> & { readonly because: LinkBecause };

/**
 * The campaign that an incident belongs to: the incidents of the same campaign and those that a link ties to it, unless a person
 * said that it does not. Row-level security shows a liaison the own party's incidents, and no link at all.
 */
@Injectable()
export class ShowCampaign {
  constructor(@Inject(Database) private readonly database: Database) {}

  async show(person: Person, incidentId: string): Promise<CampaignView> {
    return this.database.transactionFor(person.scope, async (tx) => {
      const [visible] = await tx.query('SELECT 1 FROM incident WHERE id = $1', [incidentId]);
      if (visible === undefined) throw notFound();
      const rows = await readIncidents(tx, incidentId, person.language);
      const incidents = rows.slice(0, mostIncidents);
      const links = await readLinks(tx, incidents);
      return {
        incidents: incidents.map(({ openedAt, ...incident }) => ({ ...incident, openedAt: openedAt.toISOString() })),
        links: links.map((link) => ({ ...link, because: linkReasons(link.kind, link.because) })),
        truncated: rows.length > mostIncidents,
      };
    });
  }
}

async function readIncidents(tx: Tx, incidentId: string, language: 'en' | 'fr'): Promise<readonly Row[]> {
  return tx.query<Row>(
    `WITH belongs AS (
       SELECT $1::uuid AS id
       UNION SELECT c.id FROM incident own JOIN incident c ON c.campaign_id = own.campaign_id WHERE own.id = $1
       UNION SELECT l.other_id FROM incident_link l WHERE l.incident_id = $1 AND l.state <> 'rejected'
       UNION SELECT l.incident_id FROM incident_link l WHERE l.other_id = $1 AND l.state <> 'rejected')
     SELECT i.id, i.reference, i.severity, i.state, i.category, i.opened_at AS "openedAt",
       CASE WHEN $2 = 'fr' THEN p.name_fr ELSE p.name_en END AS party
     FROM belongs b JOIN incident i ON i.id = b.id LEFT JOIN party p ON p.id = i.party_id
     ORDER BY i.id = $1 DESC, i.opened_at, i.id LIMIT ${mostIncidents + 1}`,
    [incidentId, language],
  );
}

async function readLinks(tx: Tx, incidents: readonly Row[]): Promise<readonly LinkRow[]> {
  return tx.query<LinkRow>(
    `SELECT l.incident_id AS from, l.other_id AS to, l.kind, l.state, l.because FROM incident_link l
     WHERE l.incident_id = ANY($1) AND l.other_id = ANY($1) AND l.state <> 'rejected'
     ORDER BY l.made_at, l.id LIMIT ${mostLinks}`,
    [incidents.map(({ id }) => id)],
  );
}
