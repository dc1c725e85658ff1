import { everyParty, normalizeAddress, type Role } from '#domain';
import { type Bilingual, ProblemError } from '#service';
import type { Database, Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';

/** As the start does when it reads the roster file. */
const accountsLock = 814_204;

export interface Account {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  readonly phone: string | null;
}

/** Runs one change of accounts; they happen one after the other, so that what was checked still holds when it is written. */
export async function keepAccounts<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.transactionFor(everyParty, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [accountsLock]);
    return work(tx);
  });
}

export async function findAccount(tx: Tx, id: string): Promise<Account> {
  const [account] = await tx.query<Account>(
    'SELECT id, key, name, role, active, phone FROM user_account WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (account === undefined) throw notFound();
  return account;
}

/** Whether nobody could keep accounts any more without this one. */
export async function isLastAdmin(tx: Tx, { id, role, active }: Account): Promise<boolean> {
  if (role !== 'admin' || !active) return false;
  const others = await tx.query(`SELECT 1 FROM user_account WHERE role = 'admin' AND active AND id <> $1 LIMIT 1`, [
    id,
  ]);
  return others.length === 0;
}

export async function refuseLastAdmin(tx: Tx, account: Account): Promise<void> {
  if (!(await isLastAdmin(tx, account))) return;
  throw new ProblemError(409, 'last-admin', {
    en: 'This is the last administrator: nobody could keep accounts any more. Make somebody else one first.',
    fr: 'C’est la dernière personne à administrer les comptes. Donnez d’abord ce rôle à quelqu’un d’autre.',
  });
}

export function refuseOwn(person: Person, id: string): void {
  if (person.id !== id) return;
  throw new ProblemError(409, 'own-account', {
    en: 'This is your own account: another administrator has to do it.',
    fr: 'C’est votre propre compte\u00A0: quelqu’un d’autre doit s’en charger.',
  });
}

/** The number as it is kept; null for none. */
export function spellPhone(text: string | null): string | null {
  if (text === null) return null;
  const phone = normalizeAddress(text);
  if (/^\+[1-9]\d{6,14}$/.test(phone)) return phone;
  throw unusable('phone', {
    en: 'Write the number with its area code, such as 613-555-0123 or +44 20 7946 0018.',
    fr: 'Écrivez le numéro avec son indicatif régional, par exemple 613-555-0123 ou +44 20 7946 0018.',
  });
}

/** A telephone rings with one person: what is texted from it speaks for them. */
export async function refuseTakenPhone(tx: Tx, phone: string | null, id: string | null): Promise<void> {
  const holders = await tx.query(
    'SELECT 1 FROM user_account WHERE active AND phone = $1 AND ($2::uuid IS NULL OR id <> $2) LIMIT 1',
    [phone, id],
  );
  if (holders.length === 0) return;
  throw new ProblemError(409, 'phone-taken', {
    en: 'Somebody else has this telephone number.',
    fr: 'Une autre personne a ce numéro de téléphone.',
  });
}

export function unusable(field: string, detail: Bilingual): ProblemError {
  return new ProblemError(422, 'invalid', detail, [{ pointer: `/${field}`, detail }]);
}
