import type { ContactMethod, NotificationRule, PersonToReach, QuietHours } from '#domain';
import type { Tx } from '#store';

interface Row {
  readonly id: string;
  readonly methods: readonly ContactMethod[];
  readonly rules: readonly NotificationRule[];
  readonly quietHours: QuietHours | null;
}

/** How each of some people is paged, without any address. What a text may not be sent to counts as one that nothing reaches. */
export async function readReachOfAll(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, PersonToReach>> {
  const rows = await tx.query<Row>(
    `SELECT u.id,
       (SELECT json_build_object('from', q.from_time, 'until', q.until_time, 'zone', q.zone)
        FROM quiet_hours q WHERE q.user_id = u.id) AS "quietHours",
       coalesce((SELECT json_agg(json_build_object('severity', r.severity, 'methodId', r.method_id, 'afterMinutes', r.after_minutes))
        FROM notification_rule r WHERE r.user_id = u.id), '[]') AS rules,
       coalesce((SELECT json_agg(json_build_object('id', m.id, 'kind', m.kind, 'verified', m.verified_at IS NOT NULL,
          'bad', m.bad_since IS NOT NULL
            OR (m.kind = 'sms' AND EXISTS (SELECT FROM text_opt_out o WHERE o.phone = m.address AND o.lifted_at IS NULL)))
          ORDER BY m.position, m.created_at, m.id)
        FROM contact_method m WHERE m.user_id = u.id AND m.removed_at IS NULL), '[]') AS methods
     FROM user_account u WHERE u.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...person }) => [id, person]));
}
