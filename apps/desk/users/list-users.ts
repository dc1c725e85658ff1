import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { UserList, UserRow } from '#contracts';
import { everyParty } from '#domain';
import { Database } from '#store';
import type { Person } from '../person.js';
import { readUsers } from './user-rows.js';

export const usersQuery = z.object({
  q: z.string().max(100).default(''),
  cursor: z.string().max(600).optional(),
});

const pageSize = 100;
const cursorShape = z.tuple([z.boolean(), z.string(), z.uuid()]);

/** Everybody who has or had an account, a page at a time. */
@Injectable()
export class ListUsers {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list({ language }: Person, { q, cursor }: z.output<typeof usersQuery>): Promise<UserList> {
    const after = readCursor(cursor);
    const pattern = `%${q.trim().replace(/[\\%_]/g, String.raw`\$&`)}%`;
    const rows = await this.database.transactionFor(everyParty, (tx) =>
      readUsers(
        tx,
        language,
        `(u.name ILIKE $3 OR u.key ILIKE $3)
         AND ($4::boolean IS NULL OR (NOT u.active, lower(u.name), u.id) > ($4, $5, $6::uuid))
         ORDER BY NOT u.active, lower(u.name), u.id LIMIT ${pageSize + 1}`,
        [pattern, ...(after ?? [null, null, null])],
      ),
    );
    const items = rows.slice(0, pageSize);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > pageSize && last !== undefined ? writeCursor(last) : null };
  }
}

function writeCursor({ active, name, id }: UserRow): string {
  return Buffer.from(JSON.stringify([!active, name.toLowerCase(), id])).toString('base64url');
}

/** A cursor that is none of ours starts at the beginning. */
function readCursor(text: string | undefined): z.output<typeof cursorShape> | null {
  if (text === undefined) return null;
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
