import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { editContact, newContact } from '#contracts';
import { ensureCampaigns, ensureCandidates } from '#service';
import { Database, type Tx } from '#store';
import { directoryScopeOf } from './directory-scope.js';
import type { Person } from './person.js';
import { notFound } from './read-request.js';
import { recordDirectoryChange } from './record-directory-change.js';

type Fields = z.output<typeof editContact>;

/** Registers, changes and ends contacts. Nothing is deleted: a contact that has ended stays in the record. */
@Injectable()
export class EditContact {
  constructor(@Inject(Database) private readonly database: Database) {}

  async add(person: Person, { partyId, ...fields }: z.output<typeof newContact>): Promise<string> {
    return this.database.transactionFor(directoryScopeOf(person), async (tx) => {
      const [party] = await tx.query('SELECT 1 FROM party WHERE id = $1 AND vigil_sees(id)', [partyId]);
      if (party === undefined) throw notFound();
      const id = randomUUID();
      const { campaignId, candidateId } = await placesOf(tx, partyId, fields);
      await tx.query(
        `INSERT INTO contact (id, party_id, campaign_id, candidate_id, name, role, language, privacy_officer, notes, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
        [
          id,
          partyId,
          campaignId,
          candidateId,
          fields.name,
          fields.role,
          fields.language,
          fields.privacyOfficer,
          fields.notes,
          tx.now,
        ],
      );
      await recordDirectoryChange(tx, person, { partyId, contactId: id, action: 'contact.added' });
      return id;
    });
  }

  async edit(person: Person, id: string, fields: Fields): Promise<void> {
    await this.database.transactionFor(directoryScopeOf(person), async (tx) => {
      const { partyId } = await lockContact(tx, id);
      const { campaignId, candidateId } = await placesOf(tx, partyId, fields);
      await tx.query(
        `UPDATE contact SET campaign_id = $2, candidate_id = $3, name = $4, role = $5, language = $6, privacy_officer = $7,
           notes = $8, updated_at = $9 WHERE id = $1`,
        [
          id,
          campaignId,
          candidateId,
          fields.name,
          fields.role,
          fields.language,
          fields.privacyOfficer,
          fields.notes,
          tx.now,
        ],
      );
      await recordDirectoryChange(tx, person, { partyId, contactId: id, action: 'contact.edited' });
    });
  }

  async remove(person: Person, id: string): Promise<void> {
    await this.database.transactionFor(directoryScopeOf(person), async (tx) => {
      const { partyId } = await lockContact(tx, id);
      await tx.query('UPDATE contact SET removed_at = $2, updated_at = $2 WHERE id = $1', [id, tx.now]);
      for (const table of ['contact_address', 'party_account']) {
        await tx.query(`UPDATE ${table} SET removed_at = $2 WHERE contact_id = $1 AND removed_at IS NULL`, [
          id,
          tx.now,
        ]);
      }
      await recordDirectoryChange(tx, person, { partyId, contactId: id, action: 'contact.removed' });
    });
  }
}

/** Locks a contact that still is one. Not found when the person may not see it. */
export async function lockContact(tx: Tx, id: string): Promise<{ readonly partyId: string }> {
  const [row] = await tx.query<{ partyId: string }>(
    'SELECT party_id AS "partyId" FROM contact WHERE id = $1 AND removed_at IS NULL FOR NO KEY UPDATE',
    [id],
  );
  if (row === undefined) throw notFound();
  return row;
}

async function placesOf(
  tx: Tx,
  partyId: string,
  fields: Fields,
): Promise<{ readonly campaignId: string | null; readonly candidateId: string | null }> {
  const district = fields.district === '' ? null : fields.district;
  const contact = { ...fields, partyId, district, candidate: fields.candidate || fields.leader };
  const campaigns = await ensureCampaigns(tx, [{ contact }]);
  const candidates = await ensureCandidates(tx, [{ contact }], campaigns);
  const keyed = (name: string) => `${partyId} ${name.toLowerCase()}`;
  return {
    campaignId: district === null ? null : (campaigns.get(keyed(district)) ?? null),
    candidateId: contact.candidate ? (candidates.get(keyed(fields.name)) ?? null) : null,
  };
}
