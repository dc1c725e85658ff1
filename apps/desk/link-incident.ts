import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { decideLink } from '#contracts';
import { isReason, parseReference } from '#domain';
import { ProblemError } from '#service';
import { Database, type Tx } from '#store';
import { reasonRequired } from './correct-kind.js';
import { mergeIncident } from './merge-incident.js';
import { changedMeanwhile } from './refuse-if-changed.js';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

export type LinkKind = 'same-incident' | 'same-campaign';

interface LinkRow {
  readonly id: string;
  readonly incident_id: string;
  readonly other_id: string;
  readonly kind: 'same-incident' | 'same-campaign' | 'reply';
  readonly state: 'suggested' | 'confirmed' | 'rejected';
}

/**
 * Links two incidents, or decides a link that the rules suggested. That two are one incident merges the newer into the
 * older; that they are one campaign leaves both where they are. Nothing of it is shown to a party.
 */
@Injectable()
export class LinkIncident {
  constructor(@Inject(Database) private readonly database: Database) {}

  async link(person: Person, incidentId: string, reference: string, kind: LinkKind, reason: string): Promise<void> {
    if (!isReason(reason)) throw reasonRequired();
    await this.database.transactionFor(person.scope, async (tx) => {
      const otherId = await findByReference(tx, reference);
      if (otherId === incidentId) throw sameIncident();
      const [link] = await tx.query<LinkRow>(
        `INSERT INTO incident_link (id, incident_id, other_id, kind, state, because, made_by, made_at)
         SELECT $1, i.id, $3, $4, 'suggested', '{}', $5, $6 FROM incident i WHERE i.id = $2
         ON CONFLICT (incident_id, other_id, kind) DO UPDATE SET made_by = excluded.made_by
         RETURNING id, incident_id, other_id, kind, state`,
        [randomUUID(), incidentId, otherId, kind, person.id, tx.now],
      );
      if (link === undefined) throw notFound();
      await this.settle(tx, person, link, true, reason.trim());
    });
  }

  async decide(
    person: Person,
    incidentId: string,
    linkId: string,
    { accept, reason, from }: z.output<typeof decideLink>,
  ): Promise<void> {
    if (!isReason(reason)) throw reasonRequired();
    await this.database.transactionFor(person.scope, async (tx) => {
      const [link] = await tx.query<LinkRow>(
        `SELECT id, incident_id, other_id, kind, state FROM incident_link
         WHERE id = $1 AND $2 IN (incident_id, other_id) FOR NO KEY UPDATE`,
        [linkId, incidentId],
      );
      if (link === undefined) throw notFound();
      if (from !== undefined && from !== link.state) throw changedMeanwhile(await decider(tx, link.id));
      await this.settle(tx, person, link, accept, reason.trim());
    });
  }

  private async settle(tx: Tx, person: Person, link: LinkRow, accept: boolean, reason: string): Promise<void> {
    const state = accept ? 'confirmed' : 'rejected';
    await tx.query('UPDATE incident_link SET state = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE id = $1', [
      link.id,
      state,
      person.id,
      tx.now,
      reason,
    ]);
    const ends = [
      [link.incident_id, link.other_id],
      [link.other_id, link.incident_id],
    ] as const;
    for (const [id, otherId] of ends) {
      const data = { otherId, kind: link.kind, state, reason };
      tx.append({ subject: 'incident', id, actor: `user:${person.id}`, type: 'incident.linked', data });
      tx.emit('incident.linked', { incidentId: id, otherId, state });
    }
    if (!accept) return leaveCampaign(tx, link);
    if (link.kind !== 'same-campaign') await mergeIncident(tx, person, link.incident_id, link.other_id, reason);
  }
}

async function decider(tx: Tx, linkId: string): Promise<string | null> {
  const [row] = await tx.query<{ name: string }>(
    'SELECT u.name FROM incident_link l JOIN user_account u ON u.id = l.decided_by WHERE l.id = $1',
    [linkId],
  );
  return row?.name ?? null;
}

/** A rejected link was perhaps all that made an incident part of a campaign. */
async function leaveCampaign(tx: Tx, { incident_id: incidentId, kind }: LinkRow): Promise<void> {
  if (kind !== 'same-campaign') return;
  await tx.query(
    `UPDATE incident SET campaign_id = NULL WHERE id = $1 AND NOT EXISTS (
       SELECT FROM incident_link l WHERE $1 IN (l.incident_id, l.other_id) AND l.kind = 'same-campaign' AND l.state <> 'rejected')`,
    [incidentId],
  );
}

async function findByReference(tx: Tx, text: string): Promise<string> {
  const parsed = parseReference(text);
  const [row] =
    parsed.outcome === 'valid'
      ? await tx.query<{ id: string }>('SELECT coalesce(merged_into, id) AS id FROM incident WHERE reference = $1', [
          parsed.reference,
        ])
      : [];
  if (row !== undefined) return row.id;
  throw new ProblemError(422, 'unknown-reference', {
    en: 'No incident has this reference.',
    fr: 'Aucun incident ne porte cette référence.',
  });
}

function sameIncident(): ProblemError {
  return new ProblemError(409, 'same-incident', {
    en: 'That is this very incident.',
    fr: 'C’est cet incident même.',
  });
}
