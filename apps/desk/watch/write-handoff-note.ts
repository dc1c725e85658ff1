import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { HandoffNote, newHandoffNote } from '#contracts';
import { everyParty } from '#domain';
import { recordWatchChange } from '#service';
import { Database } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';

/** What somebody on duty writes for whoever comes next. The latest counts; the ones before stay as they were written. */
@Injectable()
export class WriteHandoffNote {
  constructor(@Inject(Database) private readonly database: Database) {}

  async write(person: Person, { schedule, text }: z.output<typeof newHandoffNote>): Promise<HandoffNote> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const [row] = await tx.query<{ key: string }>('SELECT key FROM schedule WHERE id = $1', [schedule]);
      if (row === undefined) throw notFound();
      const id = randomUUID();
      await tx.query(
        'INSERT INTO handoff_note (id, schedule_id, author_id, text, written_at) VALUES ($1, $2, $3, $4, $5)',
        [id, schedule, person.id, text, tx.now],
      );
      // What it says may be about a party: the record of the watch tells only that it was written.
      await recordWatchChange(tx, {
        actor: `user:${person.id}`,
        kind: 'handoff.noted',
        subject: row.key,
        data: { id },
      });
      return { schedule, text, at: tx.now.toISOString() };
    });
  }
}
