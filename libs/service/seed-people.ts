import { randomUUID } from 'node:crypto';
import type { Config, PersonSettings } from '#config';
import { recordAudit, sha256, type Tx } from '#store';
import { hashPassword, makePassword } from './password.js';

const actor = 'service:roster';

interface Known {
  readonly id: string;
  readonly file_hash: string | null;
}

/**
 * Makes an account for each person whose key is new, and brings one to what the roster file says of it when its part of the
 * file has changed since it was last applied. What the console changed stays otherwise. An account that the file named and no
 * longer names has ended; one that was made, or ended, in the console is none of the file's business until the file names it
 * anew. Resolves to the passwords that were made, by key.
 */
export async function seedPeople(tx: Tx, { roster: { people } }: Pick<Config, 'roster'>): Promise<Map<string, string>> {
  const passwords = new Map<string, string>();
  await endUnnamed(
    tx,
    people.map(({ key }) => key),
  );
  const known = new Map(
    (
      await tx.query<Known & { key: string }>('SELECT id, key, file_hash FROM user_account WHERE key = ANY($1)', [
        people.map(({ key }) => key),
      ])
    ).map((row) => [row.key, row]),
  );
  for (const person of people) {
    const hash = sha256(JSON.stringify(person));
    const row = known.get(person.key);
    if (row?.file_hash === hash) continue;
    if (row === undefined) passwords.set(person.key, await addPerson(tx, person, hash));
    else await applyFile(tx, row, person, hash);
  }
  return passwords;
}

async function endUnnamed(tx: Tx, keys: readonly string[]): Promise<void> {
  const dropped = await tx.query<{ id: string; active: boolean }>(
    'SELECT id, active FROM user_account WHERE file_hash IS NOT NULL AND NOT key = ANY($1)',
    [keys],
  );
  if (dropped.length === 0) return;
  await tx.query('UPDATE user_account SET active = false, file_hash = NULL WHERE id = ANY($1)', [
    dropped.map(({ id }) => id),
  ]);
  for (const { id, active } of dropped) {
    if (active) await recordAudit(tx, { actor, kind: 'user.ended', subject: id });
  }
}

/** A number rings with one person: the file has given it to this one. */
async function freePhone(tx: Tx, { phone }: PersonSettings, id: string): Promise<void> {
  const freed = await tx.query<{ id: string }>(
    'UPDATE user_account SET phone = NULL WHERE active AND phone = $1 AND id <> $2 RETURNING id',
    [phone ?? null, id],
  );
  for (const other of freed) {
    await recordAudit(tx, { actor, kind: 'user.edited', subject: other.id, data: { phone: 'given-to-another' } });
  }
}

async function addPerson(tx: Tx, person: PersonSettings, hash: string): Promise<string> {
  const password = makePassword();
  const id = randomUUID();
  await freePhone(tx, person, id);
  await tx.query(
    `INSERT INTO user_account (id, key, name, role, party_id, language, phone, email, password_hash, file_hash, created_at)
     VALUES ($1, $2, $3, $4, (SELECT id FROM party WHERE key = $5), $6, $7, $8, $9, $10, $11)`,
    [id, person.key, ...fieldsOf(person), await hashPassword(password, 'made'), hash, tx.now],
  );
  await recordAudit(tx, { actor, kind: 'user.added', subject: id, data: { signIn: person.key, role: person.role } });
  return password;
}

async function applyFile(
  tx: Tx,
  { id, file_hash: before }: Known,
  person: PersonSettings,
  hash: string,
): Promise<void> {
  await freePhone(tx, person, id);
  // Named anew: whoever wrote it there wants them back. Whom the console ended while the file named them stays out.
  await tx.query(
    `UPDATE user_account SET name = $2, role = $3, party_id = (SELECT id FROM party WHERE key = $4), language = $5, phone = $6,
       email = $7, file_hash = $8, active = active OR $9 WHERE id = $1`,
    [id, ...fieldsOf(person), hash, before === null],
  );
  if (before !== '') await recordAudit(tx, { actor, kind: 'user.edited', subject: id, data: { role: person.role } });
}

function fieldsOf({ name, role, party, language, phone, email }: PersonSettings): readonly unknown[] {
  return [name, role, party ?? null, language, phone ?? null, email ?? null];
}
