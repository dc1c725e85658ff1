import type { BilingualText } from '../language/index.js';
import { type AddressKind, domainOfAddress, isCompromised, normalizeAddress } from './address.js';

/**
 * Why something is to be sent: to say that a report arrived, to say what to do now or answer a question about one's own report,
 * or because a responder wrote about the incident.
 */
export type ContactPurpose = 'receipt' | 'guidance' | 'message';

export interface KnownAddress {
  readonly kind: AddressKind;
  readonly address: string;
  /** Proven to reach the person by another way: registered and checked before, or by a code or a call in this incident. */
  readonly verified: boolean;
  /** The reporter named it as safe in this report. */
  readonly stated: boolean;
  /** In the directory, as the matched contact's. */
  readonly registered?: boolean;
  /** The one that the contact asked to be reached at. */
  readonly preferred?: boolean;
}

export interface ContactFacts {
  readonly purpose: ContactPurpose;
  readonly addresses: readonly KnownAddress[];
  /** Addresses, domains and accounts that an open incident says are compromised, as written there. */
  readonly compromised: readonly string[];
  /** Where the report came from; null when it came by a way that cannot be answered, such as the web page. */
  readonly cameFrom: string | null;
  /** A SIM swap, a lost or infected device: registered numbers may ring at the attacker's. */
  readonly phonesTaken?: boolean;
  /** The mail's sender failed its authentication: it did not come from where it says. */
  readonly forged?: boolean;
  /** Numbers that asked not to be texted, in E.164: nothing at all goes there. */
  readonly optedOut?: readonly string[];
  /** The address that a manager chose for this one message, against the gate. */
  readonly override?: string | null;
}

export type ChannelCode =
  'verified' | 'stated-safe' | 'came-from' | 'override' | 'only-compromised' | 'unproven' | 'no-address';

/** What the gate found about one address. */
export type AddressFinding =
  | 'verified'
  | 'stated-safe'
  | 'came-from'
  | 'override'
  | 'compromised'
  | 'phone-taken'
  | 'opted-out'
  | 'unproven'
  | 'unverified'
  | 'less-safe';

export interface ConsideredAddress {
  readonly kind: AddressKind;
  readonly address: string;
  readonly content: 'full' | 'neutral' | 'nothing';
  readonly because: AddressFinding;
}

export interface ChannelDecision {
  /**
   * At most one address gets the full content. A neutral receipt says that something arrived and nothing else: no steps, no
   * code, no word of what was reported.
   */
  readonly send: readonly {
    readonly kind: AddressKind;
    readonly address: string;
    readonly content: 'full' | 'neutral';
  }[];
  readonly because: ChannelCode;
  readonly reason: BilingualText;
  /** Every address that is known, and why it is written to or not. */
  readonly considered: readonly ConsideredAddress[];
}

type Judged = KnownAddress & {
  /** Null when content may go there; otherwise what speaks against it. */
  readonly against: 'compromised' | 'phone-taken' | 'opted-out' | 'unproven' | 'unverified' | null;
  readonly rank: number;
};

/**
 * The gate in front of every message to a reporter. Content goes to one address that nothing speaks against, the best proven
 * first; an address that an open incident says is compromised never gets more than the neutral receipt, whoever verified it
 * and whenever, unless a manager chose it for this one message. When nothing safe is known, nothing is sent and a person has
 * to find another way. docs/trust-gate.md has the order.
 */
export function decideChannel(facts: ContactFacts): ChannelDecision {
  const cameFrom = facts.cameFrom === null ? null : normalizeAddress(facts.cameFrom);
  const override = facts.override === undefined || facts.override === null ? null : normalizeAddress(facts.override);
  const known = distinct(facts.addresses);
  const judged = judgeAll(known, facts, cameFrom).toSorted((a, b) => a.rank - b.rank);
  // No manager can make a carrier deliver what its receiver has refused.
  const chosen =
    override === null
      ? undefined
      : judged.find(({ address }) => address === override && facts.optedOut?.includes(address) !== true);
  const preferred = chosen ?? judged.find(({ against }) => against === null);
  const origin = judged.find(({ address }) => address === cameFrom);
  // Whoever wrote expects an answer where they wrote from; silence there would make them write again.
  const mayReceipt = origin !== undefined && origin !== preferred && facts.optedOut?.includes(origin.address) !== true;
  const receipt = facts.purpose === 'receipt' && mayReceipt ? origin : null;
  const because = reasonCode(preferred, chosen !== undefined, judged, cameFrom);
  return {
    send: [
      ...(preferred === undefined
        ? []
        : [{ kind: preferred.kind, address: preferred.address, content: 'full' as const }]),
      ...(receipt === null ? [] : [{ kind: receipt.kind, address: receipt.address, content: 'neutral' as const }]),
    ],
    because,
    reason: reasons[because],
    considered: judged.map((item) => ({
      kind: item.kind,
      address: item.address,
      content: item === preferred ? 'full' : item === receipt ? 'neutral' : 'nothing',
      because: item === chosen ? 'override' : findingOf(item, item === preferred, cameFrom),
    })),
  };
}

function judgeAll(known: readonly KnownAddress[], facts: ContactFacts, cameFrom: string | null): readonly Judged[] {
  const { purpose, compromised, phonesTaken = false, forged = false, optedOut = [] } = facts;
  const originTaken = cameFrom !== null && isCompromised(cameFrom, compromised);
  return known.map((item): Judged => {
    const isOrigin = item.address === cameFrom;
    const against = (): Judged['against'] => {
      if (isCompromised(item.address, compromised)) return 'compromised';
      if (item.kind === 'sms' && optedOut.includes(item.address)) return 'opted-out';
      // The number the reporter calls from or names now is the other telephone that the first steps ask for.
      if (phonesTaken && item.kind === 'sms' && !isOrigin && !item.stated) return 'phone-taken';
      if (item.verified && !(isOrigin && forged)) return null;
      if (isOrigin && forged && purpose === 'message') return 'unproven';
      if (isOrigin) return null;
      // What a message from a taken account names as safe may be the attacker's own.
      if (item.stated) return purpose === 'message' && originTaken ? 'unproven' : null;
      return 'unverified';
    };
    return { ...item, against: against(), rank: rankOf(item, facts, isOrigin, originTaken) };
  });
}

/** The order in which content may go out; lower comes first. */
function rankOf(item: KnownAddress, facts: ContactFacts, isOrigin: boolean, originTaken: boolean): number {
  const shaky = item.kind === 'email' && sharesDomain(item.address, facts.compromised);
  const proven = item.verified && !(isOrigin && facts.forged === true);
  const place = (): number => {
    if (facts.purpose !== 'message' && !originTaken) {
      // About one's own report, the answer goes where the reporter asked for it or wrote from.
      if (item.stated) return proven ? 0 : 1;
      if (isOrigin) return 2;
      return proven ? provenPlace(item, shaky, 3) : 9;
    }
    if (proven && item.stated) return 0;
    if (proven && isOrigin && !shaky) return 1;
    if (proven) return provenPlace(item, shaky, 2);
    return item.stated ? 6 : isOrigin ? 7 : 9;
  };
  return place() * 2 + (item.preferred === true ? 0 : 1);
}

/** A telephone before a mailbox, and a mailbox elsewhere before one beside the mailbox that was taken. */
function provenPlace({ kind }: KnownAddress, shaky: boolean, first: number): number {
  if (kind === 'sms') return first;
  return shaky ? first + 2 : first + 1;
}

function sharesDomain(address: string, compromised: readonly string[]): boolean {
  const domain = domainOfAddress(address);
  return domain !== null && compromised.some((named) => domainOfAddress(normalizeAddress(named)) === domain);
}

/** One entry for each address, with everything that is known of it. */
function distinct(addresses: readonly KnownAddress[]): readonly KnownAddress[] {
  const found = new Map<string, KnownAddress>();
  for (const item of addresses) {
    const address = normalizeAddress(item.address);
    const before = found.get(address);
    found.set(address, {
      kind: before?.kind ?? item.kind,
      address,
      verified: item.verified || (before?.verified ?? false),
      stated: item.stated || (before?.stated ?? false),
      registered: (item.registered ?? false) || (before?.registered ?? false),
      preferred: (item.preferred ?? false) || (before?.preferred ?? false),
    });
  }
  return [...found.values()];
}

function findingOf(item: Judged, isChosen: boolean, cameFrom: string | null): AddressFinding {
  if (item.against !== null) return item.against;
  if (!isChosen) return 'less-safe';
  if (item.stated && !item.verified) return 'stated-safe';
  if (item.verified && item.address !== cameFrom) return item.stated ? 'stated-safe' : 'verified';
  return item.verified ? 'verified' : 'came-from';
}

function reasonCode(
  preferred: Judged | undefined,
  overridden: boolean,
  judged: readonly Judged[],
  cameFrom: string | null,
): ChannelCode {
  if (overridden) return 'override';
  if (preferred === undefined) {
    if (judged.length === 0) return 'no-address';
    return judged.some(({ against }) => against === 'compromised' || against === 'phone-taken')
      ? 'only-compromised'
      : 'unproven';
  }
  if (preferred.stated) return 'stated-safe';
  if (preferred.verified) return 'verified';
  return preferred.address === cameFrom ? 'came-from' : 'verified';
}

const reasons: Readonly<Record<ChannelCode, BilingualText>> = {
  verified: {
    en: 'This address was verified before and the incident says nothing against it.',
    fr: 'Cette adresse a déjà été vérifiée et rien dans l’incident ne la met en doute.',
  },
  'stated-safe': {
    en: 'The reporter named this address as safe and the incident says nothing against it.',
    fr: 'La personne a indiqué que cette adresse est sûre et rien dans l’incident ne la met en doute.',
  },
  'came-from': {
    en: 'The report came from this address and the incident says nothing against it.',
    fr: 'Le signalement vient de cette adresse et rien dans l’incident ne la met en doute.',
  },
  override: {
    en: 'A manager chose this address for this one message.',
    fr: 'Une ou un gestionnaire a choisi cette adresse pour ce seul message.',
  },
  'only-compromised': {
    en: 'No address that is known can be trusted. Reach the reporter in another way before you send anything that helps.',
    fr: 'Aucune adresse connue n’est digne de confiance. Joignez la personne autrement avant d’envoyer quoi que ce soit d’utile.',
  },
  unproven: {
    en: 'Nobody has made sure who is at the addresses that are known. Verify the reporter first.',
    fr: 'Personne ne s’est assuré de qui se trouve aux adresses connues. Vérifiez d’abord l’identité de la personne.',
  },
  'no-address': {
    en: 'The reporter left no address. They can read the answer on the follow-up page.',
    fr: 'La personne n’a laissé aucune adresse. Elle peut lire la réponse sur la page de suivi.',
  },
};
