import { carrierVerdict } from '#domain';
import type { Tx } from '#store';
import { raiseNotice } from './raise-notice.js';

const kinds = { number: ['sms', 'voice'], texts: ['sms'], browser: ['push'] } as const;

/**
 * What a carrier's error code says beyond one message: that a responder's number is dead, or that our account needs somebody.
 * The managers are told, once for each number until it works again and once a day for each code.
 */
export async function heedCarrierCode(
  tx: Tx,
  { code, channel, address }: { readonly code: string | null; readonly channel: string; readonly address: string },
): Promise<void> {
  const { bad, tellManager } = carrierVerdict(code);
  if (code === null) return;
  if (tellManager === true) {
    const key = `${channel} ${code} ${tx.now.toISOString().slice(0, 10)}`;
    await raiseNotice(tx, { kind: 'carrier-refuses', key, facts: { channel, code } });
  }
  if (bad === undefined) return;
  const marked = await tx.query<{ id: string; name: string; kind: string }>(
    `UPDATE contact_method m SET bad_since = $3, bad_reason = $4 FROM user_account u
     WHERE u.id = m.user_id AND u.active AND m.address = $1 AND m.kind = ANY($2) AND m.removed_at IS NULL AND m.bad_since IS NULL
     RETURNING m.id, u.name, m.kind`,
    [address, kinds[bad], tx.now, code],
  );
  for (const { id, name, kind } of marked) {
    await raiseNotice(tx, {
      kind: 'contact-method-bad',
      key: `${id} ${tx.now.toISOString()}`,
      facts: { name, channel: kind, code },
    });
  }
}
