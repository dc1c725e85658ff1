const ofRoster = { sms: 'phone', email: 'email' } as const;

/**
 * SQL for where a person's texts or mails go that are no pages: the first way of that kind which works, in the order that they
 * prefer, else what the roster says. `user`: the alias of their account's row.
 */
export function ownAddress(user: string, kind: keyof typeof ofRoster): string {
  return `coalesce((
    SELECT m.address FROM contact_method m
    WHERE m.user_id = ${user}.id AND m.kind = '${kind}' AND m.verified_at IS NOT NULL AND m.bad_since IS NULL AND m.removed_at IS NULL
    ORDER BY m.position, m.created_at, m.id LIMIT 1), ${user}.${ofRoster[kind]})`;
}
