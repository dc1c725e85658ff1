import type { Category, Conversation } from '#domain';
import type { Tx } from '#store';

/** A conversation as the store has it. */
export interface StoredConversation extends Conversation {
  /** The report that began it, whose reference all answers name. */
  readonly reportId: string;
  readonly reference: string;
}

/** The conversation with a number, locked until the commit, so that two texts of one number come one after the other. */
export async function lockConversation(tx: Tx, phone: string): Promise<StoredConversation | null> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 8142))`, [phone]);
  const [row] = await tx.query<StoredConversation>(
    `SELECT c.incident_id AS "incidentId", c.report_id AS "reportId", r.reference, c.language, c.pending,
       c.pending_since AS "pendingSince", c.asked, c.answers, c.steps_for AS "stepsFor", c.noted_at AS "notedAt",
       c.over_at AS "overAt", c.last_at AS "lastAt"
     FROM conversation c JOIN report r ON r.id = c.report_id WHERE c.phone = $1`,
    [phone],
  );
  return row ?? null;
}

export async function saveConversation(tx: Tx, phone: string, reportId: string, state: Conversation): Promise<void> {
  const stepsFor: Category | null = state.stepsFor;
  await tx.query(
    `INSERT INTO conversation (phone, incident_id, report_id, language, pending, pending_since, asked, answers, steps_for,
       noted_at, over_at, started_at, last_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (phone) DO UPDATE SET incident_id = $2, report_id = $3, language = $4, pending = $5, pending_since = $6,
       asked = $7, answers = $8, steps_for = $9, noted_at = $10, over_at = $11, last_at = $13,
       started_at = CASE WHEN conversation.report_id = $3 THEN conversation.started_at ELSE $12 END`,
    [
      phone,
      state.incidentId,
      reportId,
      state.language,
      state.pending,
      state.pendingSince,
      state.asked,
      JSON.stringify(state.answers),
      stepsFor,
      state.notedAt,
      state.overAt,
      tx.now,
      state.lastAt,
    ],
  );
}

/** Whether a number may get so many more automatic texts within the hour: two machines must not talk to each other for ever. */
export async function mayText(tx: Tx, phone: string, texts: number, mostAnHour: number): Promise<boolean> {
  const [sent] = await tx.query<{ readonly hour: number }>(
    `SELECT count(*)::int AS hour FROM delivery WHERE channel = 'sms' AND address = $1 AND created_at > $2
       AND purpose IN ('acknowledgement', 'answer', 'receipt')`,
    [phone, new Date(tx.now.getTime() - 3_600_000)],
  );
  return (sent?.hour ?? 0) + texts <= mostAnHour;
}
