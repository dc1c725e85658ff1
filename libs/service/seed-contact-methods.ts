import type { Tx } from '#store';

/** In the order in which they are tried; a person may put them in another. */
const named = `
  SELECT u.id AS user_id, m.kind, m.address, m.position
  FROM user_account u CROSS JOIN LATERAL (VALUES ('sms', u.phone, 1), ('voice', u.phone, 2), ('email', u.email, 3))
    AS m (kind, address, position)
  WHERE u.active AND u.role IN ('responder', 'manager') AND m.address IS NOT NULL`;

/**
 * Gives each person of the watch, or one of them, the methods that their account names: whoever keeps the accounts vouches for
 * them, so they need no code. A number or address that the account no longer names is given up; what a person has added and
 * verified stays.
 */
export async function seedContactMethods(tx: Tx, userId: string | null = null): Promise<void> {
  await tx.query(
    `UPDATE contact_method m SET removed_at = $2
     WHERE ($1::uuid IS NULL OR m.user_id = $1) AND m.verified_by = 'roster' AND m.removed_at IS NULL AND NOT EXISTS (
       SELECT FROM (${named}) n WHERE n.user_id = m.user_id AND n.kind = m.kind AND n.address = m.address)`,
    [userId, tx.now],
  );
  await tx.query(
    `INSERT INTO contact_method (id, user_id, kind, address, position, verified_at, verified_by, created_at)
     SELECT gen_random_uuid(), n.user_id, n.kind, n.address, n.position, $2, 'roster', $2 FROM (${named}) n
     WHERE ($1::uuid IS NULL OR n.user_id = $1) AND NOT EXISTS (
       SELECT FROM contact_method m
       WHERE m.user_id = n.user_id AND m.kind = n.kind AND m.address = n.address AND m.removed_at IS NULL)`,
    [userId, tx.now],
  );
}
