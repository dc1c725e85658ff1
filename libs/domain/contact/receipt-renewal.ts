/** New codes for one report in 24 hours, and in all: whoever knows a reference cannot have its reporter written to all day. */
export const renewalsPerDay = 2;
export const renewalsPerReport = 8;

/** Whether another code may be sent; `sent` are the times at which one was, in any order. */
export function mayRenewReceipt(sent: readonly Date[], now: Date): boolean {
  const today = sent.filter((at) => now.getTime() - at.getTime() < 24 * 3_600_000).length;
  return today < renewalsPerDay && sent.length < renewalsPerReport;
}

/**
 * Which codes of a receipt open it, by number; 0 is the first. All since the newest that was ever used: asking for a code, which
 * anybody can who has seen a reference, takes nothing from its holder, and using the new one ends those that were lost.
 */
export function validCodes(
  renewals: readonly { readonly number: number; readonly used: boolean }[],
): readonly number[] {
  const newestUsed = Math.max(0, ...renewals.filter(({ used }) => used).map(({ number }) => number));
  return [0, ...renewals.map(({ number }) => number)].filter((number) => number >= newestUsed);
}
