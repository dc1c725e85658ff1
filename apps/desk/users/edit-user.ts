import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { editUser, MadePassword, newUser, UserRow } from '#contracts';
import type { Role } from '#domain';
import { ProblemError, seedContactMethods } from '#service';
import { Database, recordAudit, type Tx } from '#store';
import type { Person } from '../person.js';
import { endSessions } from '../sessions.js';
import {
  findAccount,
  keepAccounts,
  refuseLastAdmin,
  refuseOwn,
  refuseTakenPhone,
  spellPhone,
  unusable,
} from './keep-accounts.js';
import { leaveWatch } from './leave-watch.js';
import { refuseGaps } from './refuse-gaps.js';
import { giveOneTimePassword } from './reset-password.js';
import { readUser } from './user-rows.js';

type Fields = Omit<z.output<typeof newUser>, 'signIn'>;

/** Makes accounts and changes them. Whoever gets another role signs in anew. */
@Injectable()
export class EditUser {
  constructor(@Inject(Database) private readonly database: Database) {}

  async add(person: Person, { signIn, ...fields }: z.output<typeof newUser>): Promise<MadePassword> {
    return keepAccounts(this.database, async (tx) => {
      const phone = spellPhone(fields.phone);
      const partyId = await findParty(tx, fields);
      await refuseTakenPhone(tx, phone, null);
      const id = randomUUID();
      const made = await tx.query(
        `INSERT INTO user_account (id, key, name, role, party_id, language, phone, email, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (key) DO NOTHING RETURNING 1`,
        [id, signIn, fields.name, fields.role, partyId, fields.language, phone, fields.email, tx.now],
      );
      if (made.length === 0) throw signInTaken();
      const given = await giveOneTimePassword(tx, id);
      await seedContactMethods(tx, id);
      const data = { signIn, role: fields.role, party: fields.party };
      await recordAudit(tx, { actor: `user:${person.id}`, kind: 'user.added', subject: id, data });
      return { user: await readUser(tx, person.language, id), ...given };
    });
  }

  async edit(person: Person, id: string, { despite, ...fields }: z.output<typeof editUser>): Promise<UserRow> {
    return keepAccounts(this.database, async (tx) => {
      const before = await findAccount(tx, id);
      const phone = spellPhone(fields.phone);
      const partyId = await findParty(tx, fields);
      if (before.active) await refuseTakenPhone(tx, phone, id);
      const changesRole = before.role !== fields.role;
      if (changesRole) {
        refuseOwn(person, id);
        await refuseLastAdmin(tx, before);
        if (before.active && isOnWatch(before.role) && !isOnWatch(fields.role)) {
          await refuseGaps(tx, before, despite);
          await leaveWatch(tx, before, `user:${person.id}`);
        }
      }
      await tx.query(
        `UPDATE user_account SET name = $2, role = $3, party_id = $4, language = $5, phone = $6, email = $7 WHERE id = $1`,
        [id, fields.name, fields.role, partyId, fields.language, phone, fields.email],
      );
      await seedContactMethods(tx, id);
      if (changesRole) await endSessions(tx, id);
      const data = { before: before.role, role: fields.role, party: fields.party };
      const kind = changesRole ? 'user.role-changed' : 'user.edited';
      await recordAudit(tx, { actor: `user:${person.id}`, kind, subject: id, data });
      return readUser(tx, person.language, id);
    });
  }
}

const isOnWatch = (role: Role): boolean => role === 'responder' || role === 'manager';

async function findParty(tx: Tx, { role, party }: Fields): Promise<string | null> {
  if ((role === 'liaison') !== (party !== null)) {
    throw unusable('party', {
      en: 'A liaison has a party, and nobody else has one.',
      fr: 'Une personne-liaison a un parti; les autres n’en ont pas.',
    });
  }
  if (party === null) return null;
  const [row] = await tx.query<{ id: string }>('SELECT id FROM party WHERE key = $1', [party]);
  if (row !== undefined) return row.id;
  throw unusable('party', { en: 'There is no such party.', fr: 'Ce parti n’existe pas.' });
}

function signInTaken(): ProblemError {
  return new ProblemError(409, 'sign-in-taken', {
    en: 'Somebody has or had this sign-in name. Choose another one: the record goes by it.',
    fr: 'Quelqu’un a ou a eu ce nom d’utilisateur. Choisissez-en un autre\u00A0: le dossier s’y réfère.',
  });
}
