import type { Tx } from '#store';
import { planWatch, shiftsBeginning } from './plan-watch.js';
import { writeConfirmation } from './take-swap.js';

/** How far ahead a shift can be confirmed, in milliseconds. */
const confirmableMs = 14 * 86_400_000;

/**
 * Records that somebody will be there for a shift of theirs, which is named by its beginning. Answers false when they have none
 * that begins then. Said twice it is said once.
 */
export async function confirmShift(
  tx: Tx,
  user: { readonly id: string; readonly key: string },
  { scheduleId, from }: { readonly scheduleId: string; readonly from: Date },
): Promise<boolean> {
  if (from.getTime() > tx.now.getTime() + confirmableMs) return false;
  const schedule = (await planWatch(tx, from)).find(({ id }) => id === scheduleId);
  if (schedule === undefined) return false;
  const shift = shiftsBeginning(schedule.compiled, from, new Date(from.getTime() + 1)).find(
    ({ person }) => person === user.key,
  );
  if (shift === undefined) return false;
  await writeConfirmation(tx, scheduleId, user.id, shift, 'console');
  return true;
}

/** Confirms by text every shift that its person was reminded of and has not confirmed. Answers the first of them. */
export async function confirmReminded(
  tx: Tx,
  userId: string,
): Promise<{ readonly schedule: string; readonly from: Date } | null> {
  const confirmed = await tx.query<{ schedule: string; from: Date }>(
    `UPDATE shift_confirmation c SET confirmed_at = $2, confirmed_via = 'sms' FROM schedule s
     WHERE s.id = c.schedule_id AND c.user_id = $1 AND c.reminded_at IS NOT NULL AND c.confirmed_at IS NULL AND c.to_at > $2
     RETURNING s.name AS schedule, c.from_at AS "from"`,
    [userId, tx.now],
  );
  return confirmed.toSorted((a, b) => a.from.getTime() - b.from.getTime())[0] ?? null;
}
