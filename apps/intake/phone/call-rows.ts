import { randomUUID } from 'node:crypto';
import { type Call, type CallFact, type CallStep, type Leg, type LegEnd, newCall } from '#domain';
import type { Tx } from '#store';

/** A call as the store has it. */
export interface StoredCall extends Call {
  readonly id: string;
  readonly sid: string;
  readonly reportId: string;
  readonly reference: string;
  readonly sender: string | null;
}

interface Row {
  readonly id: string;
  readonly sid: string;
  readonly report_id: string;
  readonly reference: string;
  readonly sender: string | null;
  readonly step: CallStep;
  readonly asked: number;
  readonly language: 'en' | 'fr' | null;
}

interface LegRow {
  readonly user_id: string;
  readonly state: Leg['state'];
  readonly because: LegEnd | null;
}

/** Makes a call of a report, once. `readBack`: it was found at the carrier, its webhook never came. */
export async function openCall(
  tx: Tx,
  { sid, reportId, step, readBack }: { sid: string; reportId: string; step: CallStep; readBack: boolean },
): Promise<void> {
  const [opened] = await tx.query<{ id: string }>(
    `INSERT INTO call (id, sid, report_id, step, asked, started_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
     ON CONFLICT DO NOTHING RETURNING id`,
    [randomUUID(), sid, reportId, step, newCall.asked, tx.now],
  );
  if (opened === undefined) return;
  tx.append({ subject: 'report', id: reportId, actor: 'carrier', type: 'call.received', data: { readBack } });
}

/** The call, locked until the commit, so that two of its webhooks come one after the other; null for one we know nothing of. */
export async function lockCall(tx: Tx, sid: string): Promise<StoredCall | null> {
  const [row] = await tx.query<Row>(
    `SELECT c.id, c.sid, c.report_id, c.step, c.asked, c.language, r.reference, r.sender
     FROM call c JOIN report r ON r.id = c.report_id WHERE c.sid = $1 FOR NO KEY UPDATE OF c`,
    [sid],
  );
  if (row === undefined) return null;
  const legs = await tx.query<LegRow>(
    'SELECT user_id, state, because FROM call_leg WHERE call_id = $1 ORDER BY position',
    [row.id],
  );
  return {
    id: row.id,
    sid: row.sid,
    reportId: row.report_id,
    reference: row.reference,
    sender: row.sender,
    step: row.step,
    asked: row.asked,
    language: row.language,
    legs: legs.map(({ user_id: userId, state, because }) =>
      state === 'missed' ? { userId, state, because: because ?? 'failed' } : { userId, state },
    ),
  };
}

/** Writes down where the call stands now, and what happened in the timeline of its report. */
export async function saveCall(
  tx: Tx,
  before: StoredCall,
  after: Call,
  facts: readonly CallFact[],
  seconds: number | null,
): Promise<void> {
  const taken = facts.find((fact) => fact.type === 'call.taken');
  await tx.query(
    `UPDATE call SET step = $2, asked = $3, language = $4, updated_at = $5, taken_by = coalesce(taken_by, $6),
       taken_at = CASE WHEN taken_by IS NULL AND $6::uuid IS NOT NULL THEN $5 ELSE taken_at END,
       ended_at = CASE WHEN $2 = 'ended' THEN coalesce(ended_at, $5) END, seconds = coalesce(seconds, $7)
     WHERE id = $1`,
    [before.id, after.step, after.asked, after.language, tx.now, taken?.userId ?? null, seconds],
  );
  for (const [position, leg] of after.legs.entries()) {
    if (leg === before.legs[position]) continue;
    await tx.query(
      `INSERT INTO call_leg (call_id, position, user_id, state, because, rung_at, settled_at)
       VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $4 <> 'ringing' THEN $6::timestamptz END)
       ON CONFLICT (call_id, position) DO UPDATE SET state = excluded.state, because = excluded.because,
         settled_at = excluded.settled_at`,
      [before.id, position, leg.userId, leg.state, leg.state === 'missed' ? leg.because : null, tx.now],
    );
  }
  for (const fact of facts) await tellFact(tx, before.reportId, fact, seconds);
}

async function tellFact(tx: Tx, reportId: string, fact: CallFact, seconds: number | null): Promise<void> {
  const { type, ...data } = fact;
  const name = 'userId' in fact ? await nameOf(tx, fact.userId) : null;
  tx.append({
    subject: 'report',
    id: reportId,
    // Whoever pressed the key acted; everything else is what the carrier says.
    actor: fact.type === 'call.taken' ? `user:${fact.userId}` : 'carrier',
    type,
    data: { ...data, ...(name !== null && { name }), ...(type === 'call.ended' && { seconds }) },
  });
}

async function nameOf(tx: Tx, userId: string): Promise<string | null> {
  const [user] = await tx.query<{ name: string }>('SELECT name FROM user_account WHERE id = $1', [userId]);
  return user?.name ?? null;
}
