import { type ArrivedPart, hasOwnNumber, joinTexts } from '#domain';
import type { Report, Tx } from '#store';

/** What one number texted lately, as one text. */
export interface RecentTexts {
  /** In the order in which they are to be read: what a carrier brought out of order or cut is put together. */
  readonly text: string;
  readonly reportIds: readonly string[];
}

/** More texts of one number are not joined. */
const mostTexts = 20;

/**
 * The texts that a number sent within so many milliseconds before a report, with the report itself, joined: what triage should
 * judge, since one part of a text says little. Null for what is no text, or comes from a hidden number.
 */
export async function readTextsSince(
  tx: Tx,
  { id, channel, sender, receivedAt }: Pick<Report, 'id' | 'channel' | 'sender' | 'receivedAt'>,
  withinMs: number,
): Promise<RecentTexts | null> {
  if (channel !== 'sms' || !hasOwnNumber(sender)) return null;
  const rows = await tx.query<{ id: string; raw: Buffer; received_at: Date }>(
    `SELECT id, raw, received_at FROM report
     WHERE sender = $1 AND channel = 'sms' AND received_at BETWEEN $2 AND $3 ORDER BY received_at DESC, id LIMIT ${mostTexts}`,
    [sender, new Date(receivedAt.getTime() - withinMs), receivedAt],
  );
  const texts = rows.toReversed();
  if (!texts.some((row) => row.id === id)) return null;
  const parts = texts.map((row): ArrivedPart => ({ body: textBodyOf(row.raw), receivedAt: row.received_at }));
  return { text: joinTexts(parts), reportIds: texts.map((row) => row.id) };
}

/** What a text says, from the form that its webhook brought. */
export function textBodyOf(raw: Buffer): string {
  return new URLSearchParams(raw.toString('utf8')).get('Body') ?? '';
}

/** How many files a text came with, as its webhook says. */
export function mediaCountOf(raw: Buffer): number {
  const count = Number(new URLSearchParams(raw.toString('utf8')).get('NumMedia') ?? 0);
  return Number.isInteger(count) && count > 0 ? count : 0;
}

/** Whether the carrier has answered the text itself, as its webhook then says: a keyword of its own set of answers. */
export function hasCarrierAnswered(raw: Buffer): boolean {
  return new URLSearchParams(raw.toString('utf8')).has('OptOutType');
}
