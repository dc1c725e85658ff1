import { type AddressKind, isCompromised, normalizeAddress } from './address.js';

/** How it is made sure who reports: a code to a registered address, or a call to a registered number. */
export const verificationMethods = ['code-sms', 'code-email', 'code-voice', 'call-back'] as const;
export type VerificationMethod = (typeof verificationMethods)[number];

/** How somebody made sure that an address reaches its contact. `party-list`: the party's own officer handed the list over. */
export const verifiedHows = ['in-person', 'party-list', ...verificationMethods] as const;
export type VerifiedHow = 'in-person' | 'party-list' | VerificationMethod;

export const codeLifetimeMinutes = 10;
export const codeTries = 5;
/** A code can be asked for again when a text is late, but nobody's phone is made to ring all night. */
export const codesPerHour = 3;
export const codesPerDay = 8;

export interface OpenCode {
  readonly state: 'open' | 'verified' | 'failed' | 'superseded';
  readonly expiresAt: Date;
  /** Wrong tries so far. */
  readonly attempts: number;
}

export type CodeVerdict =
  | { readonly outcome: 'verified' }
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  | { readonly outcome: 'expired' }
  /** Used before, or replaced by a newer code. */
  | { readonly outcome: 'settled' }
  | { readonly outcome: 'too-many' };

/** Whether a code that was entered proves anything. A code works once, for ten minutes, and survives four wrong tries. */
export function judgeCode(code: OpenCode, isRight: boolean, now: Date): CodeVerdict {
  if (code.state === 'failed' && code.attempts >= codeTries) return { outcome: 'too-many' };
  if (code.state !== 'open') return { outcome: 'settled' };
  if (now.getTime() >= code.expiresAt.getTime()) return { outcome: 'expired' };
  if (code.attempts >= codeTries) return { outcome: 'too-many' };
  if (isRight) return { outcome: 'verified' };
  const triesLeft = codeTries - code.attempts - 1;
  return triesLeft === 0 ? { outcome: 'too-many' } : { outcome: 'wrong', triesLeft };
}

/** Whether another code may go to an address; `earlier` are the times of those that went there before, in any order. */
export function mayRequestCode(earlier: readonly Date[], now: Date): boolean {
  const within = (hours: number) => earlier.filter((at) => now.getTime() - at.getTime() < hours * 3_600_000).length;
  return within(1) < codesPerHour && within(24) < codesPerDay;
}

export interface RegisteredAddress {
  readonly id: string;
  readonly kind: 'email' | 'phone' | 'social';
  readonly address: string;
  readonly preferred: boolean;
  readonly verified: boolean;
}

/** Why a registered address cannot tell who reports. */
export type OfferRefusal = 'came-from' | 'compromised' | 'phone-taken' | 'not-reachable';

export interface VerificationOffer {
  readonly address: RegisteredAddress;
  /** Empty when it is refused. */
  readonly methods: readonly VerificationMethod[];
  readonly refused: OfferRefusal | null;
}

export interface OfferFacts {
  readonly registered: readonly RegisteredAddress[];
  /** Every address that the report itself came from or named: whoever wrote it may hold all of them. */
  readonly brought: readonly string[];
  readonly compromised: readonly string[];
  /** The telephones are in doubt: a SIM swap, a lost or infected device. */
  readonly phonesTaken: boolean;
}

/**
 * By which registered addresses it can be made sure who reports, the safest first. Never by one that the report brought, which
 * would prove nothing, nor by one that is said to be in an attacker's hands.
 */
export function offerVerification(facts: OfferFacts): readonly VerificationOffer[] {
  const brought = new Set(facts.brought.map(normalizeAddress));
  const refuse = ({ kind, address }: RegisteredAddress): OfferRefusal | null => {
    if (kind === 'social') return 'not-reachable';
    if (brought.has(normalizeAddress(address))) return 'came-from';
    if (isCompromised(address, facts.compromised)) return 'compromised';
    return kind === 'phone' && facts.phonesTaken ? 'phone-taken' : null;
  };
  return facts.registered
    .map((address): VerificationOffer => {
      const refused = refuse(address);
      const methods: readonly VerificationMethod[] =
        address.kind === 'phone' ? ['code-sms', 'call-back'] : ['code-email'];
      return { address, methods: refused === null ? methods : [], refused };
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

function rank({ address, refused }: VerificationOffer): number {
  return (
    (refused === null ? 0 : 8) +
    (address.kind === 'phone' ? 0 : 4) +
    (address.verified ? 0 : 2) +
    (address.preferred ? 0 : 1)
  );
}

/** What a registered address is written to as. */
export function addressKindOf(kind: RegisteredAddress['kind']): AddressKind | null {
  if (kind === 'social') return null;
  return kind === 'phone' ? 'sms' : 'email';
}
