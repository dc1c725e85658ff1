import { Inject, Injectable } from '@nestjs/common';
import { type IncidentStamp, type IncidentState, moveIncident } from '#domain';
import { ProblemError } from '#service';
import { Database, type Tx } from '#store';
import { lockIncident } from './lock-incident.js';
import type { Person } from './person.js';
import { refuseIfChanged } from './refuse-if-changed.js';

const columns: Readonly<Record<IncidentStamp, string>> = {
  triagedAt: 'triaged_at',
  containedAt: 'contained_at',
  recoveringAt: 'recovering_at',
  resolvedAt: 'resolved_at',
  closedAt: 'closed_at',
};

/** Moves an incident to another state, or says why it cannot go there. A reopened one is nobody's again. */
@Injectable()
export class MoveIncident {
  constructor(@Inject(Database) private readonly database: Database) {}

  async move(
    person: Person,
    incidentId: string,
    to: IncidentState,
    reason: string | null,
    seen?: IncidentState,
  ): Promise<void> {
    await this.database.transactionFor(person.scope, (tx) => applyMove(tx, person, incidentId, to, reason, seen));
  }
}

/** The same within a transaction that does more. */
export async function applyMove(
  tx: Tx,
  person: Person,
  incidentId: string,
  to: IncidentState,
  reason: string | null,
  seen?: IncidentState,
): Promise<void> {
  const facts = await lockIncident(tx, incidentId);
  await refuseIfChanged(tx, incidentId, 'state', seen, facts.state);
  const decision = moveIncident(facts, to, reason);
  if (decision.outcome === 'refused') throw new ProblemError(409, decision.code, decision.reason);
  const cleared = [
    ...decision.clears.map((stamp) => columns[stamp]),
    ...(decision.reopened ? ['acknowledged_by', 'acknowledged_at'] : []),
  ];
  await tx.query(
    `UPDATE incident SET state = $2, ${columns[decision.stamp]} = $3, updated_at = $3, version = version + 1
       ${cleared.map((column) => `, ${column} = NULL`).join('')} WHERE id = $1`,
    [incidentId, to, tx.now],
  );
  const { from } = decision;
  const why = reason === null || reason.trim() === '' ? null : reason.trim();
  const entry = { subject: 'incident', id: incidentId, actor: `user:${person.id}` } as const;
  tx.append({ ...entry, type: 'incident.moved', data: { from, to, reason: why } });
  tx.emit('incident.moved', { incidentId, from, to });
}
