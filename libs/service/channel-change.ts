import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import {
  type ChangeVerdict,
  changeLifetimeHours,
  type CodeVerdict,
  codeLifetimeMinutes,
  codeTries,
  formatOneTimeCode,
  isCompromised,
  judgeChange,
  judgeCode,
  mask,
  mayAskForChannel,
  mayRequestCode,
  normalizeAddress,
  normalizeOneTimeCode,
  type OpenCode,
} from '#domain';
import type { Actor, ChannelChange, Tx } from '#store';
import { firstOfThread } from './caller-phrase.js';
import { decideFor, loadReporter, readReporterTrust } from './reporter.js';
import type { Secrets } from './secrets.js';

/** The code over one channel, `123 456`. It is derived from the row's id and stands in no table. */
export function channelCode(secrets: Secrets, codeId: string): string {
  return formatOneTimeCode(secrets.sign('verification-code', `channel ${codeId}`));
}

export interface WantedChannel {
  readonly kind: 'email' | 'sms';
  readonly address: string;
}

/** `not-yet`: nobody knows yet which incident it is about. `too-many`: asked for too often, or one of the addresses was sent too many codes. */
export type Asked = 'asked' | 'not-yet' | 'too-many' | 'same';

/**
 * A reporter who holds the receipt wants answers somewhere else. Nothing changes yet: a code goes to the new channel, and one over
 * the channel that the gate trusts at this moment, if there is any, which so learns of it.
 */
export async function askForChannel(tx: Tx, reportId: string, wanted: WantedChannel): Promise<Asked> {
  const [first] = await tx.query<{ id: string }>(firstOfThread, [reportId]);
  const rootId = first?.id ?? reportId;
  const reporter = await loadReporter(tx, rootId);
  const incidentId = reporter?.incidentId ?? null;
  if (reporter === null || incidentId === null) return 'not-yet';
  // One after the other: two at once would each think that they are the last that may be asked for.
  await tx.query('SELECT 1 FROM incident WHERE id = $1 FOR NO KEY UPDATE', [incidentId]);
  const trust = await readReporterTrust(tx, reporter);
  const old = decideFor(trust, reporter, 'message').send.find(({ content }) => content === 'full') ?? null;
  const address = normalizeAddress(wanted.address);
  if (old?.address === address) return 'same';
  const before = await tx.query<{ at: Date }>(
    'SELECT requested_at AS at FROM channel_change WHERE report_id = $1 ORDER BY requested_at DESC LIMIT 50',
    [rootId],
  );
  const times = before.map(({ at }) => at);
  const sides = [{ side: 'new', address } as const, ...(old === null ? [] : [{ side: 'old', ...old } as const])];
  const free = await Promise.all(sides.map((side) => mayCodeGoTo(tx, side.address)));
  if (!mayAskForChannel(times, tx.now) || free.includes(false)) return 'too-many';
  await tx.query(
    `UPDATE channel_change SET state = 'superseded', settled_at = $2 WHERE report_id = $1 AND state = 'open'`,
    [rootId, tx.now],
  );
  const id = randomUUID();
  const oldVerified = trust.addresses.some((one) => normalizeAddress(one.address) === old?.address && one.verified);
  await tx.query(
    `INSERT INTO channel_change (id, report_id, incident_id, kind, address, old_kind, old_address, old_verified, state, requested_at,
       expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10)`,
    [
      id,
      rootId,
      incidentId,
      wanted.kind,
      address,
      old?.kind ?? null,
      old?.address ?? null,
      oldVerified,
      tx.now,
      later(tx.now, changeLifetimeHours * 60),
    ],
  );
  const codes = sides.map((side) => ({ ...side, id: randomUUID() }));
  await tx.query(
    `INSERT INTO channel_code (id, change_id, side, address, state, requested_at, expires_at)
     SELECT c.id, $1, c.side, c.address, 'open', $5, $6 FROM unnest($2::uuid[], $3::text[], $4::text[]) AS c (id, side, address)`,
    [
      id,
      codes.map((code) => code.id),
      codes.map(({ side }) => side),
      codes.map((code) => code.address),
      tx.now,
      later(tx.now, codeLifetimeMinutes),
    ],
  );
  tx.append({
    subject: 'incident',
    id: incidentId,
    actor: 'reporter',
    type: 'channel.change-requested',
    data: { changeId: id, to: mask(address), over: old === null ? null : mask(old.address) },
  });
  tx.emit('channel.change-requested', { changeId: id, incidentId });
  return 'asked';
}

/** Of all codes that reporters had sent there, whatever incident they are of: nobody's phone is made to ring all night. */
async function mayCodeGoTo(tx: Tx, address: string): Promise<boolean> {
  const rows = await tx.query<{ at: Date }>(
    `SELECT requested_at AS at FROM channel_code WHERE address = $1 AND requested_at > $2 ORDER BY requested_at DESC LIMIT 20`,
    [address, new Date(tx.now.getTime() - 86_400_000)],
  );
  return mayRequestCode(
    rows.map(({ at }) => at),
    tx.now,
  );
}

const later = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

type Open = Pick<
  ChannelChange,
  'id' | 'reportId' | 'incidentId' | 'address' | 'oldAddress' | 'newProvenAt' | 'oldProvenAt'
>;

const openChange = (where: string): string =>
  `SELECT id, report_id AS "reportId", incident_id AS "incidentId", address, old_address AS "oldAddress",
     new_proven_at AS "newProvenAt", old_proven_at AS "oldProvenAt"
   FROM channel_change WHERE ${where} AND state = 'open' AND expires_at > $2 FOR NO KEY UPDATE`;

export type CodesVerdict = Readonly<Partial<Record<'new' | 'old', CodeVerdict['outcome']>>> & {
  readonly outcome: ChangeVerdict | 'none';
};

/** Takes the codes that somebody who holds the receipt entered: one, or both. Every try is counted; no code is ever written down. */
export async function enterChannelCodes(
  tx: Tx,
  secrets: Secrets,
  reportId: string,
  typed: Readonly<Record<'new' | 'old', string>>,
): Promise<CodesVerdict> {
  const [change] = await tx.query<Open>(openChange(`report_id = (${firstOfThread})`), [reportId, tx.now]);
  if (change === undefined) return { outcome: 'none' };
  const heard: Partial<Record<'new' | 'old', CodeVerdict['outcome']>> = {};
  for (const side of ['new', 'old'] as const)
    if (typed[side].trim() !== '') heard[side] = await enterOne(tx, secrets, change, side, typed[side]);
  if (heard.new === 'too-many') await fail(tx, change);
  return { ...heard, outcome: heard.new === 'too-many' ? 'none' : await settle(tx, change, null) };
}

async function enterOne(
  tx: Tx,
  secrets: Secrets,
  change: Open,
  side: 'new' | 'old',
  typed: string,
): Promise<CodeVerdict['outcome']> {
  const [code] = await tx.query<OpenCode & { readonly id: string }>(
    `SELECT id, state, attempts, expires_at AS "expiresAt" FROM channel_code WHERE change_id = $1 AND side = $2 FOR NO KEY UPDATE`,
    [change.id, side],
  );
  if (code === undefined) return 'settled';
  if (code.state === 'verified') return 'verified';
  const verdict = judgeCode(code, isSame(channelCode(secrets, code.id), typed), tx.now);
  const { outcome } = verdict;
  if (outcome === 'verified') {
    await tx.query(`UPDATE channel_code SET state = 'verified' WHERE id = $1`, [code.id]);
    await tx.query(`UPDATE channel_change SET ${side}_proven_at = $2 WHERE id = $1`, [change.id, tx.now]);
    tell(tx, change, 'reporter', 'channel.change-proven', { side });
    tx.emit('channel.change-settled', { changeId: change.id, incidentId: change.incidentId, outcome: 'proven' });
  } else if (outcome === 'wrong' || outcome === 'too-many') {
    const isOver = outcome === 'too-many';
    await tx.query(
      `UPDATE channel_code SET attempts = least(attempts + 1, ${codeTries}), state = CASE WHEN $2 THEN 'failed' ELSE state END WHERE id = $1`,
      [code.id, isOver],
    );
    if (code.state === 'open') tell(tx, change, 'reporter', 'channel.change-attempted', { side, outcome });
  }
  return outcome;
}

async function fail(tx: Tx, change: Open): Promise<void> {
  await tx.query(`UPDATE channel_change SET state = 'failed', settled_at = $2 WHERE id = $1`, [change.id, tx.now]);
  tx.emit('channel.change-settled', { changeId: change.id, incidentId: change.incidentId, outcome: 'failed' });
}

/** A responder's word, given after calling a registered number. */
export interface ConfirmedBy {
  readonly userId: string;
  readonly addressId: string;
  readonly answeredBy: string;
}

/** The change is made when it is proven enough at this moment: the gate is asked again, whatever it said when it was asked for. */
async function settle(tx: Tx, { id }: Open, by: ConfirmedBy | null): Promise<ChangeVerdict> {
  const [change] = await tx.query<Open>(openChange('id = $1'), [id, tx.now]);
  const reporter = change === undefined ? null : await loadReporter(tx, change.reportId);
  if (change === undefined || reporter === null) return 'needs-new';
  const trust = await readReporterTrust(tx, reporter);
  const now = decideFor(trust, reporter, 'message').send.find(({ content }) => content === 'full');
  const verdict = judgeChange({
    newProven: change.newProvenAt !== null,
    oldProven: change.oldProvenAt !== null,
    oldTrusted: change.oldAddress !== null && now?.address === change.oldAddress,
    byResponder: by !== null,
    newCompromised: isCompromised(change.address, trust.compromised),
  });
  if (verdict !== 'confirmed') return verdict;
  await tx.query(
    `UPDATE channel_change SET state = 'confirmed', settled_at = $2, settled_by = $3, called_address_id = $4, answered_by = $5 WHERE id = $1`,
    [id, tx.now, by?.userId ?? null, by?.addressId ?? null, by?.answeredBy ?? null],
  );
  tell(tx, change, by === null ? 'reporter' : `user:${by.userId}`, 'channel.change-confirmed', {
    by: by === null ? 'old-channel' : 'call',
    ...(by !== null && { answeredBy: by.answeredBy }),
  });
  tx.emit('channel.change-settled', { changeId: id, incidentId: change.incidentId, outcome: 'confirmed' });
  return verdict;
}

/** Null when there is no such wish any more: it was settled, replaced, or its time is over. */
export async function confirmChannel(tx: Tx, changeId: string, by: ConfirmedBy): Promise<ChangeVerdict | null> {
  const [change] = await tx.query<Open>(openChange('id = $1'), [changeId, tx.now]);
  return change === undefined ? null : settle(tx, change, by);
}

/** False when there is no such wish any more. */
export async function refuseChannel(tx: Tx, changeId: string, userId: string, reason: string): Promise<boolean> {
  const [change] = await tx.query<Open>(openChange('id = $1'), [changeId, tx.now]);
  if (change === undefined) return false;
  await tx.query(
    `UPDATE channel_change SET state = 'refused', settled_at = $2, settled_by = $3, reason = $4 WHERE id = $1`,
    [changeId, tx.now, userId, reason],
  );
  tell(tx, change, `user:${userId}`, 'channel.change-refused', { reason });
  tx.emit('channel.change-settled', { changeId, incidentId: change.incidentId, outcome: 'refused' });
  return true;
}

/** What the holder of a receipt sees of the newest wish: never where the old channel leads. */
export interface ChannelWish extends Pick<ChannelChange, 'state' | 'address' | 'newProvenAt' | 'oldProvenAt'> {
  /** A code went over the old channel too. */
  readonly hasOld: boolean;
  readonly isOver: boolean;
}

export async function readChannelWish(tx: Tx, reportId: string): Promise<ChannelWish | null> {
  const [wish] = await tx.query<ChannelWish>(
    `SELECT state, address, new_proven_at AS "newProvenAt", old_proven_at AS "oldProvenAt", old_address IS NOT NULL AS "hasOld",
       expires_at <= $2 AS "isOver"
     FROM channel_change WHERE report_id = (${firstOfThread}) ORDER BY requested_at DESC, id LIMIT 1`,
    [reportId, tx.now],
  );
  return wish ?? null;
}

function tell(tx: Tx, change: Open, actor: Actor, type: string, data: Readonly<Record<string, unknown>>): void {
  const about = { changeId: change.id, to: mask(change.address) };
  tx.append({ subject: 'incident', id: change.incidentId, actor, type, data: { ...about, ...data } });
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time wherever the two begin to differ. */
function isSame(code: string, typed: string): boolean {
  return timingSafeEqual(digest(normalizeOneTimeCode(code) ?? ''), digest(normalizeOneTimeCode(typed) ?? 'none'));
}
