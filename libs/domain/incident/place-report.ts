import type { Disposition } from '../triage/verdict.js';
import { type Severity, severityRank } from './severity.js';
import { type IncidentState, isOpenState } from './state.js';

export interface PlacementFacts {
  readonly windowOpen: boolean;
  /** Nobody wrote it: an automatic reply, a bounce, a mailing list, a loop. */
  readonly automatic: boolean;
  readonly readable: boolean;
  readonly severity: Severity;
  readonly disposition: Disposition;
  /** The incident it belongs to, if that is proven or plain: its own follow-up, or a text from the same number. */
  readonly belongsTo: { readonly incidentId: string; readonly state: IncidentState } | null;
}

export type Placement =
  | { readonly outcome: 'opened' }
  | { readonly outcome: 'joined'; readonly incidentId: string }
  /** Kept and answered, but no incident: advertising, a carrier's keyword, mail that no person wrote. */
  | { readonly outcome: 'no-incident' }
  /** Kept and answered with where to turn instead. */
  | { readonly outcome: 'after-cutoff'; readonly incidentId: string | null };

const needNoIncident: ReadonlySet<Disposition> = new Set(['close_spam', 'opt_out']);

/**
 * Opens an incident for a report, or joins it to the one it belongs to. What the rules take for no incident still becomes a
 * row in the queue (it wakes nobody), because the rules may be wrong; only what no person needs to read does not. A follow-up
 * to an incident that is over opens a new one when it tells of something new, so that somebody is woken.
 */
export function placeReport(facts: PlacementFacts): Placement {
  const { belongsTo, severity, disposition } = facts;
  if (!facts.windowOpen) return { outcome: 'after-cutoff', incidentId: belongsTo?.incidentId ?? null };
  if (facts.automatic) return { outcome: 'no-incident' };
  if (belongsTo !== null && (isOpenState(belongsTo.state) || severity === 'not-an-incident')) {
    return { outcome: 'joined', incidentId: belongsTo.incidentId };
  }
  if (facts.readable && severity === 'not-an-incident' && needNoIncident.has(disposition))
    return { outcome: 'no-incident' };
  return { outcome: 'opened' };
}

/** Whether a further report makes its incident more severe. A machine never lowers a severity. */
export function raises(current: Severity, found: Severity): boolean {
  return severityRank(found) < severityRank(current);
}
