/** How often another channel can be asked for with one receipt: a mistyped number is put right, and a stolen code texts nobody all night. */
export const changesPerDay = 4;
export const changesPerReport = 12;
/** How long a proven wish waits for somebody to confirm it, in hours. */
export const changeLifetimeHours = 72;

/** Whether another channel may be asked for; `earlier` are the times at which one was, in any order. */
export function mayAskForChannel(earlier: readonly Date[], now: Date): boolean {
  const today = earlier.filter((at) => now.getTime() - at.getTime() < 24 * 3_600_000).length;
  return today < changesPerDay && earlier.length < changesPerReport;
}

export interface ChangeFacts {
  /** The code that went to the new channel was entered on a page that the receipt opens. */
  readonly newProven: boolean;
  /** So was the one that went over the old channel. */
  readonly oldProven: boolean;
  /** The gate would still send a responder's message over that old channel, at this moment. */
  readonly oldTrusted: boolean;
  /** A responder has called a registered contact, who asked for it. */
  readonly byResponder: boolean;
  /** An open incident says that the new channel is in an attacker's hands. */
  readonly newCompromised: boolean;
}

export type ChangeVerdict =
  | 'confirmed'
  /** Nothing shows yet that the new channel reaches whoever holds the receipt. */
  | 'needs-new'
  /** A receipt may be stolen: the old channel, or a person, has to agree. */
  | 'needs-second'
  | 'compromised';

/** Whether answers go elsewhere from now on. The receipt and the new channel alone never suffice: a thief may hold both. */
export function judgeChange(facts: ChangeFacts): ChangeVerdict {
  if (facts.newCompromised) return 'compromised';
  if (!facts.newProven) return 'needs-new';
  return facts.byResponder || (facts.oldProven && facts.oldTrusted) ? 'confirmed' : 'needs-second';
}
