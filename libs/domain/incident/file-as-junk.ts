import type { BilingualText } from '../language/index.js';
import { type IncidentFacts, type Refused } from './move-incident.js';
import type { IncidentState } from './state.js';

export type JunkRefusal = 'too-severe' | 'held-by-another' | 'under-way' | 'over';

/** Milliseconds within which whoever filed incidents as junk may take it back at once. */
export const undoWithin = 10 * 60_000;

export interface JunkFacts extends IncidentFacts {
  readonly heldByAnother: boolean;
}

/**
 * Whether an incident may be filed as junk together with others, and through which states it then goes. What could be bad,
 * what somebody else has and what was begun is looked at by itself: one hand that slips must not close it.
 */
export function fileAsJunk(
  incident: JunkFacts,
): { readonly outcome: 'filed'; readonly through: readonly IncidentState[] } | Refused<JunkRefusal> {
  const { state, severity, lifeSafety, heldByAnother } = incident;
  if (state === 'closed') return refuse('over');
  if (lifeSafety || severity === 'critical' || severity === 'high') return refuse('too-severe');
  if (heldByAnother) return refuse('held-by-another');
  const begun = ['received', 'triaged', 'resolved'].indexOf(state);
  if (begun === -1) return refuse('under-way');
  return { outcome: 'filed', through: (['triaged', 'resolved', 'closed'] as const).slice(begun) };
}

const refuse = (code: JunkRefusal): Refused<JunkRefusal> => ({ outcome: 'refused', code, reason: reasons[code] });

const reasons: Readonly<Record<JunkRefusal, BilingualText>> = {
  over: { en: 'It is closed already.', fr: 'Il est déjà clos.' },
  'too-severe': {
    en: 'It is too severe to be closed with others: open it and judge it by itself.',
    fr: 'Il est trop grave pour être clos avec d’autres\u00A0: ouvrez-le et jugez-le seul.',
  },
  'held-by-another': {
    en: 'Somebody else has it: leave it to them.',
    fr: 'Quelqu’un d’autre s’en occupe\u00A0: laissez-le-lui.',
  },
  'under-way': {
    en: 'Work on it has begun: open it and end it there.',
    fr: 'Le travail a commencé\u00A0: ouvrez-le et terminez-le là.',
  },
};
