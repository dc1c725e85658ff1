import { randomUUID } from 'node:crypto';
import { ourMessageIdsIn, type Secrets } from '#service';
import type { Tx } from '#store';
import type { TakenApart } from './take-apart.js';

/** Of what somebody wrote, in characters: an answer to a page is a word or two. */
const longestAnswer = 1_000;

/**
 * Takes a responder's mail for an answer to the page that it replies to; false when it is none. Three things prove it, none
 * enough by itself: the Message-ID that only we can make and only that page's mail carried, the address that the page went to
 * (whoever was forwarded the page has its Message-ID too), and no sign that the sender is forged. What a machine sent answers
 * nothing. Told again, it changes nothing.
 */
export async function takePageAnswer(
  tx: Tx,
  secrets: Secrets,
  { report, reading, authentication }: Pick<TakenApart, 'report' | 'reading' | 'authentication'>,
): Promise<boolean> {
  if (report.channel !== 'email' || reading.automatic !== null || reading.passedOn) return false;
  if (authentication?.summary === 'fail') return false;
  const deliveries = ourMessageIdsIn(secrets, [reading.references.map((id) => `<${id}>`).join('\n')]);
  if (deliveries.length === 0 || reading.senderAddress === null) return false;
  const [page] = await tx.query<{ id: string; user_id: string }>(
    `SELECT p.id, p.user_id FROM delivery d JOIN page p ON p.id = d.page_id JOIN user_account u ON u.id = p.user_id AND u.active
     WHERE d.id = ANY($1) AND d.purpose = 'page' AND d.channel = 'email' AND lower(d.address) = $2
     ORDER BY p.requested_at DESC LIMIT 1`,
    [deliveries, reading.senderAddress],
  );
  if (page === undefined) return false;
  const [reply] = await tx.query<{ id: string }>(
    `INSERT INTO reply (id, external_id, user_id, channel, page_id, sender, in_reply_to, body, received_at)
     VALUES ($1, $2, $3, 'email', $4, $5, $6, $7, $8) ON CONFLICT (external_id) DO NOTHING RETURNING id`,
    [
      randomUUID(),
      `report ${report.id}`,
      page.user_id,
      page.id,
      reading.senderAddress,
      reading.messageId,
      firstParagraph(reading.ownText).slice(0, longestAnswer),
      tx.now,
    ],
  );
  if (reply !== undefined) tx.emit('reply.received', { replyId: reply.id });
  return true;
}

/**
 * A name or a telephone number of a signature below would be read as a word or a code that is not understood. The whole of the
 * first paragraph counts, though: "OK" and in the next line "but I cannot take it" is no acknowledgement.
 */
function firstParagraph(text: string): string {
  return text.trim().split(/\n[^\S\n]*\n/, 1)[0] ?? '';
}
