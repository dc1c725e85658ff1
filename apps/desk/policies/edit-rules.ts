import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { editPolicyRules } from '#contracts';
import { everyParty, isZone } from '#domain';
import { type Bilingual, lockWatch, ProblemError, recordWatchChange } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { changedMeanwhile } from './edit-policy.js';

type Draft = z.output<typeof editPolicyRules>;

/** Which incidents get another policy than their severity's. The list is edited as a whole, because its order is its meaning. */
@Injectable()
export class EditRules {
  constructor(@Inject(Database) private readonly database: Database) {}

  async edit(person: Person, { version, rules }: Draft): Promise<void> {
    await this.database.transactionFor(everyParty, async (tx) => {
      await lockWatch(tx);
      const [before] = await tx.query<{ rules: unknown; version: number }>(
        'SELECT rules, version FROM policy_rules FOR NO KEY UPDATE',
      );
      if (before?.version !== version) throw changedMeanwhile();
      await check(tx, rules);
      const actor = `user:${person.id}` as const;
      await tx.query('UPDATE policy_rules SET rules = $1, version = version + 1, changed_at = $2, changed_by = $3', [
        JSON.stringify(rules),
        tx.now,
        actor,
      ]);
      await recordWatchChange(tx, {
        actor,
        kind: 'policy-rules.edited',
        subject: 'policy-rules',
        data: { version: version + 1, before: before.rules, after: rules },
      });
    });
  }
}

async function check(tx: Tx, rules: Draft['rules']): Promise<void> {
  const [policies, parties] = await Promise.all([
    tx.query<{ key: string }>('SELECT key FROM policy'),
    tx.query<{ key: string }>('SELECT key FROM party'),
  ]);
  const isPolicy = (name: string) => policies.some(({ key }) => key === name);
  const isParty = (name: string) => parties.some(({ key }) => key === name);
  const errors = rules.flatMap(({ when, policy }, place) => {
    const hasTime = when.days !== undefined || when.hours !== undefined;
    const hasZone = when.zone === undefined ? !hasTime : isZone(when.zone);
    return [
      ...(isPolicy(policy) ? [] : [{ pointer: `/rules/${place}/policy`, detail: unknownPolicy }]),
      ...((when.parties ?? []).every(isParty)
        ? []
        : [{ pointer: `/rules/${place}/when/parties`, detail: unknownParty }]),
      ...(hasZone ? [] : [{ pointer: `/rules/${place}/when/zone`, detail: needsZone }]),
    ];
  });
  if (errors.length === 0) return;
  const detail = {
    en: 'Correct what is named and send it again.',
    fr: 'Corrigez ce qui est nommé et renvoyez la demande.',
  };
  throw new ProblemError(422, 'invalid', detail, errors.slice(0, 10));
}

const unknownPolicy: Bilingual = { en: 'There is no such policy.', fr: 'Cette politique n’existe pas.' };
const unknownParty: Bilingual = { en: 'There is no such party.', fr: 'Ce parti n’existe pas.' };
const needsZone: Bilingual = {
  en: 'The time zone of its days and hours, such as America/Edmonton.',
  fr: 'Le fuseau horaire de ses jours et heures, par exemple America/Edmonton.',
};
