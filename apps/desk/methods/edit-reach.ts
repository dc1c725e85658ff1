import { Inject, Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { ReachView, reachOrder, reachQuietHours, reachRules } from '#contracts';
import { everyParty } from '#domain';
import { ProblemError, recordWatchChange } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { readReach } from './reach-view.js';

/** When a person's ways are tried: in which order, after how long for which severity, and not while they sleep. */
@Injectable()
export class EditReach {
  constructor(@Inject(Database) private readonly database: Database) {}

  async show(person: Person): Promise<ReachView> {
    return this.database.transactionFor(everyParty, (tx) => readReach(tx, person.id));
  }

  /** None: the usual rules. */
  async setRules(person: Person, { rules }: z.output<typeof reachRules>): Promise<ReachView> {
    return this.change(person, 'reach.rules', { rules }, async (tx) => {
      await requireOwn(
        tx,
        person,
        rules.map(({ methodId }) => methodId),
      );
      await tx.query('DELETE FROM notification_rule WHERE user_id = $1', [person.id]);
      await tx.query(
        `INSERT INTO notification_rule (user_id, severity, method_id, after_minutes)
         SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::int[]) ON CONFLICT DO NOTHING`,
        [
          person.id,
          rules.map(({ severity }) => severity),
          rules.map(({ methodId }) => methodId),
          rules.map(({ afterMinutes }) => afterMinutes),
        ],
      );
    });
  }

  async setOrder(person: Person, { methods }: z.output<typeof reachOrder>): Promise<ReachView> {
    return this.change(person, 'reach.order', { methods }, async (tx) => {
      await requireOwn(tx, person, methods);
      await tx.query(
        `UPDATE contact_method m SET position = wanted.place FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)
         WHERE m.id = wanted.id AND m.user_id = $1`,
        [person.id, methods],
      );
    });
  }

  async setQuietHours(person: Person, { quietHours }: z.output<typeof reachQuietHours>): Promise<ReachView> {
    if (quietHours !== null && !isZone(quietHours.zone)) throw unknownZone();
    return this.change(person, 'reach.quiet-hours', { quietHours }, async (tx) => {
      await tx.query('DELETE FROM quiet_hours WHERE user_id = $1', [person.id]);
      if (quietHours === null) return;
      const { from, until, zone } = quietHours;
      await tx.query('INSERT INTO quiet_hours (user_id, from_time, until_time, zone) VALUES ($1, $2, $3, $4)', [
        person.id,
        from,
        until,
        zone,
      ]);
    });
  }

  private async change(
    person: Person,
    kind: string,
    data: Readonly<Record<string, unknown>>,
    make: (tx: Tx) => Promise<void>,
  ): Promise<ReachView> {
    return this.database.transactionFor(everyParty, async (tx) => {
      // Two edits of one person happen one after the other.
      await tx.query('SELECT 1 FROM contact_method WHERE user_id = $1 ORDER BY id FOR NO KEY UPDATE', [person.id]);
      await make(tx);
      await recordWatchChange(tx, { actor: `user:${person.id}`, kind, subject: person.signIn, data });
      return readReach(tx, person.id);
    });
  }
}

async function requireOwn(tx: Tx, person: Person, ids: readonly string[]): Promise<void> {
  const own = await tx.query<{ id: string }>(
    'SELECT id FROM contact_method WHERE user_id = $1 AND removed_at IS NULL',
    [person.id],
  );
  const known = new Set(own.map(({ id }) => id));
  if (ids.every((id) => known.has(id))) return;
  throw new ProblemError(422, 'unknown-method', {
    en: 'Name your own ways to be paged.',
    fr: 'Indiquez vos propres moyens d’alerte.',
  });
}

function isZone(zone: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function unknownZone(): ProblemError {
  const detail = { en: 'A zone such as America/Toronto.', fr: 'Un fuseau comme America/Toronto.' };
  return new ProblemError(
    422,
    'invalid',
    { en: 'Correct what is named and send it again.', fr: 'Corrigez ce qui est nommé et renvoyez la demande.' },
    [{ pointer: '/quietHours/zone', detail }],
  );
}
