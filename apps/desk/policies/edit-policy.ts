import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { editPolicy, newPolicy, PolicyView } from '#contracts';
import { everyParty, type Policy, validatePolicy } from '#domain';
import { lockWatch, ProblemError, ReadWatch, recordWatchChange, Settings } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { knownTargets } from './policy-rows.js';
import { ShowPolicies } from './show-policies.js';
import { refusedPolicy } from './tell-faults.js';

/** What stands beside the policies in the API's paths. */
const reserved: readonly string[] = ['rules', 'simulate'];

/**
 * Makes policies and changes them. One that could end in silence is refused. An edit counts for the incidents that open from
 * then on: what runs goes on as it was frozen until somebody moves it (see `MoveRunning`).
 */
@Injectable()
export class EditPolicy {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(ShowPolicies) private readonly policies: ShowPolicies,
  ) {}

  async add(person: Person, policy: z.output<typeof newPolicy>): Promise<PolicyView> {
    if (reserved.includes(policy.key)) throw keyTaken();
    return this.database.transactionFor(everyParty, async (tx) => {
      await lockWatch(tx);
      await this.check(tx, policy, '');
      const actor = `user:${person.id}` as const;
      const made = await tx.query(
        `INSERT INTO policy (id, key, name, version, definition, changed_at, changed_by)
         VALUES ($1, $2, $3, 1, $4, $5, $6) ON CONFLICT (key) DO NOTHING RETURNING id`,
        [randomUUID(), policy.key, policy.name ?? policy.key, JSON.stringify(policy), tx.now, actor],
      );
      if (made.length === 0) throw keyTaken();
      await recordWatchChange(tx, { actor, kind: 'policy.added', subject: policy.key, data: { after: policy } });
      return this.policies.describe(tx, person, policy.key);
    });
  }

  async edit(
    person: Person,
    key: string,
    { version, policy: draft }: z.output<typeof editPolicy>,
  ): Promise<PolicyView> {
    const policy = { key, ...draft };
    return this.database.transactionFor(everyParty, async (tx) => {
      await lockWatch(tx);
      const [before] = await tx.query<{ version: number; definition: unknown }>(
        'SELECT version, definition FROM policy WHERE key = $1 FOR NO KEY UPDATE',
        [key],
      );
      if (before === undefined) throw notFound();
      if (before.version !== version) throw changedMeanwhile();
      await this.check(tx, policy, '/policy');
      const actor = `user:${person.id}` as const;
      await tx.query(
        `UPDATE policy SET name = $2, definition = $3, version = version + 1, changed_at = $4, changed_by = $5 WHERE key = $1`,
        [key, policy.name ?? key, JSON.stringify(policy), tx.now, actor],
      );
      await recordWatchChange(tx, {
        actor,
        kind: 'policy.edited',
        subject: key,
        data: { version: version + 1, before: before.definition, after: policy },
      });
      return this.policies.describe(tx, person, key);
    });
  }

  private async check(tx: Tx, policy: Policy, at: string): Promise<void> {
    const verdict = validatePolicy(policy, knownTargets(await this.watch.at(tx), this.settings.config));
    if (verdict.outcome === 'refused') throw refusedPolicy(policy, verdict.faults, at);
  }
}

export function changedMeanwhile(): ProblemError {
  return new ProblemError(409, 'changed-meanwhile', {
    en: 'Somebody has changed this since you opened it. Look at it again, then make your change.',
    fr: 'Quelqu’un a modifié ceci depuis que vous l’avez ouvert. Revoyez-le, puis faites votre modification.',
  });
}

function keyTaken(): ProblemError {
  return new ProblemError(409, 'key-taken', {
    en: 'Another policy has this key.',
    fr: 'Une autre politique porte cette clé.',
  });
}
