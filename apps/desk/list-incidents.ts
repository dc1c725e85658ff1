import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { IncidentList, queueQuery } from '#contracts';
import { ProblemError } from '#service';
import { Database } from '#store';
import { type IncidentRecord, queueOrder, selectIncidents, toIncidentRow } from './incident-row.js';
import type { Person } from './person.js';
import { narrowQueue } from './queue/narrow-queue.js';

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

  async list(person: Person, { limit, cursor, ids, ...filter }: z.output<typeof queueQuery>): Promise<IncidentList> {
    const after = cursor === undefined ? null : decode(cursor);
    const rows = await this.database.transactionFor(person.scope, (tx) => {
      // One more than asked for tells whether there is a next page.
      const page = [person.language, limit + 1, ...(after ?? []), ...(ids === undefined ? [] : [ids])];
      const { conditions, parameters } = narrowQueue(filter, person, tx.now, page.length);
      const all = [
        ...(after === null
          ? []
          : [`(${queueOrder}) > ($3::smallint, $4::boolean, $5::smallint, $6::timestamptz, $7::uuid)`]),
        ...(ids === undefined ? [] : [`i.id = ANY($${page.length}::uuid[])`]),
        ...conditions,
      ];
      const where = all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`;
      return tx.query<IncidentRecord>(selectIncidents(`${where} ORDER BY ${queueOrder} LIMIT $2`), [
        ...page,
        ...parameters,
      ]);
    });
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
