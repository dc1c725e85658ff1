import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { newMethod, ReachView } from '#contracts';
import { codeLifetimeMinutes, everyParty, mask, mayRequestCode, normalizeAddress } from '#domain';
import { type Bilingual, enterMethodCode, ProblemError, recordWatchChange, Secrets } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { readReach } from './reach-view.js';

/** More ways than anybody has phones. */
const mostMethods = 12;

interface MethodRow {
  readonly id: string;
  readonly kind: string;
  readonly address: string;
  readonly is_sound: boolean;
}

/** Adds a way to be paged, makes sure that it is its person's, and takes one away. */
@Injectable()
export class ChangeMethod {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Adding the same one twice adds one; a code goes there at once. */
  async add(person: Person, { kind, address: written }: z.output<typeof newMethod>): Promise<ReachView> {
    const address = normalizeAddress(written);
    if (!fits(kind, address)) throw refuse(422, 'invalid', notAnAddress);
    return this.database.transactionFor(everyParty, async (tx) => {
      const methods = await ownMethods(tx, person);
      const twin = methods.find((method) => method.kind === kind && method.address === address);
      if (twin !== undefined) return readReach(tx, person.id);
      if (methods.length >= mostMethods) throw refuse(409, 'too-many-methods', tooMany);
      const id = randomUUID();
      await tx.query(
        `INSERT INTO contact_method (id, user_id, kind, address, position, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, person.id, kind, address, methods.length + 10, tx.now],
      );
      await record(tx, person, 'method.added', { id, kind, to: mask(address) });
      await askForCode(tx, person, id);
      return readReach(tx, person.id);
    });
  }

  /** Also for one that a carrier has called dead, once it works again. */
  async sendCode(person: Person, methodId: string): Promise<ReachView> {
    return this.database.transactionFor(everyParty, async (tx) => {
      await requireOwn(tx, person, methodId);
      await askForCode(tx, person, methodId);
      return readReach(tx, person.id);
    });
  }

  /** A wrong try is counted, so it is committed before it is refused. */
  async verify(person: Person, methodId: string, typed: string): Promise<ReachView> {
    const answer = await this.database.transactionFor(everyParty, async (tx) => {
      const { kind, address } = await requireOwn(tx, person, methodId);
      const verdict = await enterMethodCode(tx, this.secrets, { methodId, typed });
      if (verdict.outcome !== 'verified') return verdict;
      await record(tx, person, 'method.verified', { id: methodId, kind, to: mask(address) });
      return { outcome: 'verified' as const, view: await readReach(tx, person.id) };
    });
    if ('view' in answer) return answer.view;
    throw refuse(409, `code-${answer.outcome}`, answer.outcome === 'wrong' ? wrong(answer.triesLeft) : askAgain);
  }

  /** The last way that works stays: somebody on the watch can be woken. */
  async remove(person: Person, methodId: string): Promise<ReachView> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const methods = await ownMethods(tx, person);
      const found = methods.find(({ id }) => id === methodId);
      if (found === undefined) throw notFound();
      if (found.is_sound && methods.filter(({ is_sound: isSound }) => isSound).length === 1) {
        throw refuse(409, 'last-method', lastOne);
      }
      await tx.query('DELETE FROM notification_rule WHERE method_id = $1', [methodId]);
      await tx.query('UPDATE contact_method SET removed_at = $2 WHERE id = $1', [methodId, tx.now]);
      await record(tx, person, 'method.removed', { id: methodId, kind: found.kind, to: mask(found.address) });
      return readReach(tx, person.id);
    });
  }
}

async function ownMethods(tx: Tx, person: Person): Promise<readonly MethodRow[]> {
  return tx.query<MethodRow>(
    `SELECT id, kind, address, verified_at IS NOT NULL AND bad_since IS NULL AS is_sound FROM contact_method
     WHERE user_id = $1 AND removed_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
    [person.id],
  );
}

async function requireOwn(tx: Tx, person: Person, methodId: string): Promise<MethodRow> {
  const found = (await ownMethods(tx, person)).find(({ id }) => id === methodId);
  if (found === undefined) throw notFound();
  return found;
}

async function askForCode(tx: Tx, person: Person, methodId: string): Promise<void> {
  // All of one person together: nobody makes the hotline text or ring many numbers.
  const earlier = await tx.query<{ asked_at: Date }>(
    `SELECT c.asked_at FROM method_code c JOIN contact_method m ON m.id = c.method_id
     WHERE m.user_id = $1 AND c.asked_at > $2`,
    [person.id, new Date(tx.now.getTime() - 86_400_000)],
  );
  if (
    !mayRequestCode(
      earlier.map(({ asked_at: at }) => at),
      tx.now,
    )
  )
    throw refuse(429, 'too-many-codes', tooManyCodes);
  await tx.query(`UPDATE method_code SET state = 'superseded' WHERE method_id = $1 AND state = 'open'`, [methodId]);
  const methodCodeId = randomUUID();
  await tx.query(
    `INSERT INTO method_code (id, method_id, state, asked_at, expires_at) VALUES ($1, $2, 'open', $3, $4)`,
    [methodCodeId, methodId, tx.now, new Date(tx.now.getTime() + codeLifetimeMinutes * 60_000)],
  );
  tx.emit('method-code.requested', { methodCodeId });
}

async function record(tx: Tx, person: Person, kind: string, data: Readonly<Record<string, unknown>>): Promise<void> {
  await recordWatchChange(tx, { actor: `user:${person.id}`, kind, subject: person.signIn, data });
}

function fits(kind: z.output<typeof newMethod>['kind'], address: string): boolean {
  return kind === 'email'
    ? /^[^\s@<>,;"\\]{1,64}@[^\s@<>,;"\\]{1,189}$/.test(address)
    : /^\+[1-9]\d{6,14}$/.test(address);
}

function refuse(status: number, code: string, detail: Bilingual): ProblemError {
  return new ProblemError(status, code, detail);
}

const notAnAddress: Bilingual = {
  en: 'Give a phone number in international form (+1 613 555 0123) or an email address.',
  fr: 'Donnez un numéro de téléphone au format international (+1 613 555 0123) ou une adresse de courriel.',
};
const tooMany: Bilingual = {
  en: 'Remove a way to be paged before you add another.',
  fr: 'Retirez un moyen d’alerte avant d’en ajouter un autre.',
};
const tooManyCodes: Bilingual = {
  en: 'Several codes were sent already. Wait an hour, or use the one that you have.',
  fr: 'Plusieurs codes ont déjà été envoyés. Attendez une heure, ou utilisez celui que vous avez.',
};
const lastOne: Bilingual = {
  en: 'This is the last way to wake you that works. Add and verify another one first.',
  fr: 'C’est le dernier moyen de vous réveiller qui fonctionne. Ajoutez-en et vérifiez-en d’abord un autre.',
};
const askAgain: Bilingual = {
  en: 'This code is no longer good. Ask for a new one.',
  fr: 'Ce code n’est plus valable. Demandez-en un nouveau.',
};
const wrong = (triesLeft: number): Bilingual => ({
  en: `This is not the code. Tries left: ${triesLeft}.`,
  fr: `Ce n’est pas le bon code. Essais restants\u00A0: ${triesLeft}.`,
});
