import { type IncidentState, isOpenState } from '../incident/state.js';

/** An incident that has something in common with a report. */
export interface Neighbour {
  readonly incidentId: string;
  readonly state: IncidentState;
  /** Null when nobody knows whose it is. */
  readonly partyId: string | null;
  readonly openedAt: Date;
  /** One of its reports says nearly the same as this one, word for word. */
  readonly isAlike: boolean;
  /** … and is long enough, with the same numbers, to be the same report sent twice. */
  readonly isRepetition: boolean;
  /** Both name the same account or address as compromised. */
  readonly isSameAccount: boolean;
  /** Indicators that both hold, the well-known ones left out. */
  readonly sharedIndicators: number;
}

export type LinkKind = 'same-incident' | 'same-campaign';

export interface FoundLink {
  readonly incidentId: string;
  readonly kind: LinkKind;
  readonly because: { readonly alike: boolean; readonly sameAccount: boolean; readonly sharedIndicators: number };
}

export interface Correlation {
  /** The open incident that this report is another report of; null: it opens one. */
  readonly joins: { readonly incidentId: string; readonly by: 'account' | 'alike' } | null;
  /** What a responder should look at together; a person confirms or rejects each. */
  readonly links: readonly FoundLink[];
}

/** Later than this, the same words or account are another occasion, and somebody should be woken for it. */
export const sameOccasionHours = 24;

/** The most links that one report makes; a campaign is no clearer for the hundredth. */
const mostLinks = 5;

/**
 * What a report has to do with the incidents around it. It joins one by its content only within a known party: then the
 * second report of the same hacked page, by another person or channel, wakes nobody twice. Across parties, or where nobody
 * knows whose it is, incidents stay apart and are linked, so that no party ever learns of another and nobody gets into an
 * incident by repeating its words.
 */
export function correlate(
  report: { readonly partyId: string | null },
  around: readonly Neighbour[],
  now: Date,
): Correlation {
  const joins = around
    .filter((neighbour) => isSameOccasion(report, neighbour, now))
    .toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime())[0];
  const links = around
    .filter(({ incidentId }) => incidentId !== joins?.incidentId)
    .flatMap((neighbour): FoundLink[] => {
      const kind = kindOf(report, neighbour, now);
      if (kind === null) return [];
      const { incidentId, isAlike: alike, isSameAccount: sameAccount, sharedIndicators } = neighbour;
      return [{ incidentId, kind, because: { alike, sameAccount, sharedIndicators } }];
    })
    .slice(0, mostLinks);
  return {
    joins: joins === undefined ? null : { incidentId: joins.incidentId, by: joins.isSameAccount ? 'account' : 'alike' },
    links,
  };
}

function isSameOccasion({ partyId }: { readonly partyId: string | null }, neighbour: Neighbour, now: Date): boolean {
  if (partyId === null || neighbour.partyId !== partyId || !isOpenState(neighbour.state)) return false;
  return (neighbour.isSameAccount || neighbour.isRepetition) && isRecent(neighbour, now);
}

function kindOf({ partyId }: { readonly partyId: string | null }, neighbour: Neighbour, now: Date): LinkKind | null {
  const isOtherParty = partyId !== null && neighbour.partyId !== null && neighbour.partyId !== partyId;
  const isSame = neighbour.isAlike || neighbour.isSameAccount;
  if (isSame && !isOtherParty && isOpenState(neighbour.state) && isRecent(neighbour, now)) return 'same-incident';
  return isSame || neighbour.sharedIndicators > 0 ? 'same-campaign' : null;
}

function isRecent({ openedAt }: Neighbour, now: Date): boolean {
  return now.getTime() - openedAt.getTime() <= sameOccasionHours * 3_600_000;
}
