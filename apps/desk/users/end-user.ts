import { Inject, Injectable } from '@nestjs/common';
import type { LeavingView, MadePassword, UserRow } from '#contracts';
import { seedContactMethods } from '#service';
import { Database, recordAudit } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { endSessions } from '../sessions.js';
import {
  findAccount,
  isLastAdmin,
  keepAccounts,
  refuseLastAdmin,
  refuseOwn,
  refuseTakenPhone,
} from './keep-accounts.js';
import { leaveWatch, readLeaving } from './leave-watch.js';
import { refuseGaps } from './refuse-gaps.js';
import { giveOneTimePassword } from './reset-password.js';
import { readUser } from './user-rows.js';

/** Ends accounts and lets people back in. Nothing is deleted: the record goes on naming whoever did something. */
@Injectable()
export class EndUser {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** What would be lost, to be read before it is. */
  async look(person: Person, id: string): Promise<LeavingView> {
    return keepAccounts(this.database, async (tx) => {
      const account = await findAccount(tx, id);
      const [leaving, { sessions }] = await Promise.all([readLeaving(tx, account), readUser(tx, person.language, id)]);
      return { ...leaving, sessions, isLastAdmin: await isLastAdmin(tx, account) };
    });
  }

  /** Ended twice it is ended once. */
  async end(person: Person, id: string, despite: boolean): Promise<UserRow> {
    refuseOwn(person, id);
    return keepAccounts(this.database, async (tx) => {
      const account = await findAccount(tx, id);
      if (!account.active) return readUser(tx, person.language, id);
      await refuseLastAdmin(tx, account);
      await refuseGaps(tx, account, despite);
      await leaveWatch(tx, account, `user:${person.id}`);
      await tx.query(
        `UPDATE user_account SET active = false, password_hash = NULL, must_change_password = false,
           password_expires_at = NULL WHERE id = $1`,
        [id],
      );
      await seedContactMethods(tx, id);
      const data = { sessionsEnded: await endSessions(tx, id) };
      await recordAudit(tx, { actor: `user:${person.id}`, kind: 'user.ended', subject: id, data });
      return readUser(tx, person.language, id);
    });
  }

  async restore(person: Person, id: string): Promise<MadePassword> {
    return keepAccounts(this.database, async (tx) => {
      const account = await findAccount(tx, id);
      if (account.active) throw notFound();
      await refuseTakenPhone(tx, account.phone, id);
      await tx.query('UPDATE user_account SET active = true WHERE id = $1', [id]);
      const given = await giveOneTimePassword(tx, id);
      await seedContactMethods(tx, id);
      await recordAudit(tx, { actor: `user:${person.id}`, kind: 'user.restored', subject: id });
      return { user: await readUser(tx, person.language, id), ...given };
    });
  }
}
