import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { IncidentList } from '#contracts';
import { ProblemError } from '#service';
import { Database } from '#store';
import { type IncidentRecord, isOpen, queueOrder, selectIncidents, toIncidentRow } from './incident-row.js';
import type { Person } from './person.js';

export const incidentQuery = z.object({
  state: z.enum(['open', 'all']).default('open'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});

/** The sort key of the last row of a page: rank, acknowledged, what the score lacks of 100, opened, id. */
const position = z.tuple([
  z.int().min(0).max(9),
  z.boolean(),
  z.int().min(0).max(100),
  z.iso.datetime().startsWith('2'),
  z.uuid(),
]);

/** The triage queue: most severe first, then what nobody has taken, then by score, then what waits longest. */
@Injectable()
export class ListIncidents {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(person: Person, { state, limit, cursor }: z.output<typeof incidentQuery>): Promise<IncidentList> {
    const after = cursor === undefined ? null : decode(cursor);
    const conditions = [
      ...(state === 'open' ? [isOpen] : []),
      ...(after === null
        ? []
        : [`(${queueOrder}) > ($3::smallint, $4::boolean, $5::smallint, $6::timestamptz, $7::uuid)`]),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = await this.database.transactionFor(person.scope, (tx) =>
      tx.query<IncidentRecord>(selectIncidents(`${where} ORDER BY ${queueOrder} LIMIT $2`), [
        person.language,
        // One more than asked for tells whether there is a next page.
        limit + 1,
        ...(after ?? []),
      ]),
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map(toIncidentRow), nextCursor: last === undefined ? null : encode(last) };
  }
}

function encode(row: IncidentRecord): string {
  const key: z.output<typeof position> = [
    row.severity_rank,
    row.acknowledged_at !== null,
    row.score_lacks,
    row.opened_exact,
    row.id,
  ];
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decode(cursor: string): z.output<typeof position> {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new ProblemError(422, 'invalid-cursor', {
      en: 'This cursor is none of ours. Begin again without one.',
      fr: 'Ce curseur ne vient pas de nous. Recommencez sans curseur.',
    });
  }
}
