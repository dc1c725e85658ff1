import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { WatchChanges } from '#contracts';
import { everyParty } from '#domain';
import { Database, type WatchChange } from '#store';
import { Members } from './members.js';

export const changesQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

const pageSize = 50;

/** Who changed what about the watch, the latest first. */
@Injectable()
export class ListWatchChanges {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list({ cursor }: z.output<typeof changesQuery>): Promise<WatchChanges> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const [members, rows] = await Promise.all([
        Members.read(tx),
        tx.query<WatchChange>(
          `SELECT position, id, at, actor, kind, subject, data FROM watch_change
           WHERE position < $1 ORDER BY position DESC LIMIT ${pageSize + 1}`,
          [cursor ?? '9223372036854775807'],
        ),
      ]);
      const items = rows.slice(0, pageSize);
      return {
        items: items.map(({ id, at, actor, kind, subject, data }) => ({
          id,
          at: at.toISOString(),
          by: members.actor(actor),
          kind,
          subject,
          data,
        })),
        nextCursor: rows.length > pageSize ? (items.at(-1)?.position ?? null) : null,
      };
    });
  }
}
