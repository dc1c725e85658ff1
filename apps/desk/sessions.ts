import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { noParty, partyScope, type Role } from '#domain';
import { Database, recordAudit, sha256, type Tx } from '#store';
import type { Person } from './person.js';

export const sessionCookie = 'vigil_session';
/** One shift. */
export const sessionHours = 12;

interface Row {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  readonly party_id: string | null;
  readonly language: 'en' | 'fr';
  readonly must_change_password: boolean;
}

/** Open sessions. Only the hash of a token is stored: reading the table lets nobody in. */
@Injectable()
export class Sessions {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Opens a session and clears away those that have ended. Resolves to the token for the cookie. */
  async open(userId: string): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const token = randomBytes(32).toString('base64url');
    return this.database.transactionFor(noParty, async (tx) => {
      const expiresAt = new Date(tx.now.getTime() + sessionHours * 3_600_000);
      await tx.query('DELETE FROM session WHERE expires_at <= $1', [tx.now]);
      await tx.query('INSERT INTO session (token_hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [
        sha256(token),
        userId,
        tx.now,
        expiresAt,
      ]);
      await tx.query('UPDATE user_account SET last_sign_in_at = $2 WHERE id = $1', [userId, tx.now]);
      await recordAudit(tx, { actor: `user:${userId}`, kind: 'session.opened', subject: userId });
      return { token, expiresAt };
    });
  }

  /** Who holds this token; null when it is unknown or has ended, or when the person is no longer active. */
  async find(token: string): Promise<Person | null> {
    const sessionHash = sha256(token.slice(0, 200));
    const [row] = await this.database.transactionFor(noParty, (tx) =>
      tx.query<Row>(
        `SELECT u.id, u.key, u.name, u.role, u.party_id, u.language, u.must_change_password
         FROM session s JOIN user_account u ON u.id = s.user_id
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND u.active`,
        [sessionHash, tx.now],
      ),
    );
    if (row === undefined) return null;
    const { id, name, key: signIn, role, language, must_change_password: mustChangePassword } = row;
    const scope = partyScope(role, row.party_id);
    return { id, name, signIn, role, language, ownLanguage: language, mustChangePassword, scope, sessionHash };
  }

  /** Of these sessions, the ones that still hold. */
  async stillOpen(sessionHashes: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.transactionFor(noParty, (tx) =>
      tx.query<{ token_hash: string }>(
        `SELECT s.token_hash FROM session s JOIN user_account u ON u.id = s.user_id
         WHERE s.token_hash = ANY($1) AND s.expires_at > $2 AND u.active`,
        [sessionHashes, tx.now],
      ),
    );
    return new Set(rows.map((row) => row.token_hash));
  }

  async end({ id, sessionHash }: Person): Promise<void> {
    await this.database.transactionFor(noParty, async (tx) => {
      await tx.query('DELETE FROM session WHERE token_hash = $1', [sessionHash]);
      await recordAudit(tx, { actor: `user:${id}`, kind: 'session.ended', subject: id });
    });
  }
}

/** Ends every session of a person but one; resolves to how many there were. Screens that are open go dark within seconds. */
export async function endSessions(tx: Tx, userId: string, exceptHash = ''): Promise<number> {
  const ended = await tx.query('DELETE FROM session WHERE user_id = $1 AND token_hash <> $2 RETURNING 1', [
    userId,
    exceptHash,
  ]);
  return ended.length;
}
