import type { Tx } from '#store';
import type { CompiledSchedule } from '#domain';
import type { ReadWatch } from './read-watch.js';

export interface Cover {
  readonly schedules: readonly CompiledSchedule[];
  /** Whether a telephone of theirs would ring: verified, and not known to be bad. */
  readonly reachable: (person: string) => boolean;
}

/** Who is on duty when, and who of them can be reached by telephone: what a certificate of cover is drawn from. */
export async function readCover(tx: Tx, watch: ReadWatch): Promise<Cover> {
  const [{ plan }, people] = await Promise.all([
    watch.at(tx),
    tx.query<{ key: string }>(
      `SELECT key FROM user_account u WHERE active AND role IN ('responder', 'manager') AND EXISTS (
         SELECT FROM contact_method m WHERE m.user_id = u.id AND m.kind IN ('sms', 'voice')
           AND m.verified_at IS NOT NULL AND m.bad_since IS NULL AND m.removed_at IS NULL)`,
    ),
  ]);
  const keys = new Set(people.map(({ key }) => key));
  return { schedules: plan.map(({ compiled }) => compiled), reachable: (person) => keys.has(person) };
}
