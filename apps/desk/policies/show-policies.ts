import { Inject, Injectable } from '@nestjs/common';
import type { PolicyList, PolicyView } from '#contracts';
import { everyParty, type PolicyRule } from '#domain';
import { ReadWatch, Settings } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { Members } from '../watch/members.js';
import { knownTargets, readPolicyRows, toPolicyView } from './policy-rows.js';

interface RulesRow {
  readonly rules: PolicyRule[];
  readonly version: number;
  readonly changed_at: Date;
  readonly changed_by: string;
}

/** The policies as they stand, what they may name, and how many running escalations go by which edit of them. */
@Injectable()
export class ShowPolicies {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async list({ language }: Person): Promise<PolicyList> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const [members, watch, rows, [list]] = await Promise.all([
        Members.read(tx),
        this.watch.at(tx),
        readPolicyRows(tx),
        tx.query<RulesRow>('SELECT rules, version, changed_at, changed_by FROM policy_rules'),
      ]);
      if (list === undefined) throw new Error('the list of rules is gone');
      const known = knownTargets(watch, this.settings.config);
      return {
        items: rows.map((row) => toPolicyView(row, { members, known, language })),
        rules: {
          items: structuredClone(list.rules) as PolicyList['rules']['items'],
          version: list.version,
          changed: { at: list.changed_at.toISOString(), by: members.actor(list.changed_by) },
        },
        targets: {
          people: watch.people.map(({ key, name, role }) => ({ key, name, role })),
          schedules: watch.plan.map(({ key, name }) => ({ key, name })),
          webhookHosts: [...known.webhookHosts],
        },
      };
    });
  }

  async show(person: Person, key: string): Promise<PolicyView> {
    return this.database.transactionFor(everyParty, (tx) => this.describe(tx, person, key));
  }

  /** In the transaction that changed it, or after. */
  async describe(tx: Tx, { language }: Person, key: string): Promise<PolicyView> {
    const [members, watch, [row]] = await Promise.all([Members.read(tx), this.watch.at(tx), readPolicyRows(tx, key)]);
    if (row === undefined) throw notFound();
    return toPolicyView(row, { members, known: knownTargets(watch, this.settings.config), language });
  }
}
