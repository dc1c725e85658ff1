import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { editSchedule, newSchedule } from '#contracts';
import { everyParty } from '#domain';
import { lockWatch, ProblemError, recordWatchChange } from '#service';
import { Database } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { checkLayers } from './check-layers.js';
import { Members } from './members.js';

/** Makes schedules and changes their layers. Of two edits of one version the second is told that there was a first. */
@Injectable()
export class EditSchedule {
  constructor(@Inject(Database) private readonly database: Database) {}

  async add(person: Person, draft: z.output<typeof newSchedule>): Promise<string> {
    const { key, name, zone, layers } = draft;
    return this.database.transactionFor(everyParty, async (tx) => {
      checkLayers(draft, await Members.read(tx));
      const id = randomUUID();
      const [made] = await tx.query(
        `INSERT INTO schedule (id, key, name, zone, definition, version, changed_at, changed_by)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $7) ON CONFLICT (key) DO NOTHING RETURNING id`,
        [id, key, name, zone, JSON.stringify({ layers }), tx.now, `user:${person.id}`],
      );
      if (made === undefined) throw keyTaken();
      const actor = `user:${person.id}` as const;
      await recordWatchChange(tx, { actor, kind: 'schedule.added', subject: key, data: { layers } });
      return id;
    });
  }

  async edit(person: Person, id: string, draft: z.output<typeof editSchedule>): Promise<void> {
    const { name, zone, layers, version } = draft;
    await this.database.transactionFor(everyParty, async (tx) => {
      checkLayers(draft, await Members.read(tx));
      await lockWatch(tx);
      const [before] = await tx.query<{ key: string; version: number; definition: unknown }>(
        'SELECT key, version, definition FROM schedule WHERE id = $1 FOR NO KEY UPDATE',
        [id],
      );
      if (before === undefined) throw notFound();
      if (before.version !== version) throw changedMeanwhile();
      const actor = `user:${person.id}` as const;
      await tx.query(
        `UPDATE schedule SET name = $2, zone = $3, definition = $4, version = version + 1, changed_at = $5, changed_by = $6
         WHERE id = $1`,
        [id, name, zone, JSON.stringify({ layers }), tx.now, actor],
      );
      await recordWatchChange(tx, {
        actor,
        kind: 'schedule.edited',
        subject: before.key,
        data: { version: version + 1, before: before.definition, after: { layers } },
      });
    });
  }
}

function changedMeanwhile(): ProblemError {
  return new ProblemError(409, 'changed-meanwhile', {
    en: 'Somebody has changed this schedule since you opened it. Look at it again, then make your change.',
    fr: 'Quelqu’un a modifié cet horaire depuis que vous l’avez ouvert. Revoyez-le, puis faites votre modification.',
  });
}

function keyTaken(): ProblemError {
  return new ProblemError(409, 'key-taken', {
    en: 'Another schedule has this key.',
    fr: 'Un autre horaire porte cette clé.',
  });
}
