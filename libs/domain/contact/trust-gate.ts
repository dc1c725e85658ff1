import type { BilingualText } from '../language/index.js';
import { type AddressKind, isCompromised, normalizeAddress } from './address.js';

/** Why something is to be sent: to say that a report arrived, to say what to do now, or because a responder wrote. */
export type ContactPurpose = 'receipt' | 'guidance' | 'message';

export interface KnownAddress {
  readonly kind: AddressKind;
  readonly address: string;
  /** Proven to reach the person by another way: registered before, or called back. */
  readonly verified: boolean;
  /** The reporter named it as safe in this report. */
  readonly stated: boolean;
}

export interface ContactFacts {
  readonly purpose: ContactPurpose;
  readonly addresses: readonly KnownAddress[];
  /** Addresses, domains and accounts that the incident says are compromised, as written there. */
  readonly compromised: readonly string[];
  /** Where the report came from; null when it came by a way that cannot be answered, such as the web page. */
  readonly cameFrom: string | null;
}

export type ChannelCode = 'verified' | 'stated-safe' | 'came-from' | 'only-compromised' | 'no-address';

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
}

/**
 * The gate in front of every message to a reporter. Content goes to one address that nothing speaks against, the best proven
 * first; an address that the incident says is compromised never gets more than the neutral receipt, whoever verified it and
 * whenever. When nothing safe is known, nothing is sent and a person has to find another way.
 */
export function decideChannel(facts: ContactFacts): ChannelDecision {
  const { purpose, addresses, compromised } = facts;
  const cameFrom = facts.cameFrom === null ? null : normalizeAddress(facts.cameFrom);
  const known = addresses.map((item) => ({ ...item, address: normalizeAddress(item.address) }));
  const safe = known.filter(({ address }) => !isCompromised(address, compromised));
  const preferred =
    safe.find(({ verified, stated }) => verified && stated) ??
    safe.find(({ stated }) => stated) ??
    safe.find(({ verified }) => verified) ??
    safe.find(({ address }) => address === cameFrom);
  const origin = known.find(({ address }) => address === cameFrom);
  // Whoever wrote expects an answer where they wrote from; silence there would make them write again.
  const receipt =
    purpose === 'receipt' && origin !== undefined && origin.address !== preferred?.address ? origin : null;
  const because = reasonCode(preferred, origin !== undefined || known.length > 0);
  return {
    send: [
      ...(preferred === undefined
        ? []
        : [{ kind: preferred.kind, address: preferred.address, content: 'full' as const }]),
      ...(receipt === null ? [] : [{ kind: receipt.kind, address: receipt.address, content: 'neutral' as const }]),
    ],
    because,
    reason: reasons[because],
  };
}

function reasonCode(preferred: KnownAddress | undefined, anyKnown: boolean): ChannelCode {
  if (preferred === undefined) return anyKnown ? 'only-compromised' : 'no-address';
  if (preferred.stated) return 'stated-safe';
  return preferred.verified ? 'verified' : 'came-from';
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
  'only-compromised': {
    en: 'No address that is known can be trusted. Reach the reporter in another way before you send anything that helps.',
    fr: 'Aucune adresse connue n’est digne de confiance. Joignez la personne autrement avant d’envoyer quoi que ce soit d’utile.',
  },
  'no-address': {
    en: 'The reporter left no address. They can read the answer on the follow-up page.',
    fr: 'La personne n’a laissé aucune adresse. Elle peut lire la réponse sur la page de suivi.',
  },
};
