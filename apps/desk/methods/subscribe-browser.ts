import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { pushSubscription, ReachView } from '#contracts';
import { publicUrl } from '#courier';
import { everyParty, mask } from '#domain';
import { ProblemError, recordWatchChange, Settings } from '#service';
import { Database } from '#store';
import type { Person } from '../person.js';
import { readReach } from './reach-view.js';

/** One for each of a person's browsers; more than anybody has. */
const mostBrowsers = 5;

/** Pages go to a browser that its person has allowed to be woken: having asked in it is proof that it is theirs. */
@Injectable()
export class SubscribeBrowser {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** The same browser again keeps its place and gets its new keys; one that had been called gone counts again. */
  async subscribe(person: Person, { endpoint, keys }: z.output<typeof pushSubscription>): Promise<ReachView> {
    const allowsLoopback = this.settings.config.environment.twilio.baseUrl === null;
    if (publicUrl(endpoint, { allowsLoopback }) === null) throw notAPushService();
    return this.database.transactionFor(everyParty, async (tx) => {
      const own = await tx.query<{ id: string; user_id: string; address: string }>(
        `SELECT id, user_id, address FROM contact_method WHERE kind = 'push' AND removed_at IS NULL AND (user_id = $1 OR address = $2)
         ORDER BY id FOR NO KEY UPDATE`,
        [person.id, endpoint],
      );
      const known = own.find(({ address, user_id: userId }) => address === endpoint && userId === person.id);
      // A browser that two people share belongs to whoever asked last.
      await tx.query(
        `UPDATE contact_method SET removed_at = $3 WHERE kind = 'push' AND address = $1 AND user_id <> $2 AND removed_at IS NULL`,
        [endpoint, person.id, tx.now],
      );
      if (known !== undefined) {
        await tx.query('UPDATE contact_method SET keys = $2, bad_since = NULL, bad_reason = NULL WHERE id = $1', [
          known.id,
          keys,
        ]);
        return readReach(tx, person.id);
      }
      if (own.filter(({ user_id: userId }) => userId === person.id).length >= mostBrowsers) throw tooMany();
      const id = randomUUID();
      await tx.query(
        `INSERT INTO contact_method (id, user_id, kind, address, keys, verified_at, verified_by, position, created_at)
         VALUES ($1, $2, 'push', $3, $4, $5, 'browser', 0, $5)`,
        [id, person.id, endpoint, keys, tx.now],
      );
      const data = { id, kind: 'push', to: mask(endpoint) };
      await recordWatchChange(tx, { actor: `user:${person.id}`, kind: 'method.added', subject: person.signIn, data });
      return readReach(tx, person.id);
    });
  }
}

function notAPushService(): ProblemError {
  return new ProblemError(422, 'invalid', {
    en: 'This browser’s push service cannot be used.',
    fr: 'Le service de notification de ce navigateur ne peut pas être utilisé.',
  });
}

function tooMany(): ProblemError {
  return new ProblemError(409, 'too-many-methods', {
    en: 'Remove a browser first: there are enough.',
    fr: 'Retirez d’abord un navigateur\u00A0: il y en a assez.',
  });
}
