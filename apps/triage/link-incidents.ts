import { randomUUID } from 'node:crypto';
import type { FoundLink } from '#domain';
import type { Tx } from '#store';
import type { Traits } from './find-neighbours.js';

/** Remembers what an incident's report has that later ones may have too. */
export async function rememberTraits(
  tx: Tx,
  incidentId: string,
  reportId: string,
  { fingerprint, indicators }: Traits,
): Promise<void> {
  await tx.query(
    `INSERT INTO fingerprint (report_id, incident_id, exact, numbers, bands, minima, words, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      reportId,
      incidentId,
      fingerprint.exact,
      fingerprint.numbers,
      fingerprint.bands,
      fingerprint.minima,
      fingerprint.words,
      tx.now,
    ],
  );
  if (indicators.length === 0) return;
  await tx.query(
    `INSERT INTO indicator (incident_id, type, value, seen_at)
     SELECT $1, type, value, $4 FROM unnest($2::text[], $3::text[]) AS found (type, value) ON CONFLICT DO NOTHING`,
    [incidentId, indicators.map(({ type }) => type), indicators.map(({ value }) => value), tx.now],
  );
}

/**
 * Links a new incident to those it was found to have something in common with, for a person to confirm or reject. Those that
 * share an indicator or their words form a campaign, which the watch alone sees.
 */
export async function linkIncidents(tx: Tx, incidentId: string, links: readonly FoundLink[]): Promise<void> {
  await suggestLinks(
    tx,
    incidentId,
    links.map(({ incidentId: otherId, kind, because }) => ({ otherId, kind, because })),
  );
  const campaign = links.filter(({ kind }) => kind === 'same-campaign');
  if (campaign.length > 0) {
    await joinCampaign(
      tx,
      incidentId,
      campaign.map((link) => link.incidentId),
    );
  }
}

export interface LinkDraft {
  readonly otherId: string;
  readonly kind: 'same-incident' | 'same-campaign' | 'reply';
  readonly because: Readonly<Record<string, unknown>>;
}

/**
 * Suggests links to whoever works on either incident; once for each pair and kind. In a number of statements that does not
 * grow with them: where hundreds say nearly the same, each of them has links.
 */
export async function suggestLinks(tx: Tx, incidentId: string, links: readonly LinkDraft[]): Promise<void> {
  if (links.length === 0) return;
  await tx.query(
    `INSERT INTO incident_link (id, incident_id, other_id, kind, state, because, made_at)
     SELECT id, $2, other_id, kind, 'suggested', because, $6
     FROM unnest($1::uuid[], $3::uuid[], $4::text[], $5::jsonb[]) AS link (id, other_id, kind, because)
     ON CONFLICT (incident_id, other_id, kind) DO NOTHING`,
    [
      links.map(() => randomUUID()),
      incidentId,
      links.map(({ otherId }) => otherId),
      links.map(({ kind }) => kind),
      links.map(({ because }) => JSON.stringify(because)),
      tx.now,
    ],
  );
  // On the new incident alone: the others' chains would be locks that every report of a flood waits for.
  const data = { links, state: 'suggested' };
  tx.append({ subject: 'incident', id: incidentId, actor: 'service:triage', type: 'incident.linked', data });
  for (const { otherId } of links.slice(0, 1)) {
    tx.emit('incident.linked', { incidentId, otherId, state: 'suggested' });
  }
}

/** The campaign of the oldest of the others, or a new one for all that have none. */
async function joinCampaign(tx: Tx, incidentId: string, others: readonly string[]): Promise<void> {
  const [known] = await tx.query<{ campaign_id: string }>(
    'SELECT campaign_id FROM incident WHERE id = ANY($1) AND campaign_id IS NOT NULL ORDER BY opened_at LIMIT 1',
    [others],
  );
  const campaignId = known?.campaign_id ?? randomUUID();
  if (known === undefined) {
    await tx.query('INSERT INTO campaign (id, opened_at) VALUES ($1, $2)', [campaignId, tx.now]);
  }
  await tx.query('UPDATE incident SET campaign_id = $2 WHERE id = ANY($1) AND campaign_id IS NULL', [
    [incidentId, ...others],
    campaignId,
  ]);
}
