import { Inject, Injectable } from '@nestjs/common';
import { accountKinds, categories, isReason } from '#domain';
import { ProblemError, Settings } from '#service';
import { Database } from '#store';
import { lockIncident } from './lock-incident.js';
import type { Person } from './person.js';
import { refuseIfChanged } from './refuse-if-changed.js';
import { recordCorrections } from './record-correction.js';

interface Kind {
  readonly category: string;
  readonly accountKind: string;
}

/** Puts right what kind of incident it is: the playbook follows, and the rules can be measured by it. */
@Injectable()
export class CorrectKind {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async correct(person: Person, incidentId: string, to: Kind, reason: string, seen?: Kind): Promise<void> {
    if (!isReason(reason)) throw reasonRequired();
    const category = known(categories, to.category);
    const accountKind = known(accountKinds, to.accountKind);
    await this.database.transactionFor(person.scope, async (tx) => {
      await lockIncident(tx, incidentId);
      const [from] = await tx.query<{ category: string; account_kind: string }>(
        'SELECT category, account_kind FROM incident WHERE id = $1',
        [incidentId],
      );
      if (from !== undefined) {
        const is = spell({ category: from.category, accountKind: from.account_kind });
        await refuseIfChanged(tx, incidentId, 'kind', seen && spell(seen), is);
      }
      if (from === undefined || (from.category === category && from.account_kind === accountKind)) throw sameKind();
      const { rsit } = this.settings.config.triage.defaults[category];
      await tx.query(
        `UPDATE incident SET category = $2, account_kind = $3, rsit = $4, updated_at = $5, version = version + 1 WHERE id = $1`,
        [incidentId, category, accountKind, rsit === null ? '' : `${rsit.class}/${rsit.type}`, tx.now],
      );
      await recordCorrections(tx, person, incidentId, reason.trim(), [
        { field: 'category', from: from.category, to: category },
        { field: 'account-kind', from: from.account_kind, to: accountKind },
      ]);
      tx.append({
        subject: 'incident',
        id: incidentId,
        actor: `user:${person.id}`,
        type: 'incident.corrected',
        data: {
          from: { category: from.category, accountKind: from.account_kind },
          to: { category, accountKind },
          reason: reason.trim(),
        },
      });
      tx.emit('incident.corrected', { incidentId });
    });
  }
}

const spell = ({ category, accountKind }: Kind): string => `${category} ${accountKind}`;

function known<Name extends string>(names: readonly Name[], name: string): Name {
  const found = names.find((one) => one === name);
  if (found !== undefined) return found;
  throw new ProblemError(422, 'unknown-kind', {
    en: `There is no kind called ${name}.`,
    fr: `Aucun type ne s’appelle ${name}.`,
  });
}

function sameKind(): ProblemError {
  return new ProblemError(409, 'same-kind', {
    en: 'The incident already is of this kind.',
    fr: 'L’incident est déjà de ce type.',
  });
}

export function reasonRequired(): ProblemError {
  return new ProblemError(409, 'reason-required', {
    en: 'Say why in a few words.',
    fr: 'Expliquez pourquoi en quelques mots.',
  });
}
