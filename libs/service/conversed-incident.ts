import {
  hasOwnNumber,
  type IncidentState,
  isThanks,
  plainWords,
  type Question,
  readAnswer,
  readCommand,
  readKeyword,
} from '#domain';
import type { Report, Tx } from '#store';
import { textBodyOf } from './texts-since.js';

interface Row {
  readonly incidentId: string;
  readonly state: IncidentState;
  readonly pending: Question | null;
}

/** An answer in more words than this may tell something new. */
const shortAnswer = 2;

/**
 * The incident that a text talks about and says nothing new of: a command (STATUS), thanks, a carrier's keyword, or a short
 * answer to the question that waits, from a number that the hotline is in conversation with. Such a text belongs to that
 * incident whatever its state, opens none, and makes none more severe: judged by itself, "1" or "STATUS" is a riddle. What an
 * answer does change, the conversation does. Null for every other report.
 */
export async function findConversedIncident(
  tx: Tx,
  { channel, sender, raw }: Pick<Report, 'channel' | 'sender' | 'raw'>,
): Promise<{ readonly incidentId: string; readonly state: IncidentState } | null> {
  if (channel !== 'sms' || !hasOwnNumber(sender)) return null;
  const text = textBodyOf(raw);
  const isBare = readCommand(text) !== null || isThanks(text) || readKeyword(text) !== null;
  const isShort = plainWords(text).length <= shortAnswer;
  if (!isBare && !isShort) return null;
  const [row] = await tx.query<Row>(
    `SELECT coalesce(i.merged_into, i.id) AS "incidentId", coalesce(m.state, i.state) AS state, c.pending
     FROM conversation c JOIN incident i ON i.id = c.incident_id LEFT JOIN incident m ON m.id = i.merged_into
     WHERE c.phone = $1`,
    [sender],
  );
  if (row === undefined) return null;
  const { incidentId, state, pending } = row;
  const isAnswer = isShort && pending !== null && readAnswer(pending, text) !== null;
  return isBare || isAnswer ? { incidentId, state } : null;
}
