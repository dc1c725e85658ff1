import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { editAddress, newAccount, newAddress } from '#contracts';
import { isEmailAddress, mask, normalizeAddress, parseAccount } from '#domain';
import { type Bilingual, ProblemError } from '#service';
import { Database, type Tx } from '#store';
import { lockContact } from './edit-contact.js';
import { directoryScopeOf } from './directory-scope.js';
import type { Person } from './person.js';
import { notFound } from './read-request.js';
import { recordDirectoryChange } from './record-directory-change.js';

/** Adds, changes and ends a contact's addresses and accounts. An address says who somebody is, so each change is in the history. */
@Injectable()
export class EditContactAddress {
  constructor(@Inject(Database) private readonly database: Database) {}

  async add(person: Person, contactId: string, draft: z.output<typeof newAddress>): Promise<void> {
    const address = spell(draft);
    await this.change(person, contactId, async (tx, partyId) => {
      await refuseTaken(tx, partyId, contactId, draft.kind, address);
      if (draft.preferred) await preferNone(tx, contactId);
      await tx.query(
        `INSERT INTO contact_address (id, party_id, contact_id, kind, address, label, preferred, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [randomUUID(), partyId, contactId, draft.kind, address, draft.label, draft.preferred, tx.now],
      );
      return { action: 'address.added', data: { kind: draft.kind, address: mask(address) } };
    });
  }

  async edit(person: Person, contactId: string, id: string, fields: z.output<typeof editAddress>): Promise<void> {
    await this.change(person, contactId, async (tx) => {
      const { label, preferred, verifiedHow } = fields;
      const known = await findAddress(tx, contactId, id);
      if (preferred === true) await preferNone(tx, contactId);
      await tx.query(
        'UPDATE contact_address SET label = coalesce($2, label), preferred = coalesce($3, preferred) WHERE id = $1',
        [id, label ?? null, preferred ?? null],
      );
      if (verifiedHow === undefined) return { action: 'address.edited', data: { address: mask(known) } };
      await tx.query('UPDATE contact_address SET verified_at = $2, verified_by = $3, verified_how = $4 WHERE id = $1', [
        id,
        verifiedHow === null ? null : tx.now,
        verifiedHow === null ? null : person.id,
        verifiedHow,
      ]);
      const action = verifiedHow === null ? 'address.unverified' : 'address.verified';
      return { action, data: { address: mask(known), how: verifiedHow } };
    });
  }

  async remove(person: Person, contactId: string, id: string): Promise<void> {
    await this.change(person, contactId, async (tx) => {
      const known = await findAddress(tx, contactId, id);
      await tx.query('UPDATE contact_address SET removed_at = $2 WHERE id = $1', [id, tx.now]);
      return { action: 'address.removed', data: { address: mask(known) } };
    });
  }

  async addAccount(person: Person, contactId: string, { account }: z.output<typeof newAccount>): Promise<void> {
    const named = parseAccount(account);
    if (named === null) {
      throw unusable('account', {
        en: 'Write the platform and the name, such as x:@candidate, or the address of the page.',
        fr: 'Indiquez la plateforme et le nom, par exemple x:@candidate, ou l’adresse de la page.',
      });
    }
    await this.change(person, contactId, async (tx, partyId) => {
      const made = await tx.query(
        `INSERT INTO party_account (id, party_id, contact_id, candidate_id, platform, handle, created_at)
         SELECT $1, $2, c.id, c.candidate_id, $4, $5, $6 FROM contact c WHERE c.id = $3
         ON CONFLICT (party_id, platform, handle) WHERE removed_at IS NULL DO NOTHING RETURNING id`,
        [randomUUID(), partyId, contactId, named.platform, named.handle, tx.now],
      );
      if (made.length === 0) throw taken();
      return { action: 'account.added', data: { platform: named.platform, handle: named.handle } };
    });
  }

  async removeAccount(person: Person, contactId: string, id: string): Promise<void> {
    await this.change(person, contactId, async (tx) => {
      const [row] = await tx.query<{ platform: string; handle: string }>(
        `UPDATE party_account SET removed_at = $3 WHERE id = $1 AND contact_id = $2 AND removed_at IS NULL
         RETURNING platform, handle`,
        [id, contactId, tx.now],
      );
      if (row === undefined) throw notFound();
      return { action: 'account.removed', data: row };
    });
  }

  private async change(
    person: Person,
    contactId: string,
    work: (
      tx: Tx,
      partyId: string,
    ) => Promise<{ readonly action: string; readonly data: Readonly<Record<string, unknown>> }>,
  ): Promise<void> {
    await this.database.transactionFor(directoryScopeOf(person), async (tx) => {
      const { partyId } = await lockContact(tx, contactId);
      const { action, data } = await work(tx, partyId);
      await tx.query('UPDATE contact SET updated_at = $2 WHERE id = $1', [contactId, tx.now]);
      await recordDirectoryChange(tx, person, { partyId, contactId, action, data });
    });
  }
}

function spell({ kind, address }: z.output<typeof newAddress>): string {
  const normal = normalizeAddress(address);
  if (kind === 'email') {
    if (isEmailAddress(normal)) return normal;
    throw unusable('address', {
      en: 'This is not an email address.',
      fr: 'Ce n’est pas une adresse courriel.',
    });
  }
  if (kind === 'phone') {
    if (/^\+[1-9]\d{6,14}$/.test(normal)) return normal;
    throw unusable('address', {
      en: 'Write the number with its area code, such as 613-555-0123 or +44 20 7946 0018.',
      fr: 'Écrivez le numéro avec son indicatif régional, par exemple 613-555-0123 ou +44 20 7946 0018.',
    });
  }
  const account = parseAccount(address);
  if (account !== null) return `${account.platform}:${account.handle}`;
  throw unusable('address', {
    en: 'Write the platform and the name, such as signal:@name.',
    fr: 'Indiquez la plateforme et le nom, par exemple signal:@nom.',
  });
}

/** Every address but a telephone is one contact's alone within a party. */
async function refuseTaken(tx: Tx, partyId: string, contactId: string, kind: string, address: string): Promise<void> {
  const [holder] = await tx.query(
    `SELECT 1 FROM contact_address WHERE party_id = $1 AND address = $2 AND removed_at IS NULL
       AND (contact_id = $3 OR $4 <> 'phone') LIMIT 1`,
    [partyId, address, contactId, kind],
  );
  if (holder !== undefined) throw taken();
}

async function preferNone(tx: Tx, contactId: string): Promise<void> {
  await tx.query('UPDATE contact_address SET preferred = false WHERE contact_id = $1 AND preferred', [contactId]);
}

async function findAddress(tx: Tx, contactId: string, id: string): Promise<string> {
  const [row] = await tx.query<{ address: string }>(
    'SELECT address FROM contact_address WHERE id = $1 AND contact_id = $2 AND removed_at IS NULL FOR NO KEY UPDATE',
    [id, contactId],
  );
  if (row === undefined) throw notFound();
  return row.address;
}

function unusable(field: string, detail: Bilingual): ProblemError {
  return new ProblemError(422, 'invalid', detail, [{ pointer: `/${field}`, detail }]);
}

function taken(): ProblemError {
  return new ProblemError(409, 'address-taken', {
    en: 'Another contact of this party has it already, or this one does.',
    fr: 'Un autre contact de ce parti, ou celui-ci, l’a déjà.',
  });
}
