import type { UserRow } from '#contracts';
import type { Tx } from '#store';
import { notFound } from '../read-request.js';

interface Row extends Omit<UserRow, 'party' | 'lastSignInAt' | 'oneTimePasswordUntil'> {
  readonly partyKey: string | null;
  readonly partyName: string | null;
  readonly lastSignInAt: Date | null;
  readonly oneTimePasswordUntil: Date | null;
}

/** Everything of an account that is shown; `$1` is the reader's language, `$2` now. Never its password's hash. */
const columns = `
  u.id, u.key AS "signIn", u.name, u.role, u.language, u.phone, u.email, u.active, u.file_hash IS NOT NULL AS "inFile",
  p.key AS "partyKey", CASE WHEN $1 = 'fr' THEN p.name_fr ELSE p.name_en END AS "partyName",
  u.last_sign_in_at AS "lastSignInAt",
  CASE WHEN u.must_change_password THEN u.password_expires_at END AS "oneTimePasswordUntil",
  (SELECT count(*)::int FROM session s WHERE s.user_id = u.id AND s.expires_at > $2) AS sessions`;

/** Accounts that a condition names, the active ones first, by name. Its parameters begin with `$3`. */
export async function readUsers(
  tx: Tx,
  language: string,
  condition: string,
  parameters: readonly unknown[],
): Promise<readonly UserRow[]> {
  const rows = await tx.query<Row>(
    `SELECT ${columns} FROM user_account u LEFT JOIN party p ON p.id = u.party_id
     WHERE ${condition}`,
    [language, tx.now, ...parameters],
  );
  return rows.map(({ partyKey, partyName, lastSignInAt, oneTimePasswordUntil, ...row }) => ({
    ...row,
    party: partyKey === null ? null : { key: partyKey, name: partyName ?? partyKey },
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    oneTimePasswordUntil: oneTimePasswordUntil?.toISOString() ?? null,
  }));
}

export async function readUser(tx: Tx, language: string, id: string): Promise<UserRow> {
  const [user] = await readUsers(tx, language, 'u.id = $3', [id]);
  if (user === undefined) throw notFound();
  return user;
}
