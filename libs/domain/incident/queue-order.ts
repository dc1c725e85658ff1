import { type Severity, severityRank } from './severity.js';

/** What decides an incident's place on the triage queue. */
export interface QueuePosition {
  readonly id: string;
  readonly severity: Severity;
  readonly acknowledged: boolean;
  /** 0 to 100: the more, the sooner, among incidents of one severity. */
  readonly score: number;
  readonly openedAt: Date;
}

/**
 * The one order of every list of incidents: most severe first, then those that nobody has taken, then by score,
 * then the one that has waited longest; the id makes it total. The index `incident_queue` has the same columns in the same order.
 */
export function compareForQueue(a: QueuePosition, b: QueuePosition): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    Number(a.acknowledged) - Number(b.acknowledged) ||
    b.score - a.score ||
    a.openedAt.getTime() - b.openedAt.getTime() ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
