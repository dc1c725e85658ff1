/** How well the directory knows whoever sent a report, best first. */
export const reporterStandings = ['registered-verified', 'registered', 'domain', 'unknown'] as const;
export type ReporterStanding = (typeof reporterStandings)[number];

/** Why a standing is what it is. */
export type StandingReason =
  | 'sender-verified'
  | 'sender-registered'
  /** The address is a contact's, but the mail did not prove that it came from there. */
  | 'sender-unproven'
  /** Several contacts share it, as an office shares a telephone. */
  | 'shared-address'
  | 'stated-address'
  | 'party-domain'
  | 'named-account'
  | 'several-parties'
  | 'nothing-known';

/** A registered address that equals one of the report's. */
export interface RegisteredMatch {
  readonly address: string;
  readonly contactId: string;
  readonly partyId: string;
  readonly verified: boolean;
}

export interface ReporterFacts {
  /** Where the report came from, normalized; null when it came by a way that shows no address. Never a Reply-To. */
  readonly sender: string | null;
  /** Addresses that the reporter gave, normalized: anybody can write anybody's there. */
  readonly stated: readonly string[];
  /** Whether the sender is proven: the sender's authentication for mail, true for what a carrier delivered, null unknown. */
  readonly authenticated: boolean | null;
  readonly matches: readonly RegisteredMatch[];
  /** Parties whose mail domain the sender or a stated address has. */
  readonly domainParties: readonly string[];
  /** Parties that run an account which the report names. */
  readonly accountParties: readonly string[];
}

export interface FoundReporter {
  readonly partyId: string | null;
  readonly contactId: string | null;
  readonly standing: ReporterStanding;
  readonly because: StandingReason;
}

/**
 * Whom a report comes from, as far as the directory can tell. Only the address that it came from can make somebody a
 * registered contact in good standing; what is typed into a form or named in a text is a claim. Whoever is unknown is served
 * all the same: standing decides where answers may go, never whether there is one.
 */
export function matchReporter(facts: ReporterFacts): FoundReporter {
  const { sender, stated, authenticated, matches } = facts;
  const bySender = matches.filter(({ address }) => address === sender);
  if (bySender.length > 0 && authenticated !== false) {
    const verified = authenticated === true && bySender.every((match) => match.verified);
    const found = fromMatches(bySender, verified ? 'registered-verified' : 'registered', verified);
    if (found !== null) return found;
  }
  const byStated = matches.filter(({ address }) => stated.includes(address) && address !== sender);
  const claimed = oneParty(byStated);
  if (claimed !== null) {
    const contactId = one(byStated.map((match) => match.contactId));
    return { partyId: claimed, contactId, standing: 'registered', because: 'stated-address' };
  }
  const forged = bySender.length > 0 && authenticated === false;
  const domainParty = one(facts.domainParties) ?? (forged ? oneParty(bySender) : null);
  if (domainParty !== null) {
    const because = forged ? 'sender-unproven' : 'party-domain';
    return { partyId: domainParty, contactId: null, standing: 'domain', because };
  }
  const accountParty = one(facts.accountParties);
  if (accountParty !== null) {
    return { partyId: accountParty, contactId: null, standing: 'unknown', because: 'named-account' };
  }
  const ambiguous = matches.length > 0 || facts.domainParties.length > 1 || facts.accountParties.length > 1;
  return {
    partyId: null,
    contactId: null,
    standing: 'unknown',
    because: ambiguous ? 'several-parties' : 'nothing-known',
  };
}

function fromMatches(
  matches: readonly RegisteredMatch[],
  standing: ReporterStanding,
  verified: boolean,
): FoundReporter | null {
  const partyId = oneParty(matches);
  // Two parties that share an address: to guess one would show an incident to the other.
  if (partyId === null) return null;
  const contactId = one(matches.map((match) => match.contactId));
  if (contactId === null) return { partyId, contactId, standing: 'registered', because: 'shared-address' };
  return { partyId, contactId, standing, because: verified ? 'sender-verified' : 'sender-registered' };
}

function oneParty(matches: readonly RegisteredMatch[]): string | null {
  return one(matches.map(({ partyId }) => partyId));
}

/** The one value that all have; null when there is none, or more than one. */
function one(values: readonly string[]): string | null {
  const [first, ...others] = new Set(values);
  return first === undefined || others.length > 0 ? null : first;
}
