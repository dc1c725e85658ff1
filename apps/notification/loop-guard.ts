import type { Config } from '#config';
import { normalizeAddress } from '#domain';
import type { Tx } from '#store';
import type { Reporter } from './reporter.js';

/** Why a report is not acknowledged by message at all. */
export type Silence = 'automatic' | 'own-address' | 'unwanted' | 'follow-up';

/** More acknowledgements to one address in an hour than this are a loop, or somebody using the hotline to flood a third party. */
const mostAnHour = 10;
/** And more in a day than this: a loop with a machine that takes its time. Only the hotline's one address answers, so this is a pair. */
const mostADay = 24;
const burstMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Mailboxes that nobody reads; an answer to one comes back as another mail. */
const nobodysMailbox = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+@]|$)/;

/** Whether answering would talk to a machine, to ourselves, or to somebody who wants no answer; null to answer. */
export function silenceFor(reporter: Reporter, hotline: Config['hotline']): Silence | null {
  const { channel, verdict, disposition, followsReportId, sender } = reporter;
  if (isSet(verdict.automatic)) return 'automatic';
  if (sender !== null && nobodysMailbox.test(normalizeAddress(sender))) return 'automatic';
  if (sender !== null && isOwnAddress(sender, hotline)) return 'own-address';
  // A carrier answers STOP itself, and a word more from us would be refused.
  if (disposition === 'no-incident' && channel === 'sms' && verdict.disposition === 'opt_out') return 'unwanted';
  // Spam carries somebody else's address: an answer would go to them.
  if (disposition === 'no-incident' && channel === 'email' && verdict.disposition === 'close_spam') return 'unwanted';
  // The follow-up page itself has confirmed it.
  return followsReportId !== null && (channel === 'web' || channel === 'api') ? 'follow-up' : null;
}

export function isOwnAddress(address: string, { phone, email, emails }: Config['hotline']): boolean {
  const mailbox = withoutTag(normalizeAddress(address));
  return [phone, email, ...emails].some((own) => withoutTag(normalizeAddress(own)) === mailbox);
}

/**
 * Whether one more acknowledgement may go to this address. Two reports that come at the same instant are counted one after
 * the other: the address is locked until the commit.
 */
export async function mayAcknowledge(tx: Tx, address: string, joined: boolean): Promise<boolean> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 8142))`, [address]);
  const before = (ms: number) => new Date(tx.now.getTime() - ms);
  const [sent] = await tx.query<{ readonly day: number; readonly hour: number; readonly burst: number }>(
    `SELECT count(*)::int AS day, count(*) FILTER (WHERE created_at > $3)::int AS hour,
       count(*) FILTER (WHERE created_at > $2)::int AS burst
     FROM delivery WHERE purpose = 'acknowledgement' AND address = $1 AND created_at > $4`,
    [address, before(burstMs), before(hourMs), before(dayMs)],
  );
  if (sent === undefined) return true;
  return sent.day < mostADay && sent.hour < mostAnHour && (sent.burst === 0 || !joined);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function withoutTag(address: string): string {
  return address.replace(/\+[^@]+@/, '@');
}
