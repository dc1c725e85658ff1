/** `expired`: its time began and nobody had taken it, so it stays with whoever offered it. */
export type SwapState = 'offered' | 'taken' | 'withdrawn' | 'expired';

/** How an offer of one's own time on duty stands at an instant. What is taken stays taken, whatever the time. */
export function swapState(
  swap: { readonly from: Date; readonly takenBy: string | null; readonly withdrawn: boolean },
  now: Date,
): SwapState {
  if (swap.withdrawn) return 'withdrawn';
  if (swap.takenBy !== null) return 'taken';
  return swap.from <= now ? 'expired' : 'offered';
}
