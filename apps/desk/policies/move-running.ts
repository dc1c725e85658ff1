import { Inject, Injectable } from '@nestjs/common';
import type { PolicyMoved } from '#contracts';
import { everyParty, moveToPolicy } from '#domain';
import { giveIncident, loadEscalation, recordWatchChange, saveEscalation } from '#service';
import { Database } from '#store';
import type { Person } from '../person.js';
import { readPolicyRows } from './policy-rows.js';
import { ShowPolicies } from './show-policies.js';

/**
 * Puts the escalations that run by an earlier edit of a policy under the one that stands: each at its step, as far as there is
 * one, and due no later than it was. Each is moved in a transaction of its own that locks its incident first, so no page waits
 * for the others; one that was answered, closed or moved in the meantime is left as it is. Asked twice it moves once.
 */
@Injectable()
export class MoveRunning {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ShowPolicies) private readonly policies: ShowPolicies,
  ) {}

  async move(person: Person, key: string): Promise<PolicyMoved> {
    const { policy } = await this.policies.show(person, key);
    const found = await this.database.transactionFor(everyParty, (tx) =>
      tx.query<{ incident_id: string }>(
        `SELECT e.incident_id FROM escalation e JOIN policy p ON p.key = e.state->>'policyKey'
         WHERE e.status = 'running' AND p.key = $1 AND coalesce((e.state->>'policyVersion')::int, 0) <> p.version
         ORDER BY e.due_at, e.incident_id`,
        [policy.key],
      ),
    );
    let moved = 0;
    for (const { incident_id: id } of found) if (await this.moveOne(person, key, id)) moved += 1;
    return this.database.transactionFor(everyParty, async (tx) => {
      const actor = `user:${person.id}` as const;
      if (moved > 0) await recordWatchChange(tx, { actor, kind: 'policy.moved', subject: key, data: { moved } });
      return { moved, policy: await this.policies.describe(tx, person, key) };
    });
  }

  private async moveOne(person: Person, key: string, incidentId: string): Promise<boolean> {
    return this.database.transactionFor(everyParty, async (tx) => {
      await tx.query('SELECT 1 FROM incident WHERE id = $1 FOR NO KEY UPDATE', [incidentId]);
      const [before, [row]] = await Promise.all([loadEscalation(tx, incidentId), readPolicyRows(tx, key)]);
      if (before === null || row === undefined || before.policyKey !== key) return false;
      const { state, effects } = moveToPolicy(before, row, tx.now);
      if (state === null || state === before) return false;
      await saveEscalation(tx, incidentId, state);
      // Among the pages' entries: a manager who moves it has not worked on the incident.
      tx.append({
        subject: 'incident',
        id: incidentId,
        actor: `user:${person.id}`,
        type: 'page.policy-moved',
        data: { policy: key, from: before.policyVersion, to: state.policyVersion, step: state.step },
      });
      for (const effect of effects) {
        if (effect.kind === 'acknowledged') await giveIncident(tx, { incidentId, userId: effect.by });
      }
      return true;
    });
  }
}
