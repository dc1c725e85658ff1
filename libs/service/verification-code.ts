import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type CodeVerdict,
  codeTries,
  formatOneTimeCode,
  judgeCode,
  mask,
  normalizeOneTimeCode,
  type VerificationMethod,
} from '#domain';
import type { Actor, Tx, Verification } from '#store';
import type { Secrets } from './secrets.js';

/**
 * The one-time code of a verification, `123 456`. It is derived from the verification's id and stands in no table: six digits
 * are found from any hash of them in no time.
 */
export function verificationCode(secrets: Secrets, verificationId: string): string {
  return formatOneTimeCode(secrets.sign('verification-code', verificationId));
}

export interface EnteredCode {
  /** The verification that a responder looks at, or the report that a reporter has proven to be theirs. */
  readonly of: { readonly verificationId: string } | { readonly reportId: string };
  /** As it was typed. */
  readonly typed: string;
  readonly by: NonNullable<Verification['enteredBy']>;
  /** The responder who typed it; a code that the reporter enters is vouched for by whoever asked for it. */
  readonly userId?: string;
}

interface Row {
  readonly id: string;
  readonly incidentId: string;
  readonly contactId: string;
  readonly partyId: string;
  readonly addressId: string;
  readonly address: string;
  readonly method: VerificationMethod;
  readonly state: Verification['state'];
  readonly requestedBy: string;
  readonly expiresAt: Date;
  readonly attempts: number;
}

/**
 * Takes a code that somebody entered. The right one, in time and for the first time, makes the reporter the registered contact
 * and the address that it was sent to a verified one. Every try is counted and stands in the timeline; no code ever does.
 * `none`: there is no verification to enter a code for.
 */
export async function enterVerificationCode(
  tx: Tx,
  secrets: Secrets,
  entered: EnteredCode,
): Promise<CodeVerdict | { readonly outcome: 'none' }> {
  const row = await findVerification(tx, entered.of);
  if (row === null) return { outcome: 'none' };
  const verdict = judgeCode(row, isSame(verificationCode(secrets, row.id), entered.typed), tx.now);
  switch (verdict.outcome) {
    case 'verified':
      await settleVerified(tx, row, { enteredBy: entered.by, vouchedBy: entered.userId ?? row.requestedBy });
      break;
    case 'wrong':
      await tx.query('UPDATE verification SET attempts = attempts + 1 WHERE id = $1', [row.id]);
      await tell(tx, row, entered, 'verification.attempted', { outcome: 'wrong', triesLeft: verdict.triesLeft });
      break;
    case 'too-many':
    case 'expired':
      if (row.state === 'open') await settleFailed(tx, row, entered, verdict.outcome);
      break;
    case 'settled':
      break;
  }
  return verdict;
}

async function findVerification(tx: Tx, of: EnteredCode['of']): Promise<Row | null> {
  const [which, id] =
    'verificationId' in of ? (['v.id', of.verificationId] as const) : (['v.report_id', of.reportId] as const);
  const [row] = await tx.query<Row>(
    `SELECT v.id, v.incident_id AS "incidentId", v.contact_id AS "contactId", a.party_id AS "partyId", v.address_id AS "addressId",
       a.address, v.method, v.state, v.requested_by AS "requestedBy", v.expires_at AS "expiresAt", v.attempts
     FROM verification v JOIN contact_address a ON a.id = v.address_id
     WHERE ${which} = $1 AND v.method <> 'call-back' ORDER BY v.requested_at DESC, v.id LIMIT 1 FOR NO KEY UPDATE OF v`,
    [id],
  );
  return row ?? null;
}

export interface Vouching {
  readonly enteredBy: Verification['enteredBy'];
  readonly vouchedBy: string;
  readonly answeredBy?: string | null;
}

/** Records that the reporter is the contact: in the verification, at the address, in the directory's history and the timeline. */
export async function settleVerified(
  tx: Tx,
  row: Pick<Row, 'id' | 'incidentId' | 'contactId' | 'partyId' | 'addressId' | 'address' | 'method'>,
  { enteredBy, vouchedBy, answeredBy = null }: Vouching,
): Promise<void> {
  await tx.query(
    `UPDATE verification SET state = 'verified', verified_at = $2, vouched_by = $3, entered_by = $4 WHERE id = $1`,
    [row.id, tx.now, vouchedBy, enteredBy],
  );
  await tx.query(
    `UPDATE contact_address SET verified_at = $2, verified_by = $3, verified_how = $4 WHERE id = $1 AND verified_at IS NULL`,
    [row.addressId, tx.now, vouchedBy, row.method],
  );
  const actor: Actor = enteredBy === null || enteredBy === 'responder' ? `user:${vouchedBy}` : 'reporter';
  await tx.query(
    `INSERT INTO directory_change (party_id, contact_id, at, actor, action, data) VALUES ($1, $2, $3, $4, 'address.verified', $5)`,
    [
      row.partyId,
      row.contactId,
      tx.now,
      actor,
      JSON.stringify({ addressId: row.addressId, how: row.method, verificationId: row.id }),
    ],
  );
  tx.append({
    subject: 'incident',
    id: row.incidentId,
    actor,
    type: 'reporter.verified',
    data: {
      verificationId: row.id,
      contactId: row.contactId,
      method: row.method,
      to: mask(row.address),
      enteredBy,
      vouchedBy,
      ...(answeredBy !== null && { answeredBy }),
    },
  });
  const { id: verificationId, incidentId } = row;
  tx.emit('verification.settled', { verificationId, incidentId, outcome: 'verified' });
}

async function settleFailed(tx: Tx, row: Row, entered: EnteredCode, outcome: 'too-many' | 'expired'): Promise<void> {
  await tx.query(`UPDATE verification SET state = 'failed', attempts = least(attempts + 1, $2) WHERE id = $1`, [
    row.id,
    codeTries,
  ]);
  await tell(tx, row, entered, 'verification.failed', { outcome });
  const { id: verificationId, incidentId } = row;
  tx.emit('verification.settled', { verificationId, incidentId, outcome: 'failed' });
}

async function tell(tx: Tx, row: Row, { by, userId }: EnteredCode, type: string, data: object): Promise<void> {
  const actor: Actor = userId === undefined ? 'reporter' : `user:${userId}`;
  const details = { verificationId: row.id, method: row.method, enteredBy: by, ...data };
  tx.append({ subject: 'incident', id: row.incidentId, actor, type, data: details });
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time wherever the two begin to differ. */
function isSame(code: string, typed: string): boolean {
  const right = normalizeOneTimeCode(code) ?? '';
  return timingSafeEqual(digest(right), digest(normalizeOneTimeCode(typed) ?? 'none'));
}
