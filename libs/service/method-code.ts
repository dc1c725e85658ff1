import { timingSafeEqual } from 'node:crypto';
import { type CodeVerdict, formatOneTimeCode, judgeCode, normalizeOneTimeCode } from '#domain';
import { type MethodCode, sha256, type Tx } from '#store';
import type { Secrets } from './secrets.js';

/** The code that makes sure that a contact method is its person's, `123 456`. Derived from the row's id; it stands in no table. */
export function methodCode(secrets: Secrets, methodCodeId: string): string {
  return formatOneTimeCode(secrets.sign('method-code', methodCodeId));
}

type Row = Pick<MethodCode, 'id' | 'state' | 'attempts' | 'expiresAt'>;

/**
 * Takes the code of a person's method as it was typed. The right one, in time, makes the method a verified one, also where a
 * carrier had called it dead: something has arrived there since. `none`: no code is on its way.
 */
export async function enterMethodCode(
  tx: Tx,
  secrets: Secrets,
  { methodId, typed }: { readonly methodId: string; readonly typed: string },
): Promise<CodeVerdict | { readonly outcome: 'none' }> {
  const [row] = await tx.query<Row>(
    `SELECT id, state, attempts, expires_at AS "expiresAt" FROM method_code WHERE method_id = $1
     ORDER BY state = 'open' DESC, asked_at DESC, id LIMIT 1 FOR NO KEY UPDATE`,
    [methodId],
  );
  if (row === undefined) return { outcome: 'none' };
  const verdict = judgeCode(row, isSame(methodCode(secrets, row.id), typed), tx.now);
  if (verdict.outcome === 'verified') {
    await tx.query(`UPDATE method_code SET state = 'verified' WHERE id = $1`, [row.id]);
    await tx.query(
      `UPDATE contact_method SET verified_at = coalesce(verified_at, $2), verified_by = coalesce(verified_by, 'code'),
         bad_since = NULL, bad_reason = NULL WHERE id = $1`,
      [methodId, tx.now],
    );
  } else if (verdict.outcome === 'wrong') {
    await tx.query('UPDATE method_code SET attempts = attempts + 1 WHERE id = $1', [row.id]);
  } else if (row.state === 'open') {
    await tx.query(`UPDATE method_code SET state = 'failed', attempts = attempts + 1 WHERE id = $1`, [row.id]);
  }
  return verdict;
}

const digest = (text: string): Buffer => Buffer.from(sha256(normalizeOneTimeCode(text) ?? 'none'), 'hex');

/** Takes the same time wherever the two begin to differ. */
function isSame(code: string, typed: string): boolean {
  return timingSafeEqual(digest(code), digest(typed)) && normalizeOneTimeCode(typed) !== null;
}
