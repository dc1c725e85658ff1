import type { BilingualText } from '../language/index.js';
import { type IncidentStamp, type IncidentState, transitions } from './state.js';
import type { Severity } from './severity.js';

/** What the rules need to know of an incident to move it or to change its severity. */
export interface IncidentFacts {
  readonly state: IncidentState;
  readonly acknowledged: boolean;
  readonly severity: Severity;
  readonly lifeSafety: boolean;
}

export type MoveRefusal = 'same-state' | 'impossible-move' | 'reason-required' | 'not-acknowledged';

export interface Moved {
  readonly outcome: 'moved';
  readonly from: IncidentState;
  readonly to: IncidentState;
  /** The column to set to the instant of the move. */
  readonly stamp: IncidentStamp;
  /** Columns that no longer hold, because the incident was reopened: set them to null. */
  readonly clears: readonly IncidentStamp[];
  /** Nobody has it any more either: the acknowledgement is void and paging begins anew. */
  readonly reopened: boolean;
}

export interface Refused<Code extends string> {
  readonly outcome: 'refused';
  readonly code: Code;
  readonly reason: BilingualText;
}

/** Shortest reason that counts as one, in characters without the white space around it. */
export const shortestReason = 3;

const stamps: Readonly<Record<Exclude<IncidentState, 'received'>, IncidentStamp>> = {
  triaged: 'triagedAt',
  contained: 'containedAt',
  recovering: 'recoveringAt',
  resolved: 'resolvedAt',
  closed: 'closedAt',
};

/**
 * Decides one move through the states. Nothing is contained, resolved or closed while nobody has taken it, for then the
 * pager would ring on for an incident that reads as done; what never pages (not-an-incident) may be filed without.
 */
export function moveIncident(
  incident: IncidentFacts,
  to: IncidentState,
  reason: string | null,
): Moved | Refused<MoveRefusal> {
  const { state: from } = incident;
  if (to === from) return refuse('same-state', from, to);
  const transition = transitions[from].find((candidate) => candidate.to === to);
  if (transition === undefined || to === 'received') return refuse('impossible-move', from, to);
  if (needsOwner(incident, to)) return refuse('not-acknowledged', from, to);
  if (transition.reasonFor !== null && !isReason(reason)) return refuse('reason-required', from, to);
  const reopened = transition.reasonFor === 'reopening';
  return {
    outcome: 'moved',
    from,
    to,
    stamp: stamps[to],
    clears: reopened ? ['containedAt', 'recoveringAt', 'resolvedAt', 'closedAt'] : [],
    reopened,
  };
}

/** The moves to offer for this incident; those that still need a reason are among them. */
export function movesFrom(incident: IncidentFacts): readonly IncidentState[] {
  return transitions[incident.state].map(({ to }) => to).filter((to) => !needsOwner(incident, to));
}

export function isReason(reason: string | null): reason is string {
  return reason !== null && reason.trim().length >= shortestReason;
}

function needsOwner(incident: IncidentFacts, to: IncidentState): boolean {
  return to !== 'triaged' && !incident.acknowledged && incident.severity !== 'not-an-incident';
}

/** State names as people read them, for messages and screens. */
export const stateNames: Readonly<Record<IncidentState, BilingualText>> = {
  received: { en: 'received', fr: 'reçu' },
  triaged: { en: 'triaged', fr: 'trié' },
  contained: { en: 'contained', fr: 'endigué' },
  recovering: { en: 'recovering', fr: 'en rétablissement' },
  resolved: { en: 'resolved', fr: 'résolu' },
  closed: { en: 'closed', fr: 'clos' },
};

function refuse(code: MoveRefusal, from: IncidentState, to: IncidentState): Refused<MoveRefusal> {
  return { outcome: 'refused', code, reason: refusals[code](from, to) };
}

const refusals: Readonly<Record<MoveRefusal, (from: IncidentState, to: IncidentState) => BilingualText>> = {
  'same-state': (from) => ({
    en: `The incident is already ${stateNames[from].en}.`,
    fr: `L’incident est déjà ${stateNames[from].fr}.`,
  }),
  'impossible-move': (from, to) => {
    const next = transitions[from].map((transition) => transition.to);
    return {
      en: `An incident that is ${stateNames[from].en} cannot become ${stateNames[to].en}. Next: ${next.map((state) => stateNames[state].en).join(' or ')}.`,
      fr: `Un incident ${stateNames[from].fr} ne peut pas devenir ${stateNames[to].fr}. Étape suivante : ${next.map((state) => stateNames[state].fr).join(' ou ')}.`,
    };
  },
  'reason-required': (from, to) => ({
    en: `Say in a few words why the incident goes from ${stateNames[from].en} to ${stateNames[to].en}.`,
    fr: `Expliquez en quelques mots pourquoi l’incident passe de « ${stateNames[from].fr} » à « ${stateNames[to].fr} ».`,
  }),
  'not-acknowledged': () => ({
    en: 'Nobody has acknowledged this incident. Acknowledge it first.',
    fr: 'Personne n’a pris cet incident en charge. Prenez-le d’abord en charge.',
  }),
};
