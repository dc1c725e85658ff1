import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { AbsenceView, newAbsence } from '#contracts';
import { everyParty, may } from '#domain';
import { ProblemError, recordWatchChange } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { Members } from './members.js';
import { readAbsences } from './watch-view.js';

/** Leave: a responder asks for their own, a manager grants it, or enters anybody's. Only what is granted changes the watch. */
@Injectable()
export class AskAbsence {
  constructor(@Inject(Database) private readonly database: Database) {}

  async ask(person: Person, draft: z.output<typeof newAbsence>): Promise<AbsenceView> {
    const { id = randomUUID(), person: key = person.signIn, from, to, reason } = draft;
    const grants = may(person.role, 'roster.edit');
    if (key !== person.signIn && !grants) throw notYours();
    return this.database.transactionFor(everyParty, async (tx) => {
      const member = (await Members.read(tx)).onWatch(key);
      if (member === null) throw notFound();
      const made = await tx.query(
        `INSERT INTO absence (id, user_id, from_at, to_at, reason, state, created_at, created_by, settled_at, settled_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [
          id,
          member.id,
          from,
          to,
          reason,
          grants ? 'granted' : 'requested',
          tx.now,
          `user:${person.id}`,
          grants ? tx.now : null,
          grants ? `user:${person.id}` : null,
        ],
      );
      if (made.length > 0) {
        await this.record(tx, person, grants ? 'absence.granted' : 'absence.requested', key, { id, from, to });
      }
      return readOne(tx, id);
    });
  }

  /** What a manager decides about a request. Deciding the same again changes nothing. */
  async settle(person: Person, id: string, grant: boolean): Promise<AbsenceView> {
    return this.move(person, id, ['requested'], grant ? 'granted' : 'refused');
  }

  /** Takes back a request or ends a leave; a responder their own. */
  async remove(person: Person, id: string): Promise<AbsenceView> {
    return this.move(person, id, ['requested', 'granted'], 'removed');
  }

  private async move(
    person: Person,
    id: string,
    from: readonly AbsenceView['state'][],
    to: AbsenceView['state'],
  ): Promise<AbsenceView> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const [row] = await tx.query<{ user_id: string; state: AbsenceView['state']; key: string }>(
        `SELECT a.user_id, a.state, (SELECT key FROM user_account WHERE id = a.user_id) AS key
         FROM absence a WHERE a.id = $1 FOR NO KEY UPDATE`,
        [id],
      );
      if (row === undefined) throw notFound();
      if (row.user_id !== person.id && !may(person.role, 'roster.edit')) throw notYours();
      if (row.state === to) return readOne(tx, id);
      if (!from.includes(row.state)) throw settledOtherwise();
      await tx.query('UPDATE absence SET state = $2, settled_at = $3, settled_by = $4 WHERE id = $1', [
        id,
        to,
        tx.now,
        `user:${person.id}`,
      ]);
      await this.record(tx, person, `absence.${to}`, row.key, { id });
      return readOne(tx, id);
    });
  }

  private async record(tx: Tx, person: Person, kind: string, subject: string, data: Readonly<Record<string, unknown>>) {
    await recordWatchChange(tx, { actor: `user:${person.id}`, kind, subject, data });
  }
}

async function readOne(tx: Tx, id: string): Promise<AbsenceView> {
  const [view] = await readAbsences(tx, await Members.read(tx), { id });
  if (view === undefined) throw notFound();
  return view;
}

function notYours(): ProblemError {
  return new ProblemError(403, 'not-yours', {
    en: 'Only a manager changes the time of somebody else.',
    fr: 'Seule une personne gestionnaire modifie le temps d’une autre.',
  });
}

function settledOtherwise(): ProblemError {
  return new ProblemError(409, 'settled-already', {
    en: 'This absence was decided already.',
    fr: 'Cette absence a déjà été tranchée.',
  });
}
