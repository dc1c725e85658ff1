import { Inject, Injectable } from '@nestjs/common';
import type { ReachableView } from '#contracts';
import { everyParty, mask } from '#domain';
import { Database } from '#store';

interface Row {
  readonly name: string;
  readonly key: string;
  readonly methods: readonly {
    readonly kind: ReachableView['methods'][number]['kind'];
    readonly address: string;
    readonly state: ReachableView['methods'][number]['state'];
    readonly code: string | null;
  }[];
}

/** Whether each person of the watch can be woken. Managers see that it works, not where it rings. */
@Injectable()
export class ListReachable {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(): Promise<readonly ReachableView[]> {
    const rows = await this.database.transactionFor(everyParty, (tx) =>
      tx.query<Row>(
        `SELECT u.name, u.key, coalesce(json_agg(json_build_object('kind', m.kind, 'address', m.address, 'code', m.bad_reason,
           'state', CASE WHEN m.bad_since IS NOT NULL THEN 'bad' WHEN m.verified_at IS NULL THEN 'unverified' ELSE 'sound' END)
           ORDER BY m.position, m.id) FILTER (WHERE m.id IS NOT NULL), '[]') AS methods
         FROM user_account u LEFT JOIN contact_method m ON m.user_id = u.id AND m.removed_at IS NULL
         WHERE u.active AND u.role IN ('responder', 'manager') GROUP BY u.id ORDER BY u.name LIMIT 500`,
      ),
    );
    return rows.map((row) => ({
      ...row,
      methods: row.methods.map((method) => ({
        ...method,
        address: method.kind === 'push' ? new URL(method.address).host : mask(method.address),
      })),
    }));
  }
}
