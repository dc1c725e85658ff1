import type { Tx } from '#store';

export interface PhoneOwner {
  readonly id: string;
  readonly name: string;
  /** Somebody is being woken by a page of theirs. */
  readonly isPaged: boolean;
}

/**
 * Who on the watch answers at a number: whose account it is, and whoever has proved that pages may go there. Where several share
 * it, those who are being paged come first.
 */
export async function peopleOfPhone(tx: Tx, phone: string): Promise<readonly PhoneOwner[]> {
  return tx.query<PhoneOwner>(
    `SELECT u.id, u.name, EXISTS (SELECT FROM page p WHERE p.user_id = u.id AND p.state = 'open') AS "isPaged"
     FROM user_account u WHERE u.active AND (u.phone = $1 OR u.id IN (
       SELECT m.user_id FROM contact_method m
       WHERE m.address = $1 AND m.kind IN ('sms', 'voice') AND m.verified_at IS NOT NULL AND m.removed_at IS NULL))
     ORDER BY "isPaged" DESC, u.name, u.id LIMIT 20`,
    [phone],
  );
}
