import { Inject, Injectable } from '@nestjs/common';
import { changeSeverity, type Severity, severityRank } from '#domain';
import { ProblemError } from '#service';
import { Database } from '#store';
import { lockIncident } from './lock-incident.js';
import type { Person } from './person.js';
import { refuseIfChanged } from './refuse-if-changed.js';
import { recordCorrections } from './record-correction.js';

/** Puts a person's judgement in the place of the rules', with its reason. */
@Injectable()
export class ChangeSeverity {
  constructor(@Inject(Database) private readonly database: Database) {}

  async change(person: Person, incidentId: string, to: Severity, reason: string, seen?: Severity): Promise<void> {
    await this.database.transactionFor(person.scope, async (tx) => {
      const facts = await lockIncident(tx, incidentId);
      await refuseIfChanged(tx, incidentId, 'severity', seen, facts.severity);
      const decision = changeSeverity(facts, to, reason, person.role);
      if (decision.outcome === 'refused') throw new ProblemError(409, decision.code, decision.reason);
      await tx.query(
        `UPDATE incident SET severity = $2, severity_rank = $3, severity_rule = 'manual', updated_at = $4,
           version = version + 1 WHERE id = $1`,
        [incidentId, to, severityRank(to), tx.now],
      );
      const { from } = decision;
      const entry = { subject: 'incident', id: incidentId, actor: `user:${person.id}` } as const;
      await recordCorrections(tx, person, incidentId, reason.trim(), [{ field: 'severity', from, to }]);
      tx.append({ ...entry, type: 'incident.severity-changed', data: { from, to, reason: reason.trim() } });
      tx.emit('incident.severity-changed', { incidentId, from, to });
    });
  }
}
