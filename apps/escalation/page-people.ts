import { randomInt, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type PageReason, pageCodes, type Severity } from '#domain';
import { Metrics } from '#service';
import type { Tx } from '#store';
import type { Reachable } from './duty-watch.js';

export interface PageRequest {
  readonly incidentId: string;
  readonly severity: Severity;
  readonly people: readonly Reachable[];
  readonly step: number;
  readonly round: number;
  readonly because: PageReason;
}

/** Opens a page for each person whom a step wakes, with a code to answer it by. */
@Injectable()
export class PagePeople {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  async page(tx: Tx, { incidentId, severity, people, step, round, because }: PageRequest): Promise<void> {
    for (const person of people) {
      const id = await openPage(tx, incidentId, person, { step, round });
      tx.append({
        subject: 'incident',
        id: incidentId,
        actor: 'service:escalation',
        type: 'page.requested',
        data: { pageId: id, userId: person.id, name: person.name, step, round, ...(because !== 'step' && { because }) },
      });
      tx.emit('page.requested', { pageId: id, incidentId, userId: person.id });
      this.metrics.pagesRequested.inc({ severity });
    }
  }
}

/** Somebody who is woken again for the same incident keeps the code that is already on their phone. */
async function openPage(
  tx: Tx,
  incidentId: string,
  person: Reachable,
  { step, round }: Pick<PageRequest, 'step' | 'round'>,
): Promise<string> {
  const id = randomUUID();
  const [earlier] = await tx.query<{ code: string }>(
    `UPDATE page SET state = 'superseded', settled_at = $3
     WHERE incident_id = $1 AND user_id = $2 AND state IN ('open', 'snoozed') RETURNING code`,
    [incidentId, person.id, tx.now],
  );
  for (;;) {
    const codes = earlier === undefined ? pageCodes(randomInt) : [earlier.code];
    // No two open pages share a code: where another transaction was quicker, another is taken. Nobody waits in line.
    const [opened] = await tx.query<{ id: string }>(
      `INSERT INTO page (id, incident_id, user_id, step, round, code, state, requested_at)
       SELECT $1, $2, $3, $4, $5, code, 'open', $7 FROM unnest($6::text[]) WITH ORDINALITY AS candidate (code, place)
       WHERE NOT EXISTS (SELECT FROM page p WHERE p.code = candidate.code AND p.state IN ('open', 'snoozed'))
       ORDER BY place LIMIT 1
       ON CONFLICT (code) WHERE state IN ('open', 'snoozed') DO NOTHING RETURNING id`,
      [id, incidentId, person.id, step, round, codes, tx.now],
    );
    if (opened !== undefined) return id;
  }
}
