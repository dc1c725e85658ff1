import { Inject, Injectable } from '@nestjs/common';
import { type Watch, whoIsOnDuty } from '#domain';
import { Settings } from '#service';
import type { Tx } from '#store';

export interface Reachable {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly role: string;
}

/** Who is on duty at an instant, who is next, and who can be woken at all. */
@Injectable()
export class DutyWatch {
  constructor(@Inject(Settings) private readonly settings: Settings) {}

  async at(tx: Tx): Promise<{ readonly watch: Watch; readonly people: readonly Reachable[] }> {
    const people = await tx.query<Reachable>(
      `SELECT id, key, name, role FROM user_account
       WHERE active AND role IN ('responder', 'manager') AND (phone IS NOT NULL OR email IS NOT NULL) ORDER BY key`,
    );
    const { person, next } = whoIsOnDuty(this.settings.config.roster.schedule, tx.now);
    return { watch: { onDuty: person, nextOnDuty: next?.person ?? null, people }, people };
  }
}
