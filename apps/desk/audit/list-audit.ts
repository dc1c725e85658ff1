import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { AuditPage, auditQuery } from '#contracts';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';

const pageSize = 100;

type Area = AuditPage['items'][number]['area'];

/** The three append-only records, in the order in which entries of one instant are told. */
const records = [
  {
    area: 'accounts',
    rows: `SELECT seq::bigint AS seq, at, actor, kind, subject, data FROM audit_record r`,
    place: 'r.seq',
  },
  {
    area: 'watch',
    rows: `SELECT position AS seq, at, actor, kind, subject, data FROM watch_change r`,
    place: 'r.position',
  },
  {
    area: 'directory',
    rows: `SELECT position AS seq, at, actor, action AS kind, coalesce(contact_id, party_id)::text AS subject, data FROM directory_change r`,
    place: 'r.position',
  },
] as const satisfies readonly { readonly area: Area; readonly rows: string; readonly place: string }[];

interface Row {
  readonly area: Area;
  readonly seq: string;
  readonly at: Date;
  readonly actor: string;
  readonly kind: string;
  readonly subject: string;
  readonly data: Record<string, unknown>;
}

/** What people did to the hotline itself, from its three records as one, page by page: the cost of a page does not grow with them. */
@Injectable()
export class ListAudit {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(person: Person, query: z.output<typeof auditQuery>): Promise<AuditPage> {
    return this.database.transactionFor(person.scope, async (tx) => {
      const rows = await readRows(tx, query);
      const items = rows.slice(0, pageSize);
      const names = await readNames(tx, items, person.language);
      const last = items.at(-1);
      return {
        items: items.map(({ at, ...row }) => ({
          ...row,
          at: at.toISOString(),
          actorName: names.get(row.actor.replace(/^user:/, '')) ?? row.actor,
          subjectName: names.get(row.subject) ?? row.subject,
        })),
        nextCursor:
          rows.length > pageSize && last !== undefined ? `${last.at.toISOString()}_${last.area}_${last.seq}` : null,
      };
    });
  }
}

async function readRows(
  tx: Tx,
  { area, actor, since, until, cursor }: z.output<typeof auditQuery>,
): Promise<readonly Row[]> {
  const [before = null, from = null, seq = null] = cursor?.split('_') ?? [];
  const place = records.findIndex((record) => record.area === from);
  const parts = records.flatMap((record, index) => {
    if (area !== undefined && area !== record.area) return [];
    // Of what happened in the cursor's instant, the rest of its own record and the records after it.
    const rest = index === place ? `${record.place} < $5::bigint` : String(index > place);
    return [
      `(SELECT '${record.area}' AS area, ${index} AS rank, x.* FROM (${record.rows}
        WHERE ($1::text IS NULL OR r.actor = $1) AND ($2::timestamptz IS NULL OR r.at >= $2) AND ($3::timestamptz IS NULL OR r.at < $3)
          AND ($4::timestamptz IS NULL OR r.at < $4 OR (r.at = $4 AND ${rest}))
        ORDER BY r.at DESC, ${record.place} DESC LIMIT ${pageSize + 1}) x)`,
    ];
  });
  return tx.query<Row>(
    `SELECT area, seq, at, actor, kind, subject, data FROM (${parts.join(' UNION ALL ')}) all_records
     WHERE $5::bigint IS NULL OR true ORDER BY at DESC, rank, seq DESC LIMIT ${pageSize + 1}`,
    [actor === undefined ? null : `user:${actor}`, since ?? null, until ?? null, before, seq],
  );
}

/** People, parties and contacts by their ids, in one statement. */
async function readNames(tx: Tx, rows: readonly Row[], language: 'en' | 'fr'): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ actor, subject }) => [actor.replace(/^user:/, ''), subject]);
  const known = [...new Set(ids.filter((id) => /^[0-9a-f-]{36}$/.test(id)))];
  const found = await tx.query<{ id: string; name: string }>(
    `SELECT id::text, name FROM user_account WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, CASE WHEN $2 = 'fr' THEN name_fr ELSE name_en END FROM party WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, name FROM contact WHERE id = ANY($1::uuid[])`,
    [known, language],
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}
