import { mask } from '#domain';
import type { Actor, TextOptOut, Tx } from '#store';
import { peopleOfPhone } from './people-of-phone.js';
import { raiseNotice } from './raise-notice.js';

/**
 * Remembers that nothing may be texted to a number, as its owner (by a keyword) or the carrier says, and tells whoever must know:
 * the open incidents that the number reports about, and the managers where it is one of the watch. Told again, it changes nothing;
 * nor does what was said (`at`) before the number asked for texts again, and is heard only now.
 */
export async function optOutOfTexts(
  tx: Tx,
  phone: string,
  toldBy: TextOptOut['toldBy'],
  at: Date = tx.now,
): Promise<void> {
  const [fresh] = await tx.query(
    `INSERT INTO text_opt_out (phone, told_by, opted_out_at) VALUES ($1, $2, $3)
     ON CONFLICT (phone) DO UPDATE SET told_by = $2, opted_out_at = $3, lifted_at = NULL
       WHERE text_opt_out.lifted_at <= $3 RETURNING phone`,
    [phone, toldBy, at],
  );
  if (fresh === undefined) return;
  await tellIncidents(tx, phone, toldBy === 'carrier' ? 'carrier' : 'reporter', 'reporter.opted-out');
  for (const { id, name } of await peopleOfPhone(tx, phone)) {
    const key = `${id} ${tx.now.toISOString()}`;
    await raiseNotice(tx, { kind: 'responder-opted-out', key, facts: { name, phone } });
  }
}

/** Texts may go to a number again, unless it has opted out since (`at`). Remembered also where none was held back: an older STOP may follow. */
export async function optInToTexts(tx: Tx, phone: string, at: Date = tx.now): Promise<void> {
  const lifted = await tx.query(
    'UPDATE text_opt_out SET lifted_at = $2 WHERE phone = $1 AND lifted_at IS NULL AND opted_out_at <= $2 RETURNING phone',
    [phone, at],
  );
  if (lifted.length === 0) {
    await tx.query(
      `INSERT INTO text_opt_out (phone, told_by, opted_out_at, lifted_at) VALUES ($1, 'keyword', $2, $2)
       ON CONFLICT (phone) DO UPDATE SET lifted_at = $2 WHERE text_opt_out.lifted_at < $2`,
      [phone, at],
    );
  } else await tellIncidents(tx, phone, 'reporter', 'reporter.opted-in');
}

/** Which of these numbers want no texts. */
export async function optedOutOf(tx: Tx, phones: readonly string[]): Promise<ReadonlySet<string>> {
  if (phones.length === 0) return new Set();
  const rows = await tx.query<{ phone: string }>(
    'SELECT phone FROM text_opt_out WHERE phone = ANY($1) AND lifted_at IS NULL',
    [phones],
  );
  return new Set(rows.map(({ phone }) => phone));
}

/** Whoever works on it sees it at once: the reporter has to be reached in another way from now on. */
async function tellIncidents(tx: Tx, phone: string, actor: Actor, type: string): Promise<void> {
  const incidents = await tx.query<{ id: string }>(
    `SELECT DISTINCT i.id FROM report r JOIN triage_result t ON t.report_id = r.id JOIN incident i ON i.id = t.incident_id
     WHERE r.sender = $1 AND i.state NOT IN ('resolved', 'closed') ORDER BY i.id`,
    [phone],
  );
  for (const { id } of incidents) {
    tx.append({ subject: 'incident', id, actor, type, data: { to: mask(phone) } });
    tx.emit('incident.noted', { incidentId: id });
  }
}
