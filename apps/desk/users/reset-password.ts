import { Inject, Injectable } from '@nestjs/common';
import type { MadePassword, UserRow } from '#contracts';
import { hashPassword, makePassword } from '#service';
import { Database, recordAudit, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { endSessions } from '../sessions.js';
import { findAccount, keepAccounts, refuseOwn } from './keep-accounts.js';
import { readUser } from './user-rows.js';

/** After this a one-time password that was never used opens nothing. */
const oneTimeHours = 72;

/** Sets a one-time password. Whoever signs in with it may do nothing but choose their own. */
export async function giveOneTimePassword(
  tx: Tx,
  id: string,
): Promise<{ readonly password: string; readonly until: string }> {
  const password = makePassword();
  const until = new Date(tx.now.getTime() + oneTimeHours * 3_600_000);
  await tx.query(
    'UPDATE user_account SET password_hash = $2, must_change_password = true, password_expires_at = $3 WHERE id = $1',
    [id, await hashPassword(password, 'made'), until],
  );
  return { password, until: until.toISOString() };
}

/** What an administrator does for somebody who cannot get in, or whom somebody else got in as. */
@Injectable()
export class ResetPassword {
  constructor(@Inject(Database) private readonly database: Database) {}

  async reset(person: Person, id: string): Promise<MadePassword> {
    refuseOwn(person, id);
    return keepAccounts(this.database, async (tx) => {
      const account = await findAccount(tx, id);
      if (!account.active) throw notFound();
      const given = await giveOneTimePassword(tx, id);
      const data = { sessionsEnded: await endSessions(tx, id) };
      await recordAudit(tx, { actor: `user:${person.id}`, kind: 'password.reset', subject: id, data });
      return { user: await readUser(tx, person.language, id), ...given };
    });
  }

  async endSessions(person: Person, id: string): Promise<UserRow> {
    return keepAccounts(this.database, async (tx) => {
      await findAccount(tx, id);
      const data = { sessionsEnded: await endSessions(tx, id) };
      await recordAudit(tx, { actor: `user:${person.id}`, kind: 'user.signed-out', subject: id, data });
      return readUser(tx, person.language, id);
    });
  }
}
