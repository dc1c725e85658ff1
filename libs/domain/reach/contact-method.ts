/** How a person of the watch is reached. What wakes: a push, a text, a call. Mail informs. */
export const methodKinds = ['push', 'sms', 'voice', 'email'] as const;
export type MethodKind = (typeof methodKinds)[number];

export interface ContactMethod {
  readonly id: string;
  readonly kind: MethodKind;
  /** Its person has shown, by a code or by the roster that a manager vouches for, that it is theirs. */
  readonly verified: boolean;
  /** A carrier said that nothing arrives there any more. */
  readonly bad: boolean;
}

/** Whether it wakes somebody who sleeps. */
export function wakes(kind: MethodKind): boolean {
  return kind !== 'email';
}

/** Whether anything may be sent there without a second thought. */
export function isSound({ verified, bad }: ContactMethod): boolean {
  return verified && !bad;
}
