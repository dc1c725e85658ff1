import type { Role } from '../identity/permissions.js';
import { type IncidentFacts, isReason, type Refused } from './move-incident.js';
import { type Severity, severityRank } from './severity.js';

export type SeverityRefusal = 'same-severity' | 'reason-required' | 'life-safety';

export interface SeverityChanged {
  readonly outcome: 'changed';
  readonly from: Severity;
  readonly to: Severity;
  /** More severe than before: whoever is on duty has to hear of it. */
  readonly raised: boolean;
}

/**
 * Decides a change of severity by a person. Every change carries its reason. Where somebody's life or safety is at stake,
 * only a manager may lower the severity: one tired responder alone must not be able to.
 */
export function changeSeverity(
  incident: IncidentFacts,
  to: Severity,
  reason: string | null,
  role: Role,
): SeverityChanged | Refused<SeverityRefusal> {
  const from = incident.severity;
  if (from === to) return refuse('same-severity');
  if (!isReason(reason)) return refuse('reason-required');
  if (incident.lifeSafety && to !== 'critical' && role !== 'manager') return refuse('life-safety');
  return { outcome: 'changed', from, to, raised: severityRank(to) < severityRank(from) };
}

function refuse(code: SeverityRefusal): Refused<SeverityRefusal> {
  return { outcome: 'refused', code, reason: refusals[code] };
}

const refusals = {
  'same-severity': {
    en: 'The incident already has this severity.',
    fr: 'L’incident a déjà ce niveau de gravité.',
  },
  'reason-required': {
    en: 'Say in a few words why the severity changes.',
    fr: 'Expliquez en quelques mots pourquoi la gravité change.',
  },
  'life-safety': {
    en: 'Somebody’s safety may be at stake: only a manager can lower this below critical.',
    fr: 'La sécurité d’une personne peut être en jeu : seule une ou un gestionnaire peut abaisser la gravité sous « critique ».',
  },
} as const;
