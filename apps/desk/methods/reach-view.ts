import type { ReachView } from '#contracts';
import { mask } from '#domain';
import type { Tx } from '#store';

interface MethodRow {
  readonly id: string;
  readonly kind: ReachView['methods'][number]['kind'];
  readonly address: string;
  readonly verified_at: Date | null;
  readonly bad_since: Date | null;
  readonly code_until: Date | null;
}

/** How one person is paged, as they see it themselves. */
export async function readReach(tx: Tx, userId: string): Promise<ReachView> {
  const [methods, rules, quiet] = await Promise.all([
    tx.query<MethodRow>(
      `SELECT m.id, m.kind, m.address, m.verified_at, m.bad_since,
         (SELECT max(c.expires_at) FROM method_code c WHERE c.method_id = m.id AND c.state = 'open' AND c.expires_at > $2) AS code_until
       FROM contact_method m WHERE m.user_id = $1 AND m.removed_at IS NULL ORDER BY m.position, m.created_at, m.id`,
      [userId, tx.now],
    ),
    tx.query<ReachView['rules'][number]>(
      `SELECT severity, method_id AS "methodId", after_minutes AS "afterMinutes" FROM notification_rule
       WHERE user_id = $1 ORDER BY severity, after_minutes, method_id`,
      [userId],
    ),
    tx.query<NonNullable<ReachView['quietHours']>>(
      'SELECT from_time AS "from", until_time AS "until", zone FROM quiet_hours WHERE user_id = $1',
      [userId],
    ),
  ]);
  return {
    methods: methods.map(({ verified_at, bad_since, code_until, ...method }) => ({
      ...method,
      // Whoever has a push service's address can make a phone ring.
      address: method.kind === 'push' ? mask(method.address) : method.address,
      verifiedAt: verified_at?.toISOString() ?? null,
      badSince: bad_since?.toISOString() ?? null,
      codeUntil: code_until?.toISOString() ?? null,
    })),
    rules: [...rules],
    quietHours: quiet[0] ?? null,
  };
}
