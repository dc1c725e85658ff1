import { randomUUID } from 'node:crypto';
import { shiftsBetween } from '#domain';
import type { ShiftConfirmation, Tx } from '#store';
import { lockWatch, type PlannedSchedule, planWatch, shiftsBeginning } from './plan-watch.js';
import { recordWatchChange } from './record-watch-change.js';

/** A swap by its id, or by the code of an open offer. */
export type SwapName = { readonly swapId: string } | { readonly code: string };

export type TakeOutcome =
  | { readonly outcome: 'taken'; readonly swapId: string; readonly from: Date; readonly to: Date }
  | { readonly outcome: 'already'; readonly byName: string; readonly sameUser: boolean; readonly swapId: string }
  | {
      readonly outcome:
        | 'unknown'
        | 'own'
        | 'for-another'
        | 'withdrawn'
        | 'over'
        /** Whoever offered it is no longer on duty then. */
        | 'moved'
        /** Whoever wants it is on duty then, on this schedule or on another, and one person is not two. */
        | 'on-duty'
        | 'on-leave';
    };

interface Row {
  readonly id: string;
  readonly schedule_id: string;
  readonly from_at: Date;
  readonly to_at: Date;
  readonly offered_by: string;
  readonly offered_to: string | null;
  readonly taken_by: string | null;
  readonly state: 'offered' | 'taken' | 'withdrawn';
}

/**
 * Puts whoever takes an offer on duty instead of whoever made it. Of two who take it at once one wins and the other learns who;
 * the one who has it may say so again. Refused where it would leave fewer people on duty than the plan has.
 */
export async function takeSwap(
  tx: Tx,
  name: SwapName,
  user: { readonly id: string; readonly key: string },
): Promise<TakeOutcome> {
  await lockWatch(tx);
  const [swap] = await tx.query<Row>(
    `SELECT id, schedule_id, from_at, to_at, offered_by, offered_to, taken_by, state FROM shift_swap
     WHERE ${'swapId' in name ? 'id = $1' : `code = $1`} ORDER BY state = 'offered' DESC, offered_at DESC LIMIT 1
     FOR NO KEY UPDATE`,
    ['swapId' in name ? name.swapId : name.code],
  );
  if (swap === undefined) return { outcome: 'unknown' };
  if (swap.taken_by !== null) {
    const [taker] = await tx.query<{ name: string }>('SELECT name FROM user_account WHERE id = $1', [swap.taken_by]);
    const sameUser = swap.taken_by === user.id;
    return { outcome: 'already', byName: taker?.name ?? '', sameUser, swapId: swap.id };
  }
  if (swap.state === 'withdrawn') return { outcome: 'withdrawn' };
  if (swap.offered_by === user.id) return { outcome: 'own' };
  if (swap.offered_to !== null && swap.offered_to !== user.id) return { outcome: 'for-another' };
  const from = swap.from_at < tx.now ? tx.now : swap.from_at;
  const to = swap.to_at;
  if (to <= from) return { outcome: 'over' };
  const plan = await planWatch(tx, from);
  const fault = await reasonAgainst(tx, plan, swap, user, from);
  if (fault !== null) return { outcome: fault };

  await tx.query(`UPDATE shift_swap SET state = 'taken', taken_by = $2, settled_at = $3 WHERE id = $1`, [
    swap.id,
    user.id,
    tx.now,
  ]);
  await tx.query(
    `INSERT INTO schedule_override
       (id, schedule_id, kind, from_at, to_at, person_id, replaces_id, reason, swap_id, created_at, created_by)
     VALUES ($1, $2, 'replace', $3, $4, $5, $6, '', $7, $8, $9)`,
    [randomUUID(), swap.schedule_id, from, to, user.id, swap.offered_by, swap.id, tx.now, `user:${user.id}`],
  );
  await confirmTaken(tx, swap.schedule_id, user, from, to);
  await recordWatchChange(tx, {
    actor: `user:${user.id}`,
    kind: 'swap.taken',
    subject: plan.find(({ id }) => id === swap.schedule_id)?.key ?? swap.schedule_id,
    data: { swapId: swap.id, from, to, offeredBy: swap.offered_by },
  });
  tx.emit('swap.settled', { swapId: swap.id });
  return { outcome: 'taken', swapId: swap.id, from, to };
}

async function reasonAgainst(
  tx: Tx,
  plan: readonly PlannedSchedule[],
  swap: Row,
  user: { readonly id: string; readonly key: string },
  from: Date,
): Promise<'moved' | 'on-duty' | 'on-leave' | null> {
  const [giver] = await tx.query<{ key: string }>('SELECT key FROM user_account WHERE id = $1', [swap.offered_by]);
  const own = plan.find(({ id }) => id === swap.schedule_id);
  if (own === undefined || giver === undefined) return 'moved';
  const shifts = shiftsBetween(own.compiled, from, swap.to_at);
  if (!shifts.every(({ people }) => people.includes(giver.key))) return 'moved';
  const isBusy = plan.some(({ compiled }) =>
    shiftsBetween(compiled, from, swap.to_at).some(({ people }) => people.includes(user.key)),
  );
  if (isBusy) return 'on-duty';
  const [leave] = await tx.query(
    `SELECT 1 FROM absence WHERE user_id = $1 AND state = 'granted' AND from_at < $3 AND to_at > $2 LIMIT 1`,
    [user.id, from, swap.to_at],
  );
  return leave === undefined ? null : 'on-leave';
}

/** Taking a shift is saying that one will be there: nobody is asked again for a shift that it begins. */
async function confirmTaken(
  tx: Tx,
  scheduleId: string,
  user: { readonly id: string; readonly key: string },
  from: Date,
  to: Date,
): Promise<void> {
  const schedule = (await planWatch(tx, from)).find(({ id }) => id === scheduleId);
  if (schedule === undefined) return;
  for (const shift of shiftsBeginning(schedule.compiled, from, to)) {
    if (shift.person === user.key) await writeConfirmation(tx, scheduleId, user.id, shift, 'swap');
  }
}

export async function writeConfirmation(
  tx: Tx,
  scheduleId: string,
  userId: string,
  shift: { readonly from: Date; readonly to: Date },
  via: NonNullable<ShiftConfirmation['confirmedVia']>,
): Promise<void> {
  await tx.query(
    `INSERT INTO shift_confirmation (schedule_id, user_id, from_at, to_at, confirmed_at, confirmed_via)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (schedule_id, user_id, from_at) DO UPDATE
       SET confirmed_at = excluded.confirmed_at, confirmed_via = excluded.confirmed_via
       WHERE shift_confirmation.confirmed_at IS NULL`,
    [scheduleId, userId, shift.from, shift.to, tx.now, via],
  );
}
