import { type Severity, severityRank } from './severity.js';

/** What decides an incident's place on the triage queue. */
export interface QueuePosition {
  readonly id: string;
  readonly severity: Severity;
  readonly acknowledged: boolean;
  readonly openedAt: Date;
}

/**
 * The one order of every list of incidents: most severe first, then those that nobody has taken, then the one that has
 * waited longest; the id makes it total. The index `incident_queue` has the same columns in the same order.
 */
export function compareForQueue(a: QueuePosition, b: QueuePosition): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    Number(a.acknowledged) - Number(b.acknowledged) ||
    a.openedAt.getTime() - b.openedAt.getTime() ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
