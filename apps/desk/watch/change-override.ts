import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { newOverride, newTemporary } from '#contracts';
import { everyParty } from '#domain';
import { ProblemError, recordWatchChange } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { unknownPerson } from './check-layers.js';
import { Members } from './members.js';

type Kind = 'override' | 'temporary';

/** Puts changes on top of a schedule's layers, and takes them off again. Nothing is deleted: what was removed stays in the record. */
@Injectable()
export class ChangeOverride {
  constructor(@Inject(Database) private readonly database: Database) {}

  async add(person: Person, scheduleId: string, draft: z.output<typeof newOverride>): Promise<void> {
    const { id = randomUUID(), kind, from, to, reason, insteadOf } = draft;
    await this.change(person, scheduleId, 'override.added', async (tx, members) => {
      const who = required(members, draft.person, '/person');
      const replaced = draft.replaces === null ? null : required(members, draft.replaces, '/replaces');
      const made = await tx.query(
        `INSERT INTO schedule_override
           (id, schedule_id, kind, from_at, to_at, person_id, replaces_id, reason, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [id, scheduleId, kind, from, to, who.id, replaced?.id ?? null, reason, tx.now, `user:${person.id}`],
      );
      if (made.length === 0) return null;
      if (insteadOf !== undefined) await this.takeOff(tx, person, 'override', { id: insteadOf, scheduleId });
      const data = { id, kind, from, to, person: who.key, ...(replaced !== null && { replaces: replaced.key }) };
      return insteadOf === undefined ? data : { ...data, insteadOf };
    });
  }

  async addTemporary(person: Person, scheduleId: string, draft: z.output<typeof newTemporary>): Promise<void> {
    const { id = randomUUID(), from, to, shifts, reason } = draft;
    await this.change(person, scheduleId, 'temporary.added', async (tx, members) => {
      for (const [index, shift] of shifts.entries()) {
        required(members, shift.person, `/shifts/${index}/person`);
        if (shift.from < from || shift.to > to) throw outside(`/shifts/${index}`);
      }
      const made = await tx.query(
        `INSERT INTO schedule_temporary (id, schedule_id, from_at, to_at, shifts, reason, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [id, scheduleId, from, to, JSON.stringify(shifts), reason, tx.now, `user:${person.id}`],
      );
      return made.length === 0 ? null : { id, from, to, shifts };
    });
  }

  /** Answers the schedule that it was on. Removing twice removes once. */
  async remove(person: Person, kind: Kind, id: string): Promise<string> {
    return this.database.transactionFor(everyParty, (tx) => this.takeOff(tx, person, kind, { id }));
  }

  private async takeOff(
    tx: Tx,
    person: Person,
    kind: Kind,
    { id, scheduleId }: { readonly id: string; readonly scheduleId?: string },
  ): Promise<string> {
    const [row] = await tx.query<{ schedule_id: string; key: string }>(
      `SELECT o.schedule_id, s.key FROM schedule_${kind} o JOIN schedule s ON s.id = o.schedule_id WHERE o.id = $1`,
      [id],
    );
    if (row === undefined || (scheduleId !== undefined && row.schedule_id !== scheduleId)) throw notFound();
    const actor = `user:${person.id}` as const;
    const removed = await tx.query(
      `UPDATE schedule_${kind} SET removed_at = $2, removed_by = $3 WHERE id = $1 AND removed_at IS NULL RETURNING id`,
      [id, tx.now, actor],
    );
    if (removed.length > 0) {
      await recordWatchChange(tx, { actor, kind: `${kind}.removed`, subject: row.key, data: { id } });
    }
    return row.schedule_id;
  }

  private async change(
    person: Person,
    scheduleId: string,
    kind: string,
    make: (tx: Tx, members: Members) => Promise<Readonly<Record<string, unknown>> | null>,
  ): Promise<void> {
    await this.database.transactionFor(everyParty, async (tx) => {
      const [schedule] = await tx.query<{ key: string }>('SELECT key FROM schedule WHERE id = $1', [scheduleId]);
      if (schedule === undefined) throw notFound();
      const data = await make(tx, await Members.read(tx));
      if (data === null) return;
      await recordWatchChange(tx, { actor: `user:${person.id}`, kind, subject: schedule.key, data });
    });
  }
}

function required(members: Members, key: string, pointer: string): { readonly id: string; readonly key: string } {
  const member = members.onWatch(key);
  if (member === null) throw refuse([{ pointer, detail: unknownPerson }]);
  return member;
}

function outside(pointer: string): ProblemError {
  const detail = {
    en: 'A shift within the time of the temporary schedule.',
    fr: 'Un quart compris dans la période de l’horaire temporaire.',
  };
  return refuse([{ pointer, detail }]);
}

function refuse(errors: ConstructorParameters<typeof ProblemError>[3]): ProblemError {
  return new ProblemError(
    422,
    'invalid',
    { en: 'Correct what is named and send it again.', fr: 'Corrigez ce qui est nommé et renvoyez la demande.' },
    errors,
  );
}
