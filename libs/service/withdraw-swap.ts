import type { Tx } from '#store';
import { lockWatch } from './plan-watch.js';
import { recordWatchChange } from './record-watch-change.js';

export type WithdrawOutcome = { readonly outcome: 'withdrawn' | 'unknown' | 'not-yours' | 'taken' };

/** Takes back an offer that nobody has taken. Whoever is quicker wins: what is taken stays taken. */
export async function withdrawSwap(
  tx: Tx,
  swapId: string,
  user: { readonly id: string; readonly maySettleAny: boolean },
): Promise<WithdrawOutcome> {
  await lockWatch(tx);
  const [swap] = await tx.query<{ offered_by: string; state: string; key: string }>(
    `SELECT s.offered_by, s.state, (SELECT key FROM schedule WHERE id = s.schedule_id) AS key
     FROM shift_swap s WHERE s.id = $1 FOR NO KEY UPDATE`,
    [swapId],
  );
  if (swap === undefined) return { outcome: 'unknown' };
  if (swap.offered_by !== user.id && !user.maySettleAny) return { outcome: 'not-yours' };
  if (swap.state === 'taken') return { outcome: 'taken' };
  if (swap.state === 'withdrawn') return { outcome: 'withdrawn' };
  await tx.query(`UPDATE shift_swap SET state = 'withdrawn', settled_at = $2 WHERE id = $1`, [swapId, tx.now]);
  await recordWatchChange(tx, {
    actor: `user:${user.id}`,
    kind: 'swap.withdrawn',
    subject: swap.key,
    data: { swapId },
  });
  return { outcome: 'withdrawn' };
}
