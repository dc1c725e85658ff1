import { randomUUID } from 'node:crypto';
import type { Config } from '#config';
import type { MethodKind } from '#domain';
import type { Tx } from '#store';

/** In the order in which they are tried; a person may put them in another. */
const places: Readonly<Record<'sms' | 'voice' | 'email', number>> = { sms: 1, voice: 2, email: 3 };

/**
 * Gives each person of the watch the methods that the roster file names: a manager vouches for them, so they need no code. A
 * number or address that the file no longer names is given up; what a person has added and verified stays.
 */
export async function seedContactMethods(tx: Tx, { roster }: Config): Promise<void> {
  const named = roster.people
    .filter(({ role }) => role === 'responder' || role === 'manager')
    .flatMap(({ key, phone, email }) => [
      ...(phone === undefined ? [] : [method(key, 'sms', phone), method(key, 'voice', phone)]),
      ...(email === undefined ? [] : [method(key, 'email', email)]),
    ]);
  const lists = [
    named.map(({ key }) => key),
    named.map(({ kind }) => kind),
    named.map(({ address }) => address),
  ] as const;
  await tx.query(
    `UPDATE contact_method m SET removed_at = $4 FROM user_account u
     WHERE u.id = m.user_id AND m.verified_by = 'roster' AND m.removed_at IS NULL AND NOT EXISTS (
       SELECT FROM unnest($1::text[], $2::text[], $3::text[]) AS named (key, kind, address)
       WHERE named.key = u.key AND named.kind = m.kind AND named.address = m.address)`,
    [...lists, tx.now],
  );
  await tx.query(
    `INSERT INTO contact_method (id, user_id, kind, address, position, verified_at, verified_by, created_at)
     SELECT named.id, u.id, named.kind, named.address, named.position, $6, 'roster', $6
     FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::uuid[]) AS named (key, kind, address, position, id)
       JOIN user_account u ON u.key = named.key
     WHERE NOT EXISTS (
       SELECT FROM contact_method m
       WHERE m.user_id = u.id AND m.kind = named.kind AND m.address = named.address AND m.removed_at IS NULL)`,
    [...lists, named.map(({ kind }) => places[kind]), named.map(() => randomUUID()), tx.now],
  );
}

function method<K extends MethodKind & keyof typeof places>(key: string, kind: K, address: string) {
  return { key, kind, address };
}
