import { oneTimeCodeIn } from '#domain';
import { enterVerificationCode, type Secrets } from '#service';
import type { Tx } from '#store';
import type { Reporter } from './reporter.js';

/**
 * Takes a one-time code that somebody texts, from the telephone that the report in question came from and no other. Null when
 * the text holds no code, or nobody waits for one: then it is a text like any other.
 */
export async function enterTextedCode(
  tx: Tx,
  secrets: Secrets,
  { incidentId }: Reporter,
  sender: string,
  text: string,
): Promise<'verified' | 'code-wrong' | null> {
  const typed = oneTimeCodeIn(text);
  if (typed === null || incidentId === null) return null;
  const [open] = await tx.query<{ id: string }>(
    `SELECT v.id FROM verification v JOIN report r ON r.id = v.report_id
     WHERE v.incident_id = $1 AND v.state = 'open' AND v.method <> 'call-back' AND r.sender = $2
     ORDER BY v.requested_at DESC LIMIT 1`,
    [incidentId, sender],
  );
  if (open === undefined) return null;
  const verdict = await enterVerificationCode(tx, secrets, {
    of: { verificationId: open.id },
    typed,
    by: 'reporter-text',
  });
  return verdict.outcome === 'verified' ? 'verified' : 'code-wrong';
}
